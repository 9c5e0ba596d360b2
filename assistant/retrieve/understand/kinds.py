"""What kind of answer a question wants, and which of its words carry its topic."""

from __future__ import annotations

import re

from assistant.types import Language, QuestionKind


def _any(*wordings: str) -> re.Pattern[str]:
    return re.compile("|".join(wordings))


_COMPARE = _any(
    r"对比|比较|相比|相差|差多少|差别|差距有|区别|不同|不一样|异同",
    r"谁[更高多大]|哪[个边家里](?:地方|市)?的?[^，。]{0,8}更",
    r"\bcompare|\bdifferen|\bversus\b|\bvs\b",
)
_WHO = _any(
    r"(?:哪|什么|啥)(?:个|些|几个|家)?(?:部门|单位|局|厅|委办|科室)|哪.{0,4}牵头",
    r"(?:部门|单位|局)(?:是谁|有哪些|是哪)",
    r"(?:责任|牵头|主管)(?:单位|部门)|主管|负责的|由谁|谁(?:来)?(?:负责|管|牵头|抓|落实)",
    r"归(?:谁|哪)|找谁|找哪|(?:派|交|分)给(?:了)?谁|谁家的事",
    r"\bwho\b|\bwhich (?:departments?|agenc|bureau|offices?)|\bresponsible\b|in charge",
)
_WHAT_IS = _any(
    r"什么是|什么意思|啥意思|含义|怎么理解|何谓|指(?:的)?(?:是)?(?:什么|啥|哪)|是个?啥(?!时候)",
    r"那个?[\d一二三四五六七八九十]+(?:是|指|分别)|分别.{0,4}(?:啥|什么|哪)",
    r"是哪(?:几|\d+|[一二三四五六七八九十]+)[个样条项种]",
    r"(?:体系|模式|机制|工程|行动|[”\"」])(?:到底|究竟|具体)?是(?:什么|啥)",
    r"^[^，。；？?\s]{2,20}是(?:什么|啥)[?？]?$",
    r"\bwhat does\b.*\bmean|\bwhat is (?:the )?[\"“']|\bstand for\b",
)
_WHICH = _any(r"哪些|哪几|哪[两三四五六七八九十]|(?:目标|任务|原则|要求)是(?:什么|啥)")
_FIGURE = _any(
    r"多少|百分之|比例|占比|多大|多高|多长|率|数量|金额|规模|总额",
    r"几(?:个|家|万|亿|成|座|条|名|人|户|亩|元|块|所|次|台|项|级|处|宗|栋|支|张|里|公里)",
    r"\bhow (?:many|much|large|big|long)\b|\bpercent|\brate\b|\btarget|\bnumber of\b",
)
_LIST = _any(
    r"有什么|有啥|包括|包含|列(?:出|举|一下)|几大|几个方面|措施|举措|内容",
    r"怎么(?:做|搞|推|抓|弄|支持|鼓励|帮)|如何|怎样|咋",
    r"\bwhich\b|\bwhat are\b|\blist\b|\bhow (?:do|does|will|to)\b",
)
_NOISE = _any(
    r"请问|你好|您好|麻烦|帮我|帮忙|查一下|查查|问一下|我想(?:知道|问|了解)|告诉我|说说|说一下|一下",
    r"(?:是|要|得|有|为|占|达到|到底)?"
    r"(?:多少|什么|哪些|哪几个|哪几|哪个|怎么样|怎么|如何|怎样|几个|几家|多大|多高|多长)",
    r"是不是|有没有|能不能|吗|呢|吧|啊|呀|哦|嘛|咱们?|啥|的话|[?？!！。，,、；;:：]",
)
_YEAR = re.compile(
    r"(?:到|至|截至)?(?<!\d)(?:(?:20)?\d\d年(?:底|末|前)?|20\d\d(?!\d))(?:[之以]?[前后])?"
)
_PROVINCE = re.compile(r"全省|省里|我省|省(?=意见|文件|要点|那份|的(?:意见|文件|要点))")
_MEASURE = re.compile(r"目标|指标|任务|要求|规定|总共|一共|至少|不低于|力争|具体")
_PARTICLES = re.compile(r"(?:^|(?<=\s))[那的和与在]+|[的了和与在]+(?=\s|$)")
_SPACES = re.compile(r"\s+")


def question_kind(question: str, places: int, years: int) -> QuestionKind:
    """Kind of answer wanted; two places or two years make a comparison."""
    if _COMPARE.search(question) or places > 1 or years > 1:
        return "compare"
    ordered: tuple[tuple[re.Pattern[str], QuestionKind], ...] = (
        (_WHO, "who"),
        (_WHICH, "list"),
        (_WHAT_IS, "what_is"),
        (_FIGURE, "figure"),
        (_LIST, "list"),
    )
    return next((kind for pattern, kind in ordered if pattern.search(question)), "other")


def language(question: str) -> Language:
    """English where Latin words outweigh Chinese characters."""
    latin = len(re.findall(r"[A-Za-z]{2,}", question))
    han = len(re.findall(r"[一-鿿]", question))
    return "en" if latin >= 3 and latin * 2 > han else "zh"


def topic(question: str, drop: tuple[str, ...]) -> str:
    """The question without these names, its years and its question words."""
    for name in drop:
        question = question.replace(name, " ")
    question = _PROVINCE.sub(" ", _YEAR.sub(" ", question))
    words = _tidy(_NOISE.sub(" ", question))
    return _tidy(_MEASURE.sub(" ", words)) or words


def _tidy(words: str) -> str:
    """Words without the particles at their edges and without needless blanks."""
    return _SPACES.sub(" ", _PARTICLES.sub(" ", words)).strip()
