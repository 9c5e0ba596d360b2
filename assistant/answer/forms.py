"""The form that an answer must have: so many things, a person, a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.definitions import (
    counts_its_parts,
    explains,
    quoted_term,
    term_to_explain,
)
from assistant.text.numbers import chinese_to_int
from assistant.text.words import words
from assistant.types import Clause, Query, QuestionKind

_SO_MANY = re.compile(r"哪(?P<n>[二两三四五六七八九十]+|[2-9]|1\d)(?!年)")
_REST = re.compile(
    r"(?:其余|剩下|另外|其他|剩)的?(?P<n>[一二两三四五六七八九十\d]+)[个条种样项家位类]?"
    r"[^，。？]{0,6}(?:啥|什么|哪|叫|谁)"
)
_NAMES_OF = re.compile(
    r"(?P<n>[二两三四五六七八九十]{1,3}|[2-9]|[1-9]\d)(?:个|条|种|样|项|家|位|类)?"
    r"[\u4e00-\u9fff]{0,4}(?:各叫|都叫|分别叫|叫[啥什]|全称|名字|各是)"
)
_EACH = re.compile(r"(?P<word>[\u4e00-\u9fff])(?:什么|啥).{0,2}(?P=word)(?:什么|啥)")
_PERSON = re.compile(
    r"(?:主任|书记|市长|县长|镇长|省长|局长|组长|厅长|队长|主席|负责人|联系人|领导)[^，。？?]{0,6}"
    r"(?:是谁|叫啥|叫什么|哪位|哪一位|姓|名字|电话)"
)
# What is asked for → what a text that tells it has. The first that is asked counts.
_CALLED_FOR = (
    (
        re.compile(r"电话|热线[^，。]{0,4}(?:几号|号码|多少)|号码|手机号|邮箱|网址|微信号"),
        re.compile(r"\d{5,}|@|https?:|www"),
    ),
    (
        re.compile(
            r"哪(?:个|家|几家)(?:公司|企业|单位承|银行|厂)|"
            r"(?:公司|企业|银行)(?:叫什么|叫啥|是哪家)"
        ),
        re.compile(r"[\u4e00-\u9fff]{2,}(?:公司|集团|银行|银|厂)"),
    ),
    (
        re.compile(
            r"(?:哪(?:[些几两二三四五六七八九十]+)?个?|什么)"
            r"(?:省|市|县|区|镇|乡|村|街道)(?![场长])|在哪(?:里|儿)?[?？]?$|"
            r"\bwhich (?:cities|counties|towns|villages|districts)"
        ),
        re.compile(
            r"(?<![全各每本该个山社城乡农郊老新某])[\u4e00-\u9fff]{1,4}"
            r"(?:省|市|县|区|镇|乡|村|街道)(?![级域场长委政民办内属])"
        ),
    ),
)
_WHEN = re.compile(
    r"哪年|哪一年|什么时候|啥时候|何时|几月|几号|哪天|哪一天|日期|多会儿|"
    r"\bwhen\b|\bwhat (?:year|date)"
)
_DATE = re.compile(r"\d{4}\s*年|[\d一二三四五六七八九十]+月|年底|年内|年前|季度|每年|起施行|之日")
_JOINED = re.compile(r"[、和与及]|以及")
_QUOTED = re.compile(r"[“「][^”」]+[”」]")
_PEOPLE = frozenset(("nr", "nrfg"))
_TELLING = frozenset(("list", "what_is", "other"))
_BODY = (
    r"(?:部门|单位|局|厅|委|委员会|政府|机构|中心|办公室|办事处|法院|检察院|公安机关|人大|学院|大学|公司|协会|"
    r"组|党组织|专班|社|院|站|银行|集团|妇联|团委|团[省市县区]委|农办|工会|残联|科协|工商联|文联|乡镇|街道|"
    r"村委会|村委|村集体|民政|干部|网格员|[省市县区州])"
)
_SAYS_WHO = re.compile(
    rf"由[^，。；]{{0,30}}{_BODY}[^，。；]{{0,12}}|{_BODY}[^，。；]{{0,8}}(?:负责|牵头|主管|组织|会同|应当|承担|"
    rf"落实|制定|批准|审批|受理|监督|实施|联合|举办|解释|供稿|统筹|推动|包[联片村户])|"
    rf"(?:牵头|责任|配合|主管)(?:单位|部门)|[任兼]组长|负责人"
)


@dataclass(frozen=True, slots=True)
class Form:
    """What kind of text answers a query: one that tells things apart, names a person, a date
    or a department, or explains a term."""

    query: Query
    term: str  # to be explained; empty where none is

    @classmethod
    def of(cls, query: Query, texts: Sequence[str]) -> Form:
        """Of a query, where ``texts`` may use the term that it wants explained."""
        return cls(query, term_to_explain(query, texts))

    @property
    def coined(self) -> bool:
        """Whether the term is no word of the language, so that only a text that explains it
        can tell what it stands for."""
        return bool(self.term) and (
            self.term == quoted_term(self.query.question) or counts_its_parts(self.term)
        )

    def misses(self, clause: Clause, text: str) -> tuple[float, float, float]:
        """1 for each of ``FORMS`` in features that a text of a clause fails, else 0."""
        return (
            float(not has_form(self.query, clause, text)),
            float(bool(self.term) and not explains(text, self.term)),
            float(self.query.kind == "who" and not names_someone(clause, text)),
        )


def has_form(query: Query, clause: Clause, text: str) -> bool:
    """Whether ``text``, of a clause, can be the answer by its form alone."""
    if number := _things(query.question, query.kind):
        return _enumerates(text, clause, number)
    called_for = _called_for(query.question.lower())
    if called_for is _PERSON:
        return any(word.tag in _PEOPLE for word in words(text))
    return called_for is None or bool(called_for.search(text))


@lru_cache(maxsize=1 << 10)
def _called_for(question: str) -> re.Pattern[str] | None:
    """What a text that answers has; ``_PERSON`` where it names one, None where it may be any."""
    for asks, gives in _CALLED_FOR:
        if asks.search(question):
            return gives
    if _PERSON.search(question):
        return _PERSON
    return _DATE if _WHEN.search(question) else None


@lru_cache(maxsize=1 << 10)
def _things(question: str, kind: QuestionKind) -> int:
    """How many things a question wants told apart; 0 where it does not say."""
    if kind in _TELLING and (match := _SO_MANY.search(question)):
        return _number(match["n"])
    if match := _REST.search(question):
        return _number(match["n"]) + len(_JOINED.findall(question)) + 1
    if match := _NAMES_OF.search(question):
        return _number(match["n"])
    return 2 if _EACH.search(question) else 0


def _number(written: str) -> int:
    return int(written) if written.isdigit() else chinese_to_int(written) or 0


def _enumerates(text: str, clause: Clause, number: int) -> bool:
    """Whether so many things are told apart in a sentence, or by the sentences of a clause."""
    joined = len(_JOINED.findall(text)) + 1
    marks = max(joined, text.count("+") + 1, len(_QUOTED.findall(text)))
    sentences = len(re.findall(r"[。；;]", clause.text))
    parts = len(re.findall(r"[，,；;]", text)) + 1
    return marks >= number or sentences >= number > 3 or parts >= number > 3


def names_someone(clause: Clause, text: str) -> bool:
    """Whether a text of a clause, or the list of departments behind it, says who does it."""
    return bool(clause.departments or _SAYS_WHO.search(text))
