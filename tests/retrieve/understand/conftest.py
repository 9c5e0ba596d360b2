"""An interpreter for six regions, the words of a few lines, and a small thesaurus."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.retrieve.understand import Interpreter
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.retrieve.understand.titles import Titles
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.text.words import vocabulary as words_of
from assistant.types import Encoder, Source

REGIONS = (
    "浙江省",
    "安徽省某市",
    "浙江省金华市",
    "浙江省衢州市",
    "浙江省杭州市建德市",
)
TEXT = (
    "发展新型农村集体经济，完成老旧小区改造，创建星级公厕，盘活闲置宅基地。"
    "保障粮食安全，促进农民收入增长，做强建德草莓产业，发展乡村旅游，加大招商引资力度，提高生产总值。"
)
SOURCES = tuple(
    Source(name, title, f"{name}.txt", "", region=region, issued=issued)
    for name, title, region, issued in (
        ("opinion", "浙江省人民政府关于乡村振兴的实施意见", "浙江省", "2023-04-06"),
        ("outline", "浙江省乡村振兴2024年工作要点", "浙江省", "2023-12-29"),
        ("plan", "建德市乡村振兴行动方案（2023—2027年）", "浙江省杭州市建德市", "2023-05-01"),
        ("scheme", "衢州市共同富裕实施方案", "浙江省衢州市", None),
    )
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(REGIONS)


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    return {"稻田养鱼": ("稻鱼", "水产养殖"), "cash in hand": ("农民收入",), "gdp": ("生产总值",)}


@pytest.fixture(scope="session")
def lexicon(thesaurus: Thesaurus) -> Lexicon:
    return Lexicon.build([TEXT], thesaurus)


@pytest.fixture(scope="session")
def vocabulary(new_encoder: Callable[[], Encoder]) -> Vocabulary:
    return Vocabulary.build(words_of(TEXT), new_encoder())


@pytest.fixture(scope="session")
def titles() -> Titles:
    return Titles(SOURCES)


@pytest.fixture(scope="session")
def interpreter(
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    thesaurus: Thesaurus,
    vocabulary: Vocabulary,
    titles: Titles,
    new_encoder: Callable[[], Encoder],
) -> Interpreter:
    return Interpreter(gazetteer, lexicon, thesaurus, vocabulary, titles, new_encoder())
