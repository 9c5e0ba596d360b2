"""What surrounds a document on its page: site headers, counters, page marks, captions."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from assistant.ingest.clean.draft import Draft, Edit, filled_lines, lines
from assistant.ingest.clean.layout import is_unfinished, squash, stops_open
from assistant.ingest.numbering import opens_item

_LABELS = (
    r"(?:发布|更新|录入|上传)(?:时间|日期)|(?:时间|日期)(?=\s*[:：]\s*\d{4}[-/.])|"
    r"(?:信息|文章|稿件)?来源|作者|(?:责任)?编辑|审核|字[体号]|"
    r"(?:点击|浏览|阅读|访问)(?:次数|量|数)?|访问量|索引号|主题分类|信息分类|公开方式|网站标识码"
)
_BYLINE = re.compile(rf"^[【\[]?(?:{_LABELS})\s*[:：].*$")
_COUNTER = re.compile(r"(?:点击|浏览|阅读|访问)(?:次数|量|数)?\s*(?:[:：]\s*\d*|\d+)\s*次?\s*$")
_OPENING = re.compile(
    r"^[\[【]?(?:欢迎(?:光临|访问|您)|您?(?:现在|当前)?的?(?:所在)?位置\s*[:：]|(?:网站)?首页|"
    r"返回(?:首页|顶部|列表)|[上下]一篇|(?:打印|关闭|收藏)(?:本页|此页|窗口)?[\]】]?$|分享到|扫一扫|"
    r"设为首页|加入收藏|版权所有|技术支持\s*[:：]|(?:主办|承办)(?:单位)?\s*[:：](?!.*[;；])|"
    r".{0,12}ICP备|.{0,12}公网安备|相关(?:推荐|阅读|文章|附件|链接|新闻)(?:$|[:：])|猜你喜欢|热门推荐|"
    r"无障碍(?:$|阅读|浏览|模式|版))"
)
_HOTLINE = re.compile(r"(?:服务|客服)(?:热线|电话)\s*[:：]?\s*[\d\- ]*$")
# Words of which a navigation bar consists; a line is one if hardly anything else is in it.
_BAR = re.compile(
    r"首页|主页|登录|注册|退出|打印|收藏|关闭|返回|顶部|列表|[上下]一[页篇]|微信|微博|QQ空间|朋友圈|扫一扫|"
    r"分享|字[号体]|默认|超?大|中|小|导航|网站|地图|联系我们|关于我们|版权|政务公开|信息公开|政务服务|互动交流|"
    r"专题专栏|走进|本县|本市|新闻中心|无障碍阅读|长者模式|繁[體体]|简体|English|下载|全文|会员|开通|立即|免费|"
    r"图解|一图读懂|视频解读|本页|窗口|当前第?|第|共|页|阅读|浏览|点击|次数?|发布|时间|日期|来源|"
    r"[\d\s>»|/\\·:：\[\]【】()（）.,¥￥©_-]"
)
_BAR_MARK = re.compile(r"[>»|【\[]|[上下]一[页篇]|\S[\s　]+\S")
_PAGE = re.compile(
    r"^(?:[-—–－~～·•\[]+\s*(?P<n>\d{1,4})\s*[-—–－~～·•\]]+|第\s*\d{1,4}\s*页"
    r"(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)$"
)
_SIGN_OFF = re.compile(r"^.{2,20}(?:供稿|供图)[)）]?$")
_NOTICE = re.compile(
    r"(?:信息|资料|文章)?来源|作者|(?:责任)?编辑|审核|(?:主办|承办)(?:单位)?|.*(?:热线|电话)|技术支持"
)
_COUNTS = "0123456789次:：线话- "  # what a counter or a hotline ends with
_LONGEST = 120
_LONGEST_HEADER = 60
_EDGE = 8  # lines at the top and at the end where a web page says such things
_OFTEN = 3
_SKIPPED = 3  # page numbers may be lost
_WRAPPED = 2  # one open line in so many makes a wrapped text
_TERMINAL = "。；！？："


def drop_chrome(draft: Draft) -> Draft:
    """Headers and footers of web sites, posting dates, click counts.

    A line that a notice may hold as well goes only at the edges of the text, or beside
    another such line.
    """
    spans = filled_lines(draft.text)
    texts = [draft.text[start:end].strip() for start, end in spans]
    chrome = {n for n, text in enumerate(texts) if is_chrome(text)}
    inner = range(_EDGE, len(texts) - _EDGE)
    alone = {n for n in chrome if n in inner and not {n - 1, n + 1} & chrome}
    kept = {n for n in alone if _NOTICE.match(texts[n])}
    return draft.apply(Edit(*spans[n], reason="site_furniture") for n in sorted(chrome - kept))


def is_chrome(line: str) -> bool:
    """Whether a line belongs to the web site, not to the document."""
    if not line or len(line) > _LONGEST or "。" in line:
        return False
    ends = _COUNTER.search(line) or _HOTLINE.search(line) if line[-1] in _COUNTS else None
    return bool(_BYLINE.match(line) or _OPENING.match(line) or ends) or _is_bar(line)


def _is_bar(line: str) -> bool:
    if not _BAR_MARK.search(line) or "\t" in line:
        return False
    words = "".join(line.split())
    left = _BAR.sub("", words)
    return any("一" <= c <= "鿿" for c in words) and len(left) * 4 <= len(words)


def drop_page_marks(draft: Draft) -> Draft:
    """Page numbers, and the running headers and footers that stand with them."""
    spans = filled_lines(draft.text)
    texts = [draft.text[start:end].strip() for start, end in spans]
    numbers = _numbers(texts)
    headers = _headers(texts, numbers, squash(draft.title)) - numbers
    edits = [Edit(*spans[n], reason="page_number") for n in numbers]
    edits += [Edit(*spans[n], reason="page_header") for n in headers]
    return draft.apply(edits)


def _numbers(texts: Sequence[str]) -> set[int]:
    """Lines that are page numbers. Bare ones only where they count upwards, far apart."""
    marked = {n for n, text in enumerate(texts) if _PAGE.match(text)}
    bare = [n for n, text in enumerate(texts) if text.isdecimal() and len(text) <= 4]
    values = [int(texts[n]) for n in bare]
    counting = len(bare) > 1 and all(0 < b - a <= _SKIPPED for a, b in pairwise(values))
    apart = all(b - a > 2 for a, b in pairwise(bare))
    return marked | set(bare) if counting and apart else marked


def _headers(texts: Sequence[str], numbers: set[int], title: str) -> set[int]:
    """Short lines that come again and again, beside page numbers or inside sentences; and
    the title, but for the first time.

    In hard-wrapped text every line stands inside a sentence, which shows nothing.
    """
    places: dict[str, list[int]] = {}
    for n, text in enumerate(texts):
        if len(text) <= _LONGEST_HEADER and n not in numbers:
            places.setdefault(text, []).append(n)
    again = {text: at for text, at in places.items() if len(at) > 1 and _may_head(text)}
    inside = _inside_sentences(texts, again) if again else set()
    found: set[int] = set()
    for text, at in again.items():
        beside = sum(n - 1 in numbers or n + 1 in numbers for n in at)
        within = sum(n in inside for n in at) if len(at) >= _OFTEN else 0
        if squash(text) == title:
            found.update(at[1:])
        elif max(beside, within) * 2 >= len(at):
            found.update(at)
    return found


def _inside_sentences(texts: Sequence[str], again: Container[str]) -> set[int]:
    once = [text for text in texts if text not in again]
    if sum(map(stops_open, once)) * _WRAPPED >= len(once):
        return set()
    return {n for n, text in enumerate(texts, start=1) if is_unfinished(text)}


def _may_head(text: str) -> bool:
    return text[-1] not in _TERMINAL and "\t" not in text and not opens_item(text)


def drop_captions(draft: Draft) -> Draft:
    """Short unpunctuated lines left behind after the line that signs a text off."""
    spans = [s for s in lines(draft.text) if draft.text[s[0] : s[1]].strip()]
    signed = False
    edits = []
    for start, end in spans:
        line = draft.text[start:end].strip()
        if signed and len(line) <= 30 and not any(mark in line for mark in "，,。！？；;：:"):
            edits.append(Edit(start, end, reason="caption"))
        else:
            signed = bool(_SIGN_OFF.match(line)) and "。" not in line
    return draft.apply(edits)
