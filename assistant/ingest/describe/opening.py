"""The title of a document and its number, from the lines that it opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingest.clean import layout, markup
from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.furniture import is_chrome
from assistant.ingest.clean.rows import is_date, tells_issue
from assistant.ingest.headings import MARKS
from assistant.ingest.numbering import MARKDOWN, opens_item
from assistant.ingest.paragraphs import is_full
from assistant.text.numbers import fold

_TOP, _END = 8_000, 3_000  # characters of the text that may say what it is
_LONGEST_PART, _LONGEST = 60, 120  # characters of a line of a title, and of all of it
_PARTS = 3  # lines of a title before the one that completes it
_STEPS = (
    markup.decode_entities,
    layout.even_line_ends,
    markup.drop_rules,
    markup.drop_tags,
    layout.trim,
)
NUMBER = (
    r"(?P<word>[一-鿿]{1,12})\s*[〔﹝\[［(（【]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[〕﹞\]］)）】]"
    r"\s*第?\s*(?P<n>\d{1,5})\s*号"
)
_LABELLED = re.compile(rf"(?:发文字号|发文编号|文件编号|文\s?号)[\s:：]*{NUMBER}")
_ALONE = re.compile(rf"{NUMBER}(?:\s+签发人.*)?")
_BEHIND_TITLE = re.compile(rf"\s*[（(]\s*{NUMBER}\s*[)）]$")
_KIND = re.compile(
    r"(?:通知|意见|方案|办法|规定|决定|公告|通告|通报|报告|请示|批复|函|纪要|决议|令|规划|计划|要点|细则|条例|"
    r"总结|讲话|清单|措施|政策|指南|标准|规范|规程|制度|章程|预案|说明|解读|情况|材料|倡议书|协议|名单|公报|答复|"
    r"守则|准则|纲要|导则|责任书|建议|汇报|简报|法|法典)(?:[（(][^（）()]{1,24}[)）])*[》”]*"
)
_SUFFIX = re.compile(r"[（(](?![^（）()]*(?:日|[〕﹞\]］】]\s*第?\s*\d+\s*号))[^（）()]{1,24}[)）]")
_NO_TITLE = re.compile(
    r".*文件|签发人.*|目\s*[录次]|\d{1,8}|(?:绝密|机密|秘密|内部)(?:[★☆].*)?|特急|加急|急件|[（(].*[)）]"
)
BODY = (
    r"[一-鿿]{2,30}(?:人民政府|政府|委员会|党委|[省市县区州]委|厅|局|部|院|署|会|办公室|领导小组|指挥部|中心|公司|"
    r"大学|办事处|总队|支队|大队|银行)(?:办公[厅室])?"
)
_BODY = re.compile(BODY)
BETWEEN = re.compile(r"[ 、\u3000]+|(?<=[省市县区州]委)(?=[一-鿿]{2,8}人民政府)")
HEAD = 12  # lines above the text


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines at the top and at the end of a text, without tags, blanks around, and those
    that are empty."""

    top: tuple[str, ...]
    end: tuple[str, ...]

    @classmethod
    def of(cls, raw: str) -> Lines:
        """The lines of a raw text; those of a short one are all at its top."""
        return cls(_lines(raw[:_TOP]), _lines(raw[max(_TOP, len(raw) - _END) :]))

    @property
    def head(self) -> tuple[str, ...]:
        """The first lines, without marks of headings: what may stand above the text."""
        return tuple(map(_words, self.top[:HEAD]))


def title(lines: Sequence[str]) -> str:
    """The title above the text, on one line; empty where there is none."""
    opening = list(_opening(lines))
    top = [line for line in opening if _level(line) == 1]
    if len(top) == 1:
        return _short(_words(top[0]))
    runs = list(_runs(opening))
    complete = (found for run in runs if (found := _complete(run)))
    return _short(next(complete, runs[0][0] if runs else ""))


def number(lines: Sequence[str]) -> str | None:
    """The number of the document where it has a line of its own, a label, or stands in
    brackets behind the title; not that of another one that the text names."""
    for line in (fold(_words(line)) for line in lines):
        match = _LABELLED.search(line) or _ALONE.fullmatch(line)
        if match is None and _KIND.search(line) and not is_full(line):
            match = _BEHIND_TITLE.search(line)
        if match:
            return numbered(match)
    return None


def numbered(match: re.Match[str]) -> str:
    """A number as it is usually written, from a match of NUMBER."""
    return f"{match['word']}〔{match['year']}〕{match['n']}号"


def is_body(line: str) -> bool:
    """Whether a line is the name of an authority and nothing else."""
    return _BODY.fullmatch(line) is not None


def authorities(names: str) -> str | None:
    """“甲局、乙局” → 甲局 乙局; None where a part is no authority, or there is none."""
    parts = [name for name in BETWEEN.split(names) if name]
    return " ".join(parts) if parts and all(map(is_body, parts)) else None


def _lines(raw: str) -> tuple[str, ...]:
    draft = Draft.of(raw)
    for step in _STEPS:
        draft = step(draft)
    return tuple(line for line in draft.text.split("\n") if line.strip(MARKS))


def _words(line: str) -> str:
    return line.strip(MARKS)


def _level(line: str) -> int:
    match = MARKDOWN.match(line)
    return len(match["hashes"]) if match else 0


def _opening(lines: Sequence[str]) -> Iterator[str]:
    """The lines before the text: before a sentence, whom it is addressed to, an item."""
    for line in lines:
        words = _words(line)
        if is_chrome(words):
            continue
        if is_full(words) or words.endswith(("：", ":")) or opens_item(words):
            return
        yield line


def _runs(opening: Sequence[str]) -> Iterator[list[str]]:
    """Lines that follow one another and may each be a part of a title."""
    run: list[str] = []
    for line in (*opening, ""):
        words = _words(line)
        if words and _may_be_title(words, after=bool(run)):
            run.append(words)
        elif run:
            yield run
            run = []


def _may_be_title(words: str, *, after: bool) -> bool:
    if len(words) > _LONGEST or "\t" in words or is_date(words):
        return False
    if after and _SUFFIX.fullmatch(words):
        return True
    stands_alone = _NO_TITLE.fullmatch(words) or _ALONE.fullmatch(fold(words)) or tells_issue(words)
    return not stands_alone and not words.endswith(("。", "；", "，", "、"))


def _complete(run: Sequence[str]) -> str:
    """The lines of a run that make up a title which ends in a kind of document."""
    for end, line in enumerate(run):
        if not _ends(line):
            continue
        about = [n for n in range(end + 1) if "关于" in run[n]]
        first = about[-1] if about else max(end - _PARTS, 0)
        while about and first and is_body(run[first - 1]):
            first -= 1
        while (
            not about and first < end and (is_body(run[first]) or len(run[first]) > _LONGEST_PART)
        ):
            first += 1
        suffix = run[end + 1 : end + 2]
        last = end + 2 if suffix and _SUFFIX.fullmatch(suffix[0]) else end + 1
        return _joined(run[first:last])
    return ""


def _ends(line: str) -> bool:
    words = _BEHIND_TITLE.sub("", line)
    return any(match.end() == len(words) for match in _KIND.finditer(words))


def _joined(parts: Sequence[str]) -> str:
    """Parts of a title on one line; authorities next to one another keep a blank between."""
    whole = parts[0]
    for before, part in pairwise(parts):
        whole += f" {part}" if is_body(before) and is_body(part) else part
    return whole


def _short(title: str) -> str:
    return _BEHIND_TITLE.sub("", title)[:_LONGEST].strip()
