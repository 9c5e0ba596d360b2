from dataclasses import replace

import pytest

from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.strays import wrong_region, wrong_year

JIANDE, CITY = "浙江省杭州市建德市", "安徽省某市"


@pytest.fixture
def documents(document):
    def placed(name, region):
        made = document(name, "目标")
        return replace(made, source=replace(made.source, region=region))

    return {"plan": placed("plan", JIANDE), "city": placed("city", CITY)}


@pytest.fixture
def clauses(assistant):
    """Six clauses: two of 建德, two of the city, one of neither, and one too many."""
    regions = [JIANDE, CITY, JIANDE, CITY, None, JIANDE]
    return [replace(assistant.clauses[0], region=region) for region in regions]


def ask(question, document="plan", **fields):
    return Case("a", "figure", question, True, evidence=(Evidence(document, "目标"),), **fields)


def test_clauses_of_another_place_among_the_first_five(documents, clauses):
    assert wrong_region(ask("建德的目标"), clauses, documents) == (3, 5)
    assert wrong_region(ask("安徽的目标", "city"), clauses, documents) == (3, 5)
    assert wrong_region(ask("那目标呢", history=("建德的措施",)), clauses, documents) == (3, 5)


def test_where_no_place_is_named_none_is_wrong(documents, clauses):
    assert wrong_region(ask("目标是多少"), clauses, documents) is None
    assert wrong_region(ask("建德的目标", "nowhere"), clauses, documents) is None
    assert wrong_region(Case("a", "off_topic", "建德", False), clauses, documents) is None


def test_clauses_of_another_year(clauses):
    own, frame, other, none = (
        replace(clauses[0], years=years, frames=frames)
        for years, frames in [((2027,), ()), ((), (2023, 2027)), ((2024,), (2027,)), ((), ())]
    )
    found = [own, frame, other, none]
    assert wrong_year(ask("2027年的目标"), found) == (1, 4)
    assert wrong_year(ask("到25年呢"), found) == (2, 4)
    assert wrong_year(ask("那目标呢", history=("2024年呢", "2027年呢")), found) == (1, 4)
    assert wrong_year(ask("目标呢"), found) is None
    assert wrong_year(Case("a", "near_miss", "2030年呢", False), found) is None
