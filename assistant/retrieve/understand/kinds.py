"""What kind of answer a question wants, and which of its words carry its topic."""

from __future__ import annotations

import re

from assistant.types import Language, QuestionKind


def _any(*wordings: str) -> re.Pattern[str]:
    return re.compile("|".join(wordings))


_COMPARE = _any(
    r"对比|比较|相比|相差|差多少|差别|差距有|区别|不同|不一样|异同|一样[吗不么]|对照看|比一比|对得上",
    r"谁[更高多大]|哪[个边家里](?:地方|市)?的?[^，。]{0,8}更",
    r"\bcompare|\bdifferen|\bversus\b|\bvs\b",
)
_WHO = _any(
    r"(?:哪|什么|啥)[^，。；？?]{0,4}(?:部门|单位|局|厅|委办|科室)|哪.{0,4}牵头",
    r"几[个家](?:部门|单位|局)[^，。；？?]{0,4}(?:管|抓|负责|牵头|承担|落实)",
    r"(?:哪|什么|啥|几)(?:个|些|几个|几家|两家|两个|家)[^，。；？?]{0,4}(?:的责任|负责|主管|主抓|归口)",
    r"(?:部门|单位|局)(?:是谁|有哪些|是哪)",
    r"(?:责任|牵头|主管)(?:单位|部门)|主管|负责的|由谁|谁(?:来)?(?:负责|管|牵头|抓|落实)",
    r"哪[几两二三四五]?家(?:单位)?(?:在?[管扛抓干办牵负担]|来管|来办|有责任|[?？]|$)|谁(?![更高多大的])|(?:归|由|派给|交给|分给|落在|落到)哪",
    r"归(?:谁|哪)|找谁|找哪|(?:派|交|分)给(?:了)?谁|谁家的[事活]|谁(?:来|在|去)?(?:抓|搞|弄)$",
    r"^who\b|\bwho (?:is|are|will|leads?|should|runs?|oversees?|handles?)\b",
    r"\bwhich (?:departments?|agenc|bureau|offices?)|\bresponsible\b|in charge",
)
_WHAT_IS = _any(
    r"什么是|什么意思|啥意思|含义|怎么理解|何谓|指(?:的)?(?:是)?(?:什么|啥|哪)|是个?啥(?!时候)",
    r"那个?[\d一二三四五六七八九十]+(?:是|指|分别)|分别.{0,4}(?:啥|什么|哪)",
    r"是(.)(?:什么|啥).{0,2}\1(?:什么|啥)|\d是(?:啥|什么)",
    r"是哪(?:几|\d+|[一二三四五六七八九十]+)[个样条项种]",
    r"(?:体系|模式|机制|工程|行动|[”\"」])(?:到底|究竟|具体)?是(?:什么|啥|个什么|个啥|干|带)",
    r"^[^，。；？?\s]{2,20}是(?:什么|啥)[?？]?$",
    r"\bwhat does\b.*\bmean|\bwhat is (?:the )?[\"“']|\bstand for\b",
)
_WHICH = _any(r"哪些|哪几|哪[两三四五六七八九十]|(?:目标|任务|原则|要求)是(?:什么|啥)")
_FIGURE = _any(
    r"多少|百分之|比例|占比|多大(?!范围)|多高|多长|率|数量|金额|规模|总额",
    r"(?<![哪那这好第])几(?![乎样种类方大月号])[^，。；？?]|[几三四五]个数|数给我",
    r"好多(?:[人个亩户吨元万名家座条钱]|$)|多久|(?:隔|每)多",
    r"\bhow (?:many|much|large|big|long)\b|\bpercent|\brate\b|\btarget|\bnumber of\b",
)
# Named rather than asked: 建德2027年集体经济目标, but 总体目标 may be told in words.
_NAMED_FIGURE = re.compile(
    r"(?<!\d)(?:20)?\d\d年?(?!\d)[^，,。；;]*"
    r"(?:(?<!总体|工作|主要|重点|发展|奋斗|任务|建设)(?:目标|指标)"
    r"|产量|产值|面积|收入|存栏|出栏|人数|总量)(?:值|数)?[\s?？。]*$"
)
_LIST = _any(
    r"有什么|有啥|包括|包含|列(?:出|举|一下)|几大|几个方面|措施|举措|内容",
    r"怎么(?:做|搞|推|抓|弄|支持|鼓励|帮)|如何|怎样|咋",
    r"\bwhich\b|\bwhat are\b|\blist\b|\bhow (?:do|does|will|to)\b",
)
_ASKS = re.compile(
    r"什么|啥|怎|咋|如何|哪|谁|[吗没不][?？]?$|有没有|是不是|多少|多[大高长久快]|好多|几|百分之|"
    r"\b(?:what|how|wh\w+)\b"
)
_NAMES_A_MEASURE = re.compile(r"(?<!多少)(?:数|数量|比例|占比|面积|规模|名称|金额|期限)$")
# What is asked of something named before, once places and years are gone: 要稳在多少.
_ONLY_ASKS = re.compile(
    r"\s*(?:要|得|应该?|该|需要?|能|会|想)[一-鿿]{1,3}?[到在为成至于]?(?:多少|百分之几|几)\S{0,2}\s*"
)
_IN_TURN = re.compile(
    r"(?P<things>.*?(?:[和与跟及、]|以及|还有).*?)(?:各自?|分别|都(?=叫|是多少))"
    r"(?P<asked>(?!种|类|级|地|项|家的|方面).*)"
)
_SO_MANY_FIGURES = re.compile(
    r"(?=.*、)(?:.*?[两三四五六七八]个数[^:：]*[:：](?P<after>.+)|"
    r"(?P<before>.+?)[,，]?(?:这?[两三四五六七八]个数)(?:[^、]{0,6})$)"
)
_SAYS_WHO = frozenset(
    "部门 单位 局 厅 负责 牵头 主管 主抓 归口 责任 责任单位 负责人 归 管 agency agencies bureau "
    "bureaus department departments office offices unit units body bodies responsible charge leads "
    "lead oversees oversee handles handle runs run responsibility".split()
)
_SAYS_ENGLISH = frozenset(
    "name list give tell kind kinds type types thing things target targets goal goals aim aims "
    "number amount".split()
)
_NOISE = _any(
    r"还有|以及|另外|顺便|请问|你好|您好|麻烦|帮我|帮忙|查一下|查查|问一下|我想(?:知道|问|了解)|告诉我|(?:说说|讲讲|谈谈|聊聊)看?|[说讲谈]一下|一下",
    r"(?:是|要|得|有|为|占|达到|到底)?"
    r"(?:多少|什么|哪些|哪几个|哪几|哪个|怎么样|怎么|如何|怎样|几个|几家|多大|多高|多长|咋样?)",
    r"(?:到|成|出|有)?几(?:[个家项回次名座条户所处台件种样]|(?=$|[\s，。、？?]))",
    r"两[边个份](?:文件)?(?:是一回事)?|一回事|[列写]?得?一样不?|各自|各(?=$|[\s，。、？?]|多少|几|要|是)|"
    r"分别|区别|差别|不同|对比|比较|相比|都讲|咋写|怎么说|咋说|说到底",
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
    return single_kind(question)


def single_kind(question: str) -> QuestionKind:
    """Kind of answer wanted of one side of a comparison, or one part of a question."""
    ordered: tuple[tuple[re.Pattern[str], QuestionKind], ...] = (
        (_WHO, "who"),
        (_WHICH, "list"),
        (_WHAT_IS, "what_is"),
        (_FIGURE, "figure"),
        (_LIST, "list"),
        (_NAMED_FIGURE, "figure"),
    )
    return next((kind for pattern, kind in ordered if pattern.search(question)), "other")


def asks(question: str) -> bool:
    """Whether a question has a question word of its own, so that no earlier one is meant."""
    return bool(_ASKS.search(question))


def names_a_measure(piece: str) -> bool:
    """Whether a piece of a question ends in what is wanted of a thing: 飞地园区数."""
    return bool(_NAMES_A_MEASURE.search(piece))


def only_asks(piece: str, names: tuple[str, ...]) -> bool:
    """Whether a piece of a question, but for these names of places and its years, only asks
    how much it is of something that is named before it."""
    return bool(_ONLY_ASKS.fullmatch(_of_nowhere(piece, names)))


def in_turn(question: str) -> tuple[str, str] | None:
    """Of 公厕和绿道各要建多少 the things and what is asked of each, 公厕和绿道 and 要建多少;
    None where nothing is asked of several things in turn."""
    if match := _SO_MANY_FIGURES.match(question):
        return match["after"] or match["before"], "是多少"
    match = _IN_TURN.match(question)
    return (match["things"], match["asked"]) if match else None


def asks_for(kind: QuestionKind, word: str) -> bool:
    """Whether a word only says what kind of answer is wanted: “部门” where it is asked who
    is responsible."""
    return word in _SAYS_ENGLISH or (kind == "who" and word in _SAYS_WHO)


def language(question: str) -> Language:
    """English where Latin words outweigh Chinese characters."""
    latin = len(re.findall(r"[A-Za-z]{2,}", question))
    han = len(re.findall(r"[一-鿿]", question))
    return "en" if latin >= 3 and latin * 2 > han else "zh"


def topic(question: str, drop: tuple[str, ...]) -> str:
    """The question without these names (but in quotes), its years and its question words."""
    words = _tidy(_NOISE.sub(" ", _of_nowhere(question, drop)))
    return _tidy(_MEASURE.sub(" ", words)) or words


def _of_nowhere(question: str, names: tuple[str, ...]) -> str:
    """The question without these names (but in quotes), and without its years."""
    for name in names:
        question = re.sub(rf"{re.escape(name)}(?![^“”]*”)", " ", question)
    return _PROVINCE.sub(" ", _YEAR.sub(" ", question))


def _tidy(words: str) -> str:
    """Words without the particles at their edges and without needless blanks."""
    return _SPACES.sub(" ", _PARTICLES.sub(" ", words)).strip()
