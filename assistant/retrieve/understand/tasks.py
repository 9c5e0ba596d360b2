"""What is to be done with what the documents say: looked up, or summarised, explained,
drafted, put in a table, or shown as it stands."""

from __future__ import annotations

import re

from assistant.types import Task

_LISTENERS = r"(?:老百姓|百姓|群众|村民|乡亲|农户|农民|大家|乡里乡亲|大伙儿?)们?"
_SPEAKS = r"(?:讲|说|解释|介绍|讲解|宣讲|讲讲|说说)(?:一下|一讲|一说|下|讲|说|清楚|明白|道)*(?!理)"
_SHEET = (
    r"(?:宣讲|讲课|讲座|学习|发言|汇报|讲话|培训)(?:提纲|讲稿|稿子?|大纲|要点)|提纲|讲稿|大纲|"
    r"宣讲(?:材料|内容|词)"
)
_MAKES = (
    r"(?:草?拟|起草|写|弄|准备|搞|做|出|列|编|整理|整(?=一?[个份张]))"
    r"(?:一下|一?[个份篇张段]|出|成|下|来)*"
)

_PATTERNS: tuple[tuple[Task, re.Pattern[str]], ...] = (
    (
        "original",
        re.compile(
            r"原[文话](?:.{0,4}(?:发|给|贴|念|看|调|拿|复制|是什么|怎么写|怎么说))(?!.*编)|"
            r"(?:发|给|贴|念|看看?|调|拿|要|引)[^，,。？?]{0,10}原[文话]|整条(?:发|给|贴)|"
            r"\b(?:original|full) (?:text|wording|clause)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "draft",
        re.compile(
            rf"{_MAKES}[^，,。？?]{{0,24}}(?:{_SHEET})(?!件)|\bdraft\b|\boutline\b|talking points",
            re.IGNORECASE,
        ),
    ),
    (
        "table",
        re.compile(
            r"(?:列|做|画|弄|出|用|拉|整|制|以|按)(?:一?[个张份下成]|出|成|作)*"
            r"[^，,。？?]{0,12}?表(?!态|决|扬|示|彰|现|达|明|述|面)格?|对[比照]表|\btable\b",
            re.IGNORECASE,
        ),
    ),
    (
        "explain",
        re.compile(
            rf"大白话|白话|通俗|说人话|听得懂|好懂|讲简单|给讲讲|{_SPEAKS}给{_LISTENERS}|"
            rf"(?<!能)[给跟向对和]{_LISTENERS}{_SPEAKS}|解释(?:一下|下|解释|清楚)|大白話|怎么回事|"
            r"\bexplain\b|\bplain (?:words|language|terms)\b|\bsimple (?:words|terms|language)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "summarise",
        re.compile(
            r"概括|归纳|梳理|提炼|概述|综述|浓缩|捋一?[捋下遍]|总结(?:一下|下|总结|成|出)|"
            r"(?:主要|都|大概|大致)?[讲说写]了?些?(?:什么|啥)(?:内容|东西)?$|\bsummar(?:y|i[sz]e)\b",
            re.IGNORECASE,
        ),
    ),
)

_CONTENTS = re.compile(
    r"主要|(?:具体|典型|工作|核心|重点)?(?:做法|内容|措施|举措|任务|情况|要求|思路|经验|安排|部署|打法|特点)|"
    r"[讲说提写]了?些?(?=$|\s)|[那这](?:一?块|部分|一?节|一?章|方面|几?条|些)|方面|全文|整份|整个|通篇|"
    r"材料|文件|(?:这|那)[份篇]|回事|内容|[哪这]?[几\d一二三四五六七八九十]+[项条点件个](?:工作|内容|事)?|"
    r"^(?:我)?(?:要|想)?(?:去|到|下)[^，]{0,6}(?:宣?讲|开会|说)|(?<=\s)[跟和与](?=\s|$)|做的?(?=$|\s)|路数|两样|有什么特色|"
    r"(?<!\S)(?:按照?|依照?|照|根据|依据)着?\s*(?:(?:实施)?(?:方案|意见)|工作要点|要点|规定)?(?=$|\s)|"
    r"(?<=\s)(?:方案|意见|要点)(?=\s|$)"
)
_EDGES = re.compile(
    r"^(?:[里中上]头?面?的?|关于|围绕|有关|对于?|就|把|将|的|在)+|(?:上?各自?|[里中上的]|的?事)+$"
)
_PAUSE = re.compile("[，,。；;！!]")
# A piece of a question that only says in which form: 每项一两句话, 数字别漏, 讲给村干部听.
_MANNER = re.compile(
    r"^(?:每[项条点个]|(?:数字|指标|数据|金额|名称)[^，]{0,4}(?:别|不要|要|写|漏|清楚|带上)|控制在|不超过\d+字|"
    r"(?:讲|念|说|发)给[^，]{1,12}[听看]|(?:内容)?(?:都)?从[^，]{1,10}(?:里|中)?(?:找|来|出)|"
    r"太[长多]了|简短|简单|短一?点|[^，]{0,6}(?:开会|培训|汇报|宣讲)[^，]{0,2}用$)|"
    r"^(?:对比|比较|相比|比)(?:着|一?下|一?比)?(?:说|看|讲)*$"
)
_TAKES = re.compile(r"^(?:把|将)")
_INSTRUCTIONS = re.compile(
    rf"(?<!能)(?:怎么)?[给跟向对和]{_LISTENERS}{_SPEAKS}|{_SPEAKS}给?{_LISTENERS}听?|"
    rf"(?:让|叫)?{_LISTENERS}(?:能|都)?听得懂的?话?|"
    r"(?:(?:^|(?<=[，,。；;？?\s]))请(?:你|您)?|麻烦你?|帮(?:忙|我|我们|咱)|替我|给我|为我)+|"
    r"(?:用|拿|以)?最?(?:大?白话|通俗(?:易懂|一?点)?的?(?:话|语言)?|说人话|简单点|好懂的话)(?:来|再)?"
    r"(?:[给跟向对和]{L})?(?:讲讲?|说说?|解释|介绍)*(?:一下|下|清楚|明白)*|"
    r"(?:跟我|给我)?讲(?:通俗|简单|明白|清楚)(?:一?点|些)?|[跟给]我讲|"
    rf"{_MAKES}(?=[^，,。？?]{{0,24}}(?:{_SHEET}))|(?:的)?(?:{_SHEET})|"
    r"(?:概括|归纳|梳理|提炼|概述|综述|总结|浓缩)(?:一下|下|成|出|为|总结)*(?:[几\d一二三四五六七八九十两]+[条点句]话?)?|"
    r"捋一?[捋下遍]|[列画做](?:一?[个张份]|成|出)*(?:对[比照])?表格?(?:的?形式)?(?:看看?)?|对[比照]表|"
    r"(?:用|以|按)表格(?:的?形式)?|(?:这(?:部分|一?块|一?节|一?章)|部分)的?内容?(?=$|[，,。？?\s])|"
    r"给?{L}?解释(?:一下|下|解释|清楚)+|(?:到底)?(?:是)?怎么回事|"
    r"(?:主要|都|大概|大致)[讲说写]了?些?(?:什么|啥)(?:内容|东西)?$|"
    r"(?:把|将)?[^，,。？?]{0,4}(?:刚才|上面|前面)?(?:那|这)?[条段]?的?原[文话](?:发|给|贴|念|看|调|拿)*"
    r"(?:给|一下|下|出来)*我?(?:看看?)?|"
    r"\b(?:please|summari[sz]e|summary of|explain|in (?:plain|simple) (?:words|language|terms)|"
    r"to (?:the )?villagers|draft|an? outline (?:of|on|for)|talking points (?:on|about|for)|"
    r"in a table|make a table of)\b".replace("{L}", _LISTENERS),
    re.IGNORECASE,
)


def task(question: str) -> Task:
    """What a question wants done."""
    return next((name for name, pattern in _PATTERNS if pattern.search(question)), "lookup")


def without_instructions(question: str) -> str:
    """“用大白话给村民讲讲强村公司” → “强村公司”: what the task is about, empty where it
    names nothing."""
    left = _TAKES.sub("", _INSTRUCTIONS.sub(" ", question).strip(" ，,。？?的"))
    pieces = [piece for piece in _PAUSE.split(left) if not _MANNER.search(piece.strip())]
    return "，".join(piece for piece in pieces if piece.strip()).strip(" 的")


def subject(topic: str) -> str:
    """“里农业增效行动的主要” → “农业增效行动”: a topic without what only says that its contents
    are wanted; empty where it is the document as a whole."""
    left, before = topic, ""
    while left != before:
        before = left
        left = _EDGES.sub("", " ".join(_CONTENTS.sub(" ", left).split()))
    return left
