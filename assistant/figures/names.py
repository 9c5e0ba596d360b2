"""Numerals that quantify nothing: dates, ordinals, numbers of documents, names and idioms."""

from __future__ import annotations

import re

HIDDEN = "\0"  # stands for each character of a name or a part of one, so that offsets stay
DATED = "\1"  # for each of a date, an ordinal or an idiom
CHINESE = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = rf"(?:\d+|[{CHINESE}]+)"
_YEAR = r"(?:(?:19|20)\d\d|[二一][〇○零九][〇○零一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!度?饼|亮)"
_TO = r"\s*年?\s*[-—–~至到]+\s*"
_LONGEST_NAME = 22  # characters of a coined term in quotation marks; more is a quotation
_OPENERS = '《“‘"'
_ORDINAL = rf"[(（]?{_NUMBER}[)）]?"
_PLANNED = "(?:行动|计划|规划|攻坚|方案|工程|任务书)"
_DONE = "累计|合计|共|新|翻|超|完成|实现|达到|建成|培育|培训|引进|打造|投入|改造|整治"
_NAMES = (
    r"《[^《》\n]{1,80}》",
    *(
        rf"{opening}[^{opening}{closing}\n。;]{{1,{_LONGEST_NAME}}}{closing}"
        for opening, closing in ("“”", "‘’", '""')
    ),
    r"[〔\[(](?:19|20)\d\d[〕\])]\s*\d+号",
    r"\d+号(?!线)",
    rf"{_YEAR}{_TO}(?:(?:19|20)?\d\d|[二一][〇○零九].{{2}})\s*年度?",
    rf"{_YEAR}\s*年度?(?:\s*{_MONTH}(?:\s*{_NUMBER}[日号])?)?",
    r"(?<!\d)(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}",
    rf"{_MONTH}\s*{_NUMBER}\s*[日号](?:\s*[-—–~至到]+\s*{_NUMBER}[日号])?",
    rf"(?<![\d{CHINESE}个]){_MONTH}",
    rf"{_NUMBER}世纪|{_NUMBER}年代",
    r"\d{1,2}:\d{2}\s*[-—–~至到]+\s*\d{1,2}:\d{2}",
    r"\d{1,2}:\d{2}(?=[前后起至—-])|\d{1,2}时(?:\d{1,2}分)?",
    # numbers of items
    r"^\s*(?:\d{1,2}[、\t]|\d{1,2}(?:\.\d{1,2})+[ \u3000\t])|(?:^|(?<=[。;:]))\d{1,2}\.(?!\d)",
    r"\(\d{1,2}\)",
    rf"每个?月{_NUMBER}[日号]|一式[{CHINESE}]+份|单位(?:为|:)?\s*[百千万亿]+[一-鿿]",
    rf"第\s*{_ORDINAL}(?:\s*[至到、和-]\s*第?{_ORDINAL})*"
    rf"(?:个五年|[条款项章节编](?:之{_NUMBER})?|[一-鿿])?",
    rf"前(?:[{CHINESE}]+|\d+)[款项条位名]",
    rf"[{CHINESE}\d]+届(?:[{CHINESE}]+[中次])?(?:全会|全体会议|会议|常委会)?",
    rf"[{CHINESE}]+[中次]全会|\d+次(?:会议|常务会)",
    # periods that are adverbs or names
    rf"{_NUMBER}年(?=[^,。;、\n]{{0,4}}{_PLANNED}|[制期]|级)",
    rf"(?<!提前)(?<!连续)(?<!推迟)(?<!满)(?<!\d){_NUMBER}年(?={_DONE})",
    rf"(?:未来|今后|近|过去|最近|(?<!提)前|这|头|下)的?(?:{_NUMBER}|半)多?年",
    rf"(?:未来|今后|过去|最近|近|这)(?:{_NUMBER}|半)(?:个?月|周|天|日|个?小时)",
    rf"{_NUMBER}周年|{_NUMBER}多?年(?:来|间(?!隔))",
    # idioms
    r"[十百千万][一-鿿][十百千万][一-鿿](?=[以及]|工程|行动|计划)",
    r"[一二三]+产(?:业|融合)|一二三次产业|[一二三]次产业",
    r"三位一体|一五一十|千方百计|四面八方|五湖四海|万无一失|千家万户|[万千百]家灯火|三番五次",
    r"一个个|一次性|一条[龙心]|一家人|一户一|一人一|一村一|一县一|一年一度|一把手|一件事",
    r"一张(?:网|图|蓝图)|一盘棋|一类事|一本[正账]|一类水|百分百(?!之)",
    # digits within a name
    r"(?P<part>(?<=[A-Za-z])[\d.]+|\d+(?:\.\d+)?(?=版|强|国道|省道|县道|[GA](?![A-Za-z])))",
)
_NAME = re.compile("|".join(f"(?:{each})" for each in _NAMES))


def hide(folded: str) -> str:
    """``folded`` with every such name hidden; its length stays."""
    return _NAME.sub(_hidden, folded)


def _hidden(match: re.Match[str]) -> str:
    is_name = match["part"] or match[0][0] in _OPENERS
    return (HIDDEN if is_name else DATED) * len(match[0])
