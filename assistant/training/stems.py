"""The words around a quantity that make a question which stands alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.sentences import Span, parts, sentences
from assistant.training.asked import Asked, is_article
from assistant.training.items import BLANK
from assistant.training.material import Discard, Material
from assistant.types import Clause

GAP = "……"
_LONGEST = 170  # characters of an article up to the end of its sentence
_COMFORTABLE = 80  # characters of a sentence that is shown whole
_LONGEST_PROSE = 130
_TAIL = 24  # characters behind the part with the quantity that are shown as well
_FEWEST = 9  # characters around the blank that say what is asked
_FEWEST_OWN = 4  # the same in the line of a list
_LONGEST_FILLING = 14
NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百千零〇\d]+[条章节编](?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十\d]+[）)]|"
    r"[一二三四五六七八九十]+、|\d+[.．、)）]|[①-⑳])\s*"
)
_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、)）]|[①-⑳])")
_LEANS = re.compile(
    r"[，,、；;]|其|该|此|上述|以上|以下|前述|前款|前项|前条|本款|并|且|但|同时|另|对此|对其|在此|这|"
    r"他|它|而|即|从而|以此|也|又|还|再|之|的|等|或|分别|均|均为|都|由此|由其|逾期|拒不|情节|"
    r"有前|有违法所得|没有违法所得|造成|构成|必要时|特殊情况|案情|延长|经审查|经批准|批准|不符合"
)
_LEANS_ANYWHERE = re.compile("前款|前项|前条|前[两三]款|上述|前述|本款|本条(?!例)|见附|如下")
_LISTS_BELOW = re.compile("下列|以下(?:情形|行为|条件|情况|规定|要求|内容|程序|方式)")
_REFERS = re.compile(
    r"[^，。]{0,4}本[^，。]{1,4}(?:第[^，。]{1,24}[条款项])+[^，。]{0,6}(?:规定|行为)?"
)
_SANCTION = re.compile("，(?:由|处|责令|给予|可以|没收|依照|对)|。")
_MASKED = re.compile("[Xx×]{2}|某[市县区镇乡村]|\t|\\||[∗*]|≤|≥")
_GOES_ON = re.compile("[外时的后前中下上][，,]?$")
_LEADS_ON = re.compile("(?:的|基础上|过程中|[情条前][况件提]下|同时|[之以]后|[之以]前|方面)[，,]?$")
_TIME = re.compile(r"(?:力争|确保)?(?:到|至|截至)?\d{4}年[底末]?前?[，,]")
_TIMED_SUBJECT = re.compile(r"(?:力争)?(?:到|至|截至)?\d{4}年[底末]?[^，,底末]")
_MARKS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
_END = "，,；;、：:。 \n\u3000"


@dataclass(frozen=True, slots=True)
class Stem:
    """Verbatim pieces of a clause around ``blank``, all spans of its document, in order."""

    pieces: tuple[Span, ...]
    blank: Span
    cut: bool  # whether words of the sentence are left out before the first piece

    def shown(self, text: str, filling: str = BLANK) -> str:
        """The pieces with ``filling`` in the blank, gaps marked."""
        return self._joined([self._with(text, piece, filling) for piece in self.pieces])

    def around(self, text: str) -> str:
        """The pieces without the quantity."""
        return self.shown(text, "")

    def _with(self, text: str, piece: Span, filling: str) -> str:
        start, end = piece
        if not start <= self.blank[0] < end:
            return text[start:end].strip()
        left, right = text[start : self.blank[0]], text[self.blank[1] : end]
        return f"{left}{filling}{right}".strip()

    def _joined(self, shown: list[str]) -> str:
        whole = GAP.join(shown).rstrip(_END)
        return f"{GAP if self.cut else ''}{whole}。"


def stem(material: Material, one: Asked) -> Stem:
    """The stem of a quantity. Raises Discard where none stands alone."""
    text = material.documents[one.clause.document].text
    found = (_of_article if is_article(one.clause) else _of_prose)(text, one)
    words = found.around(text)
    if _MASKED.search(words):
        raise Discard("题干里有隐去的名称或表格符号")
    if not is_whole(words):
        raise Discard("题干截得不完整")
    if len(re.sub(r"\W", "", words)) < _FEWEST:
        raise Discard("题干太短")
    if _LEANS_ANYWHERE.search(words) or (_LISTS_BELOW.search(words) and "：" not in words):
        raise Discard("题干要看上文才懂")
    if _REFERS.search(words) and len(_SANCTION.split(_REFERS.sub("", words))[0]) < _FEWEST:
        raise Discard("题干只引用条号")
    return found


def fillings(text: str, found: Stem) -> set[str]:
    """What stands in a text where the piece of a stem with the blank stands, but for that."""
    start, end = next(piece for piece in found.pieces if piece[0] <= found.blank[0] < piece[1])
    before = text[start : found.blank[0]]
    behind = text[found.blank[1] : end].rstrip(_END)
    if not before or not behind:
        return {text[slice(*found.blank)]}
    pattern = f"{re.escape(before)}([^，。；\n]{{1,{_LONGEST_FILLING}}}?){re.escape(behind)}"
    return set(re.findall(pattern, text))


def says(text: str, shown: str) -> bool:
    """Whether the pieces of a shown stem stand in a text, one after another."""
    position = 0
    for piece in shown.rstrip(_END).split(GAP):
        position = text.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return True


def is_whole(words: str) -> bool:
    """Whether all quotes and brackets of a text are closed, and nothing in it is masked."""
    closed = all(words.count(left) == words.count(right) for left, right in _MARKS)
    return closed and not _MASKED.search(words)


def leans(words: str) -> bool:
    """Whether a text needs what stands before it to be understood."""
    return bool(_LEANS.match(words) or _LEANS_ANYWHERE.search(words) or _LISTS_BELOW.search(words))


def _of_article(text: str, one: Asked) -> Stem:
    """From the beginning of the article, so that nothing that it refers to is missing."""
    clause, blank = one.clause, (one.start, one.end)
    start, end = _line(text, one.start, clause)
    stop = _sentence(text, start, end, one)[1]
    first = _past_number(text, clause.start, clause.end)
    if _ITEM.match(text, start, end):
        opened = _opening(text, clause, start)
        own = (_past_number(text, start, end), stop)
        if len(re.sub(r"\W", "", text[own[0] : one.start] + text[one.end : stop])) < _FEWEST_OWN:
            raise Discard("题干要看上文才懂")  # （二）八十厘米
        pieces: tuple[Span, ...] = (opened, own)
        if opened[1] >= start - 1:
            pieces = ((opened[0], stop),)
    elif start == clause.start or _LEANS.match(text, start, end):
        pieces = ((first, stop),)
    else:
        pieces = ((start, stop),)
    if "\n" in text[pieces[0][0] : pieces[0][1]] or _length(pieces) > _LONGEST:
        raise Discard("题干太长")
    return Stem(pieces, blank, cut=False)


def _opening(text: str, clause: Clause, position: int) -> Span:
    """The sentence that opens the list before ``position``: …的，有下列情形之一的："""
    before = text[clause.start : position].rstrip()
    colon = max(before.rfind("：\n"), len(before) - 1 if before.endswith("：") else -1)
    if colon < 0:
        raise Discard("题干要看上文才懂")
    start = clause.start + before.rfind("\n", 0, colon) + 1
    spans = sentences(text, _past_number(text, start, clause.end), clause.start + colon + 1)
    if not spans or (len(spans) > 1 and _LEANS.match(text, spans[-1][0])):
        raise Discard("题干要看上文才懂")
    return spans[-1]


def _of_prose(text: str, one: Asked) -> Stem:
    """The sentence whole, or its last parts that say what is counted."""
    line, end = _line(text, one.start, one.clause)
    start, stop = _sentence(text, _past_number(text, line, end), end, one)
    cuts = [span[0] for span in parts(text, start, stop)]
    ends = [span[1] for span in parts(text, start, stop)]
    # Behind 50亩以上的 follows what that is for.
    closing = (end for end in ends if end >= one.end)
    after = next((e for e in closing if not _LEADS_ON.search(text[one.start : e])), stop)
    stop = stop if stop - after <= _TAIL else after
    needed = min(one.figure.indicator_start or one.start, one.start)
    if NUMBERED.fullmatch(text, needed, start):
        needed = start  # the indicator begins with the number of its line
    long = stop - start > _COMFORTABLE and not _TIMED_SUBJECT.match(text, start, stop)
    for cut in reversed(cuts) if long else (start,):
        before = sum(char.isalnum() for char in text[cut : one.start])
        enough = before >= _FEWEST or cut == start  # what stands behind a whole sentence tells
        if cut <= needed and enough and not _LEANS.match(text, cut):
            if text.startswith("其中", cut) or stop - cut > _LONGEST_PROSE:
                break
            cut = _with_time(text, cuts, cut)  # noqa: PLW2901
            pieces = _with_frame(text, cuts, cut, stop)
            return Stem(pieces, (one.start, one.end), cut=cut > start and pieces[0][0] == cut)
    raise Discard("题干太长" if stop - start > _LONGEST_PROSE else "题干要看上文才懂")


def _with_time(text: str, cuts: list[int], cut: int) -> int:
    """Where the part before begins, if it says no more than the time: 到2027年，"""
    before = max((other for other in cuts if other < cut), default=cut)
    return before if _TIME.fullmatch(text, before, cut) else cut


def _with_frame(text: str, cuts: list[int], cut: int, stop: int) -> tuple[Span, ...]:
    """Keeps 到2027年 of a sentence that is cut behind it."""
    times = [(at, found.end()) for at in cuts if at < cut and (found := _TIME.match(text, at, cut))]
    if not times:
        return ((cut, stop),)
    start, end = times[-1]
    return ((start, stop),) if cut <= end + 1 else ((start, end - 1), (cut, stop))


def _line(text: str, position: int, clause: Clause) -> Span:
    start = max(text.rfind("\n", 0, position) + 1, clause.start)
    end = text.find("\n", position, clause.end)
    return start, clause.end if end < 0 else end


def _sentence(text: str, start: int, end: int, one: Asked) -> Span:
    """The sentence of a quantity, without the words that open a list behind it."""
    spans = [span for span in sentences(text, start, end) if span[0] <= one.start < span[1]]
    if not spans or spans[0][1] < one.end:
        raise Discard("题干截得不完整")
    first, stop = spans[0]
    while text[first:stop].endswith(("：", ":")):
        stop = parts(text, first, stop)[-1][0]
    if stop <= one.start or (stop < spans[0][1] and _GOES_ON.search(text[first:stop])):
        raise Discard("题干截得不完整")
    return first, stop


def _past_number(text: str, start: int, end: int) -> int:
    match = NUMBERED.match(text, start, end)
    return match.end() if match else start


def _length(pieces: tuple[Span, ...]) -> int:
    return sum(end - start for start, end in pieces)
