"""How much of what was asked a text speaks of."""

from __future__ import annotations

import pytest

from assistant.answer.coverage import Wanted, speaks_of
from assistant.types import Concept, Term

RARE = {"集体": 3.0, "体经": 1.0, "经济": 1.0}


def rarity_of(token: str) -> float:
    return RARE.get(token, 1.0)


def test_the_share_of_the_wanted_weight(ask) -> None:
    wanted = Wanted.of(ask("集体经济"), rarity_of)
    assert wanted.coverage("发展集体经济") == 1
    assert wanted.coverage("集体") == pytest.approx(3 / 5)
    assert wanted.coverage("国民经济") == pytest.approx(1 / 5)
    assert wanted.coverage("草莓") == 0


def test_said_twice_it_counts_once(ask, rarity) -> None:
    wanted = Wanted.of(ask("集体经济"), rarity)
    assert wanted.coverage("集体集体集体") == wanted.coverage("集体")


def test_an_official_wording_counts_only_where_it_is_whole(ask, rarity) -> None:
    spoken = ask("稻田养鱼", Concept(("稻鱼共生", "水产")))
    wanted = Wanted.of(spoken, rarity)
    assert wanted.coverage("稻鱼共生基地") == 1
    assert wanted.coverage("水产") == pytest.approx(1 / 3)
    assert wanted.coverage("稻鱼") == 0


def test_of_several_wordings_the_heaviest_counts(ask, rarity) -> None:
    wanted = Wanted.of(ask("甲乙丙丁戊", Concept(("稻鱼共", "水产"))), rarity)
    assert wanted.coverage("稻鱼共水产") == pytest.approx(2 / 4)


def test_never_more_than_all(ask, rarity) -> None:
    wanted = Wanted.of(ask("养鱼", Concept(("稻鱼共生",))), rarity)
    assert wanted.coverage("养鱼即稻鱼共生") == 1


def test_english_counts_by_its_translations_alone(ask, rarity) -> None:
    terms = (Term(("toilet", "公厕", "厕所")), Term(("star rated", "星级")), Term(("moon",)))
    query = ask("star rated public toilets", terms=terms, language="en")
    wanted = Wanted.of(query, rarity)
    assert wanted.coverage("星级公厕") == 1
    assert wanted.coverage("公厕") == pytest.approx(1 / 2)
    assert wanted.coverage("star rated public toilets") == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_is_wanted_nothing_is_covered(ask, rarity, language: str) -> None:
    assert Wanted.of(ask("", language=language), rarity).coverage("集体经济") == 0


def test_plain_words(rarity) -> None:
    wanted = Wanted.words("草莓产值", rarity)
    assert wanted.coverage("草莓") == pytest.approx(1 / 3)
    assert wanted.coverage("草莓产值") == 1


class TestSpeaksOf:
    @pytest.fixture
    def speaks(self, ask, locate):
        clause, _, _ = locate("完成44个老旧小区改造。")

        def run(*terms: Term, **known: object) -> bool:
            return speaks_of(ask("改造", terms=terms, **known), clause)

        return run

    def test_most_of_the_weight_has_to_be_named(self, speaks) -> None:
        assert speaks(Term(("小区",)), Term(("绿道",)))
        assert not speaks(Term(("小区",), weight=0.4), Term(("绿道",), weight=0.6))

    def test_in_another_wording(self, speaks) -> None:
        assert speaks(Term(("老房子", "老旧小区")))

    def test_words_that_are_close_count_as_much_as_they_are(self, speaks) -> None:
        assert speaks(Term(("翻新",), near=(("改造", 0.9),)))
        assert not speaks(Term(("翻新",), near=(("改造", 0.7),)))

    def test_another_language_is_taken_as_found(self, speaks) -> None:
        assert speaks(Term(("harbour",)), language="en")
