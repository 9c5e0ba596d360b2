"""What quantities are counted in: measure words, and units of money, size, time and share."""

from __future__ import annotations

import re

_MEASURES = (
    "批次 场次 户次 车次 班次 架次 人次 课时 学时 学分 个 家 座 所(?![有得需在述属]) 条 支 "
    "只(?![能有是要]) 匹 宗 幢 栋 套 处(?!理|罚|置|分|以[^上下内]) 项 类(?!水) "
    "种(?![植子养粮业]) 件 对(?![于应]) 组 片 间 份 台 辆 艘 架 张 部(?![分门委队]) "
    "本(?![级地市省]) 门 块 根 棵 株 篇 例 起 首 盏 眼 颗 粒 枚 把 瓶 箱 包 袋 册 卷 幅 羽 尾 "
    "席 批 次(?!产业|分配|全会|全体|会议|党代会|函) 场 名 位(?!一体|数?[上以]) 户 "
    "人(?![均口才民]) 段 层 轮 周岁 岁 天 遍 倍"
)
# A Chinese numeral before these is a word of its own (十分, 两头, 百里) or an ordinal (二期).
_MEASURES_AFTER_DIGITS = "头 口 道 分(?![钟之]) 期 届 款 村 镇 乡 县 步 档 盆 桶 度 里(?!程)"
_MONEY = "元 美元 欧元 港元 日元 英镑 块钱"
_SIZES = (
    "平方公里 平方千米 平方厘米 平方米 立方米 立方 公里 千米 厘米 毫米 微米 海里 米 公顷 亩次 "
    "亩 平米 吨标准煤 吨 公斤 千克 毫克 微克 克 斤 毫升 升 千瓦时 千瓦 兆瓦 吉瓦 千伏安 千伏 "
    "兆赫 标箱 kWh km² km m³ m² ㎡ kg mg μg cm mm ml MW GW kW km/h Mbps Gbps MB GB TB "
    "m(?![A-Za-z²³]) h(?![A-Za-z]) min kN MPa ℃(?![一-鿿])"
)
_TIMES = (
    "个工作日 工作日 个自然日 自然日 个月 个季度 个小时 小时 分钟 秒 个星期 个周 "
    "周(?![岁年边]) 年(?!级|龄|画|味|轻) 日(?![均常报益])"
)
_SHARES = "% ‰ 个百分点 百分点 个基点 基点 成(?![立为效品果员长本人就都]) 折(?![旧合扣算叠])"
_PER = (
    "亩 公顷 人 户 村 年 月 日 天 次 个 吨 公斤 千克 克 升 毫升 kg g L mL 平方米 平方公里 "
    "立方米 公里 小时 分钟 秒 h min s km² m³ m²"
)


def _any(*words: str) -> str:
    listed = {word for line in words for word in line.split()}
    return "|".join(sorted(listed, key=lambda word: (-len(_bare(word)), word)))


def _bare(word: str) -> str:
    return re.sub(r"\(.*?\)", "", word)


_WRITTEN = _any(_MEASURES, _MONEY, _SIZES, _TIMES, _SHARES)
_DIVIDED = rf"(?:(?:/|(?<=[克斤吨])每)(?:{_any(_PER)})(?:[·.](?:年|月|日))?)?"
AFTER_CHINESE = rf"(?:{_WRITTEN}){_DIVIDED}"
AFTER_DIGITS = rf"(?:{_WRITTEN}|{_any(_MEASURES_AFTER_DIGITS)}){_DIVIDED}"
_MEASURED = {"倍", "岁", "周岁", "天", "分", "度", "里"}
_COUNTED = frozenset(map(_bare, f"{_MEASURES} {_MEASURES_AFTER_DIGITS}".split())) - _MEASURED
TIMES = frozenset(map(_bare, _TIMES.split())) | {"天"}
MONEY = frozenset(_MONEY.split())
_ONE_NAME = {
    "百分点": "个百分点",
    "基点": "个基点",
    "工作日": "个工作日",
    "㎡": "平方米",
    "平米": "平方米",
}


def normal(unit: str) -> str:
    """One name for units that are the same."""
    return _ONE_NAME.get(unit, unit)


def counts(unit: str) -> bool:
    """Whether a noun follows the unit as in 3家企业, rather than being its attribute."""
    return unit in _COUNTED
