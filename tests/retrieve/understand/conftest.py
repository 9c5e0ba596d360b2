"""An interpreter for six regions, the words of a few lines, and a small thesaurus."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand import Interpreter
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.regions import Gazetteer

REGIONS = (
    "浙江省",
    "安徽省某市",
    "浙江省金华市",
    "浙江省衢州市",
    "浙江省杭州市建德市",
)
TEXT = (
    "发展新型农村集体经济，完成老旧小区改造，创建星级公厕，盘活闲置宅基地。"
    "保障粮食安全，促进农民收入增长，做强建德草莓产业，发展乡村旅游，加大招商引资力度。"
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(REGIONS)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.build([TEXT])


@pytest.fixture(scope="session")
def interpreter(gazetteer: Gazetteer, lexicon: Lexicon) -> Interpreter:
    return Interpreter(gazetteer, lexicon, {"稻田养鱼": ("稻鱼", "水产养殖")})
