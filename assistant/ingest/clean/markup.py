"""Remnants of web pages: tags, entities, table rules, paywall marks."""

from __future__ import annotations

import html
import re

from assistant.ingest.clean.draft import Draft, Edit

_PAYWALL = re.compile(r"##\s*(?:paid|vip|fee)[a-z]*\s*##", re.IGNORECASE)
_BREAK = re.compile(r"</(?:p|div|li|tr|h[1-6])>[ \t]*|<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]>[ \t]*", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|b|i|u|a|br|hr|em|div|img|span|font|strong|table|tbody|thead|tr|td|th|ul|ol|li|"
    r"h[1-6]|center|style|script|section|article|o:p|sup|sub)(?:\s[^<>\n]*)?/?>|<!--.*?-->",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|ldquo|rdquo|lsquo|rsquo|middot|mdash|hellip|amp|lt|gt|quot|#\d{2,5});"
)
_RULES = ("--", "===", "___", "***")
_RULE = re.compile(r"^(?=[^\n]*?(?:--|===|___|\*\*\*))(?:[-:|=_*]|[^\S\n])+$", re.MULTILINE)


def decode_entities(draft: Draft) -> Draft:
    """Entities to their characters, those encoded twice (``&amp;nbsp;``) too."""
    while found := list(_ENTITY.finditer(draft.text)):
        draft = draft.apply(Edit(*m.span(), replacement=html.unescape(m[0])) for m in found)
    return draft


def drop_paywall_marks(draft: Draft) -> Draft:
    """Marks such as ``##paidbegin##``, wherever they are glued to."""
    found = _PAYWALL.finditer(draft.text)
    return draft.apply(Edit(*m.span(), reason="paywall") for m in found)


def drop_rules(draft: Draft) -> Draft:
    """Lines that only rule a table or a page."""
    if not any(rule in draft.text for rule in _RULES):
        return draft
    return draft.apply(Edit(*m.span(), reason="markup") for m in _RULE.finditer(draft.text))


def drop_tags(draft: Draft) -> Draft:
    """Tags out, the ends of blocks to line ends."""
    draft = draft.apply(Edit(*m.span(), replacement="\n") for m in _BREAK.finditer(draft.text))
    draft = draft.apply(Edit(*m.span(), replacement="\t") for m in _CELL.finditer(draft.text))
    return draft.apply(Edit(*m.span()) for m in _TAG.finditer(draft.text))


def has_tags(text: str) -> bool:
    """Whether a line carries markup of a web page."""
    return bool(_TAG.search(text))
