"""What the codes of documents, reports and figures are called where people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.text.tokens import normalise

if TYPE_CHECKING:  # keeps numpy out of what only prints help
    from collections.abc import Iterator

    from assistant.types import Override, Query

STATUS = {
    "in_force": "现行有效",
    "not_yet": "尚未施行",
    "amended": "已修改",
    "repealed": "已废止",
    "expired": "已失效",
}
REASONS = {
    "foreign": "混进来的别的文章",
    "duplicate": "重复的段落",
    "markup": "网页标记",
    "paywall": "付费墙标记",
    "site_furniture": "网站的页眉、导航",
    "page_number": "页码",
    "page_header": "页眉",
    "caption": "图片说明",
    "secret": "密码、证件号等隐私",
    "by_hand": "人工去掉",
}
COMPARED = {"=": "等于", ">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "~": "约"}
CHANGES = {
    "total": "总量",
    "added": "新增",
    "cumulative": "累计",
    "to": "达到",
    "reduced": "减少",
}
FIGURE_ROLES = {"target": "指标", "condition": "条件", "phrase": "行文"}
_ASKED = {
    "figure": "问数字",
    "list": "要列举",
    "who": "问由谁负责",
    "what_is": "问含义",
    "compare": "要比较",
}
ROLE_NAMES = {"reader": "读者", "editor": "编辑", "admin": "管理员"}
STALE = "没有用上（原文件变了，找不到唯一的原处；或那一行已不在正文里）"
_SHOWN = 60


def described(override: Override) -> str:
    """What a correction does and to which words."""
    return f"{_deed(override)}：{opening(override.quote)}"


def line_range(first: int, last: int) -> str:
    """“第 3—5 行”."""
    return f"第 {first} 行" if first == last else f"第 {first}—{last} 行"


def opening(text: str) -> str:
    """The first words of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def readings(query: Query) -> Iterator[str]:
    """How a question was understood, each part of it in words."""
    if query.resolved.endswith(f" {normalise(query.question)}"):
        yield "接着上一问"
    elif query.resolved != query.question:
        yield query.resolved
    if query.regions:
        yield "、".join(query.regions)
    if query.years:
        yield "、".join(f"{year}年" for year in query.years)
    if query.kind in _ASKED:
        yield _ASKED[query.kind]


def _deed(override: Override) -> str:
    if override.kind == "keep":
        return "放回"
    if override.kind == "drop":
        return "去掉"
    if override.level == 0:
        return "改为正文"
    made = f"改为第 {override.level} 级标题" if override.level else "标题"
    return f"{made}，显示为“{override.title}”" if override.title else made
