"""What is counted: the unit that a question asks for, and how units relate."""

from __future__ import annotations

import re

# Units that people use for one another when they count the same things.
_THINGS = frozenset(
    "个 家 座 所 条 支 宗 幢 栋 套 处 项 类 种 批 村 镇 乡 县 件 对 组 片 间 期 份 台 辆 艘 只 头 "
    "张 部 本 门 块 道 根 棵 株 班 级 站 点 院 馆 园 社 店 厂 区 次 场 例 起 篇 首 户 人 名 位 "
    "人次".split()
)
_ANYTHING = frozenset("个只")
_FAMILIES: tuple[frozenset[str], ...] = tuple(
    frozenset(units.split())
    for units in (
        "个 家 座 所 条 支 宗 幢 栋 套 处 项 类 种 批 村 镇 乡 县 件 对 组 片 间 期 份 块 级 站 点 "
        "院 馆 园 社 店 厂 区 次 场 例 起 篇 首 道 门",
        "台 辆 艘 部 套 个 架",
        "只 头 个 羽 匹",
        "张 个 份 床",
        "人 名 位 人次 户 口",
        "次 场 期 个 人次",
        "元 块 美元 元/人 元/年 元/月 元/亩",
        "亩 公顷 平方米 平方公里 平米",
        "公里 米 里 千米 厘米",
        "吨 斤 公斤 千克 克",
        "% 成 折 ‰",
        "倍 番",
        "年 个月 月 天 日 小时 分钟 秒 周 个工作日 工作日 周年",
        "度 千瓦 兆瓦 千瓦时",
    )
)
_CLASSIFIERS = (
    "平方公里 平方米 个工作日 工作日 个百分点 小时 分钟 公里 公顷 公斤 人次 个月 千瓦 立方米 "
    "个 家 座 所 条 支 宗 幢 栋 套 处 项 类 种 件 间 份 台 辆 艘 只 头 张 户 人 名 位 元 亩 米 吨 "
    "斤 天 次 场 倍 成 度"
).split()
_ANY = "|".join(_CLASSIFIERS)
_SCALE = "[百千万亿十]*"
_NO_MONEY = rf"(?!{_SCALE}(?:{'|'.join(unit for unit in _CLASSIFIERS if unit != '元')}))"
_ASKED = re.compile(rf"(?:多少|几){_SCALE}(?P<unit>个(?=亿)|{_ANY})(?!民|才|均)")
_BY_HOW_MUCH = re.compile(
    r"(?:涨|增长|增加|增|提高|提升|上升|下降|降低|压缩|降)[了到]?多少(?![个家户人名亩元万亿吨斤])"
)
_MONEY = (
    r"几个亿|多少个?亿(?![亩斤吨人])|几[百千万]?块|几毛|多少钱|几个钱|多少(?:铜钿|银子)",
    rf"(?:补|贴|赔|奖|掏)[^，。？?]{{0,6}}(?:多少|几[百千万]+){_NO_MONEY}",
    r"多少(?:资金|经费|投资|补贴|补助|租金|工资|利润|产值|营收|奖金)",
    r"(?:利润|产值|收入|投资|租金|工资|月薪|补贴|补助|贸易|营收|销售)[总额]*"
    rf"[^，。？?]{{0,6}}多少{_NO_MONEY}",
)
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        ("|".join(_MONEY), "元"),
        (r"(?:多久|多长时间|几天|隔多[久长])[^，。？?]{0,8}[一1][次回趟轮]", ""),
        (r"(?:多少|几)个?(?:钟头|小时|点钟)", "小时"),
        (r"(?:多少|几)个?(?:工作日|工作天)", "个工作日"),
        (r"(?:多少|几)平(?!方)", "平方米"),
        (r"几个点|几个百分点|多少个?百分点", "个百分点"),
        (r"百分之|百分比|几成|占比|比例|比重|多大比率|占(?:到|了)?多少(?![个家户人名亩元万])", "%"),
        (r"多大面积|(?:面积|占地)(?:要|得|是|有)?(?:多大|多少)", "亩"),
        (r"多长时间|多久|几年", "年"),
        (r"多少(?:农民|群众|百姓|学生|干部|工人|党员|老人|村民|居民)", "人"),
        (
            r"\bhow much (?:money|funding|investment)|\byuan\b|\brmb\b|"
            r"\bhow much\b.*\b(?:pay|paid|cost|receive|subsid\w*|grant|reward|spend|spent)\b",
            "元",
        ),
        (r"\bpercent|\bshare\b|\bproportion|\brate\b|\bratio\b", "%"),
        (r"\bhow many (?:people|persons|farmers|students|talents|workers|residents)", "人"),
        (r"\bhow many (?:mu|acres)|\bmu of\b", "亩"),
        (r"\bhow many households", "户"),
        (r"\bhow many (?:years|months|days)|\bhow long\b", "年"),
        (r"率", "%"),
    )
)


def asked_unit(question: str) -> str:
    """The unit that a normalised question asks for; empty where it leaves it open."""
    if _BY_HOW_MUCH.search(question):
        return ""
    spoken = next((unit for pattern, unit in _SPOKEN[:-1] if pattern.search(question)), None)
    if spoken is not None:
        return spoken
    if match := _ASKED.search(question):
        return match["unit"]
    pattern, unit = _SPOKEN[-1]
    return unit if pattern.search(question) else ""


def fits(asked: str, unit: str) -> float:
    """1 for the unit asked for, ½ for one used for it, −1 for another, 0 where none was asked.

    个 and 只 are asked for anything that is counted; a bare number may be of any unit.
    """
    if not asked:
        return 0.0
    if asked == unit:
        return 1.0
    if not unit or (asked in _ANYTHING and unit in _THINGS):
        return 0.5
    return 0.5 if any(asked in family and unit in family for family in _FAMILIES) else -1.0
