"""What surrounds a document on its page: site headers, counters, page numbers, captions."""

from __future__ import annotations

import re

from assistant.ingest.clean.draft import Draft, Edit, lines

_LABELS = (
    r"(?:发布|更新|录入)?(?:时间|日期)|(?:信息)?来源|作者|编辑|责任编辑|审核|字[体号]|"
    r"点击(?:次数|量|数)?|浏览(?:次数|量)?|阅读(?:次数|量)?|访问量"
)
_BYLINE = re.compile(rf"^(?:{_LABELS})\s*[:：].*$")
_COUNTER = re.compile(r"(?:点击|浏览|阅读)(?:次数|量|数)?\s*(?:[:：]\s*\d*|\d+)\s*次?\s*$")
_CHROME = re.compile(
    r"^(?:欢迎(?:光临|访问|您)|您?(?:现在|当前)?的?(?:所在)?位置\s*[:：]|(?:网站)?首页|返回(?:首页|顶部|列表)|"
    r"上一篇|下一篇|打印(?:本页|此页)?$|关闭(?:窗口)?$|分享到|扫一扫|设为首页|加入收藏|版权所有|技术支持|"
    r"主办单位\s*[:：]|承办单位\s*[:：]|网站标识码|.{0,12}ICP备|.{0,12}公网安备)"
)
_HOTLINE = re.compile(r"(?:服务|咨询|联系|客服)(?:热线|电话)\s*[:：]?\s*[\d\- ]*$")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
_SIGN_OFF = re.compile(r"^.{2,20}(?:供稿|供图)[)）]?$")
_LONGEST = 120


def drop_chrome(draft: Draft) -> Draft:
    """Headers and footers of web sites, posting dates, click counts."""
    edits = [
        Edit(start, end, reason="site_furniture")
        for start, end in lines(draft.text)
        if is_chrome(draft.text[start:end].strip())
    ]
    return draft.apply(edits)


def is_chrome(line: str) -> bool:
    """Whether a line belongs to the web site, not to the document."""
    if not line or len(line) > _LONGEST or "。" in line:
        return False
    patterns = (_BYLINE, _COUNTER, _CHROME, _HOTLINE)
    return any(pattern.search(line) for pattern in patterns)


def drop_page_numbers(draft: Draft) -> Draft:
    """Lines such as “— 3 —” and “第3页 共10页”."""
    edits = [
        Edit(start, end, reason="page_number")
        for start, end in lines(draft.text)
        if _PAGE_NUMBER.match(draft.text[start:end])
    ]
    return draft.apply(edits)


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
