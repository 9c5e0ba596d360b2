"""What a question takes for granted, and whether a clause bears it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.text.dates import spell_out_years
from assistant.text.numbers import numerals
from assistant.text.tokens import normalise

_YEAR = re.compile(r"(?:19|20)\d\d\s*年?(?:\d+月)?(?:\d+[日号])?")
_NO_FIGURE = re.compile(
    r"\d+\s*\+|\+\s*\d+|第\d+|\d+(?:[a-z]|\.0)|[a-z]+\d+(?:\.\d+)?|[〔\[（(]?20\d\d[〕\]）)]?\d+号"
)
_CODE = re.compile(r"(?<![\da-z.])(?:\d+[a-z]{1,2}|[a-z]{1,4}\d+)(?![\da-z])")  # 4A, 5G, IPv6
_DIGITS = re.compile(r"\d")
# What may be done to a thing, each line in words that say the same.
_TURNS = tuple(
    tuple(line.split())
    for line in (
        "取消 废止 废除 撤销 撤掉 砍掉 作废 没了 停止 停办 停发 停掉 停了 叫停 暂停 "
        "不办了 不搞了 不发了",
        "下线 关停 关闭 退出 取缔",
        "禁止 不准 不许 严禁 不得",
        "撤并 合并 并入 整合",
        "解散",
        "下调 调低 降低 削减 减半 减少 缩减 压减",
        "拆除 拆掉 全拆",
        "推迟 延期 延长",
        "提前",
        "上调 调高 提高 翻倍 翻番 倍增",
        "补贴 补助 奖补 贴息",
        "奖励 奖补 激励 表彰",
        "罚款 处罚",
        "赔偿 补偿",
        "倒闭 破产 失败 烂尾",
        "搬到 搬迁",
        "改成 改为 换成",
        "划归 移交",
        "通车",
        "开业",
        "上市",
        "scrap cancel abolish abandon repeal withdr",
        "stopp ban suspend close shut",
        "halv",
    )
)
_PRESENT = re.compile(
    r"现在|目前|如今|眼下|已经|已[有建]|到现在|截至目前|\b(?:now|currently|already|so far)\b"
)
_DONE = re.compile(r"已|目前|现有|截至|累计|全年|去年|上年|完成|同比|比上年")
_PLANNED = re.compile(r"到20\d\d年|力争|计划|确保|新增|新建|将|打造|推进|实现|争取")
_BESIDES = re.compile(
    r"除了|除去|之外|以外|另外|其余|剩下|其他|其它|单独|光是|"
    r"\b(?:besides|apart from|other than|alone)\b"
)
_SOMEWHERE = re.compile(
    r"(?:^|[，,。？?！! 在给让问对由和跟与、（(]|那个|这个)"
    r"(?P<name>[\u4e00-\u9fff]{2,3}(?:县|镇|乡|街道|区|村))(?![级域办里委长民史庄落])"
)
_NO_NAMES = re.compile(
    r"[全各每哪这那几多少城乡农山老新本个]|示范|行政|中心|特色|美丽|未来|"
    r"试点|薄弱|先进|重点|精品|移民|海岛|园|社|校|厂|景"
)
_WHY = re.compile(r"为什么|为啥|为何|咋就|凭什么|凭啥|原因|\bwhy\b")

Key = tuple[Decimal, bool]


@dataclass(frozen=True, slots=True)
class Premises:
    """Figures that a question states, and what it says is done away with or turned round."""

    figures: frozenset[Key]
    codes: frozenset[str]
    turns: tuple[tuple[str, ...], ...]  # each in all the words for it
    places: tuple[str, ...]  # what looks like the name of a county, town or village
    present: bool  # asks how things stand
    besides: float  # 1 where it asks for what is left of something that is named
    asks_why: float  # 1 where it wants a reason, which a clause seldom gives

    @classmethod
    def of(cls, question: str) -> Premises:
        """Of a question as typed. Years are for the scope to judge; names are no figures."""
        plain = spell_out_years(normalise(question))
        bare = _NO_FIGURE.sub(" ", _YEAR.sub(" ", plain))
        stated = (n for n in numerals(bare) if _DIGITS.search(bare[n.start : n.end]))
        return cls(
            figures=frozenset(n.key for n in stated),
            codes=frozenset(_CODE.findall(plain)),
            turns=tuple(same for same in _TURNS if any(turn in plain for turn in same)),
            places=tuple(
                name for name in _SOMEWHERE.findall(plain) if not _NO_NAMES.search(name[:-1])
            ),
            present=bool(_PRESENT.search(plain)),
            besides=float(bool(_BESIDES.search(plain))),
            asks_why=float(bool(_WHY.search(plain))),
        )

    def unmet_figures(self, text: str) -> bool:
        """Whether the question states a figure, or names a thing by a code, that the text
        does not have."""
        if self.codes and not self.codes <= set(_CODE.findall(normalise(text))):
            return True
        return bool(self.figures) and not self.figures <= {n.key for n in numerals(text)}

    def unmet_turns(self, text: str) -> bool:
        """Whether the question has something done of which the text does not speak."""
        return bool(self.turns) and not any(turn in text for same in self.turns for turn in same)

    def elsewhere(self, text: str) -> bool:
        """Whether a place that the question seems to name is not in the text."""
        return any(name not in text for name in self.places)

    def planned(self, sentence: str) -> float:
        """Where it is asked how things stand: 1 for a sentence that tells of plans, −1 for one
        that tells what was done; 0 where that is not asked."""
        if not self.present:
            return 0.0
        return float(bool(_PLANNED.search(sentence))) - float(bool(_DONE.search(sentence)))
