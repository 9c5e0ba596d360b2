"""The index as a whole: built, searched, saved, loaded, built again with what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieve.index import Index
from assistant.retrieve.segment import search_text
from assistant.text.words import vocabulary
from assistant.types import Clause, Concept, Query, ScoredSpan

ROOT = Path(__file__).resolve().parents[2]
PICKLED = re.compile(rb"^\x80[\x02-\x05]")


def ids(index: Index, question: str, k: int = 5, **narrowed: object) -> list[str]:
    query = index.interpreter.understand(question)
    return [hit.clause.id for hit in index.search(query, k, **narrowed)]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("草莓总产值多少", "farm/2.1"),
        ("草莓产值要突破好多钱", "farm/2.1"),
        ("老旧小区改造几个", "farm/2.2"),
        ("康养联合体有几家", "town/2.1"),
        ("老人吃饭", "town/2.1"),
        ("金华2027年的目标", "farm/1"),
        ("衢州2027年的目标", "town/1"),
    ],
)
def test_the_clause_asked_for_comes_first(index: Index, question: str, clause: str) -> None:
    assert ids(index, question)[0] == clause


def test_hits_are_ranked_from_one_best_first(index: Index) -> None:
    hits = index.search(index.interpreter.understand("草莓合作社多少家"), 4)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert dict(hits[0].channels) == {"clause": 1, "sentence": 1, "dense": 1}


def test_a_hit_brings_its_sentences_best_first(index: Index, farm: str) -> None:
    hit = index.search(index.interpreter.understand("推广立体栽培"), 1)[0]
    quotes = [farm[span.start : span.end] for span in hit.sentences]
    assert quotes[0] == "推广立体栽培。"
    assert "".join(sorted(quotes, key=farm.index)) == hit.clause.text.replace("\n", "")
    scores = [span.score for span in hit.sentences]
    assert scores == sorted(scores, reverse=True)


def test_no_more_than_k(index: Index) -> None:
    assert ids(index, "草莓", 0) == []
    assert len(ids(index, "目标和措施", 2)) == 2
    assert len(ids(index, "目标和措施", 100)) == 5


def test_headings_are_never_hits(index: Index, farm: str, town: str) -> None:
    headings = {clause.id for clause in index.clauses if clause.heading}
    assert headings == {"farm/2", "town/2"}
    everything = ids(index, f"{farm}{town}", 100)
    assert set(everything) == {clause.id for clause in index.clauses} - headings


def test_narrowed_to_places_and_documents(index: Index) -> None:
    everything = ids(index, "目标和措施", 100)
    farm = [name for name in everything if name.startswith("farm/")]
    assert 0 < len(farm) < len(everything)
    assert sorted(ids(index, "目标和措施", 100, documents=["farm"])) == sorted(farm)
    assert sorted(ids(index, "目标和措施", 100, regions=["浙江省金华市"])) == sorted(farm)
    assert ids(index, "目标", documents=["farm"], regions=["浙江省衢州市"]) == []
    assert ids(index, "目标", documents=[]) == []


def test_where_the_best_are_excluded_the_others_still_come(index: Index) -> None:
    assert ids(index, "草莓总产值", documents=["town"])


def test_narrowed_to_a_document_that_many_others_outrank(build, new_encoder) -> None:
    louder = "\n".join(f"草莓产业草莓总产值{number}亿元。" for number in range(1000, 1150))
    quiet = "各地要因地制宜，在做好粮食生产的同时，适当兼顾草莓种植和其他经济作物的发展。"
    index = build(new_encoder(), town=louder, farm=quiet)
    assert ids(index, "草莓总产值", documents=["farm"])


def test_the_heading_above_is_encoded_with_the_sentence(build, new_encoder, farm: str) -> None:
    encoder = new_encoder()
    build(encoder, farm=farm)
    assert "发展草莓产业：推广立体栽培。" in encoder.encoded
    assert not any(text.startswith("发展草莓产业：（一）发展") for text in encoder.encoded)


def test_a_clause_is_found_by_its_title_and_the_headings_above() -> None:
    clause = Clause("d/1", "d", "一", ("一、目标", "（一）增收"), "（一）增收\n三万元", 0, 9)
    assert search_text("建德方案", clause) == "建德方案\n一、目标\n（一）增收\n三万元"


def test_rarity_is_that_of_the_clauses(index: Index) -> None:
    assert index.rarity("目标") < index.rarity("康养") < index.rarity("火星")


def test_every_word_of_the_documents_is_encoded_once(build, new_encoder, farm: str) -> None:
    encoder = new_encoder()
    build(encoder, farm=farm, town=farm)
    words = vocabulary(farm)
    assert "草莓" in words
    assert sorted(text for text in encoder.encoded if text in words) == sorted(words)


def test_figures_are_kept_in_order(index: Index) -> None:
    written = [figure.written for figure in index.figures if figure.document == "farm"]
    assert written == ["80万亩", "75亿元", "30家", "5亿元", "44个"]


def test_a_question_is_read_only_once(build, new_encoder, farm: str) -> None:
    encoder = new_encoder()
    index = build(encoder, farm=farm)
    encoder.encoded.clear()
    query = index.interpreter.understand("火星草莓总产值多少")
    index.search(query, 3)
    index.alone(query, 3)
    assert {"火星", query.topic} <= set(encoder.encoded)
    assert len(encoder.encoded) == len(set(encoder.encoded))


def test_a_document_that_is_named_comes_first(index: Index) -> None:
    plain = index.interpreter.understand("目标是什么")
    for name in ("farm", "town"):
        named = replace(plain, documents=(name,))
        assert index.search(named, 1)[0].clause.document == name


def test_a_sentence_brings_the_cosines_of_its_parts(index: Index, farm: str) -> None:
    query = index.interpreter.understand("草莓总产值突破5亿元")
    hit = index.search(query, 1)[0]
    span = max(hit.sentences, key=lambda span: span.closest_part)
    starts = [start for start, _ in span.parts]
    assert starts[0] == span.start
    assert starts == sorted(starts)
    assert len(starts) > 1
    closest = max(span.parts, key=lambda part: part[1])
    assert farm[closest[0] :].startswith("草莓总产值突破5亿元")
    assert span.closest_part == closest[1] == span.cosine_at(closest[0] + 3) > span.score


def test_a_sentence_without_parts_counts_as_a_whole() -> None:
    span = ScoredSpan(10, 20, 0.3)
    assert (span.closest_part, span.cosine_at(15)) == (0.3, 0.3)


def test_a_sentence_is_held_to_the_topic_and_to_the_whole_question(index: Index) -> None:
    query = index.interpreter.understand("金华2027年草莓总产值突破多少")
    vectors = index.encoder.encode([query.topic, query.resolved])
    hit = index.search(query, 1)[0]
    text = index.documents["farm"].text
    spans = {text[span.start : span.end]: span for span in hit.sentences}
    sentence = index.encoder.encode(["发展草莓产业：推广立体栽培。"])[0]
    topic, asked = (vectors @ sentence).tolist()
    assert topic != pytest.approx(asked)
    found = spans["推广立体栽培。"]
    assert (found.score, found.asked) == pytest.approx((topic, asked), abs=1e-6)


def test_a_sentence_said_twice_is_encoded_once(build, new_encoder) -> None:
    encoder = new_encoder()
    build(encoder, farm="加强领导。\n各地加强领导。\n加强领导。\n")
    assert encoder.encoded.count("加强领导。") == 1


def test_a_clause_no_channel_knows_is_no_hit(index: Index) -> None:
    nothing = Query("", "", "", (Concept(("火星",)),))
    channels = [dict(hit.channels) for hit in index.search(nothing, 50)]
    assert all(set(ranks) <= {"dense"} for ranks in channels)


def files_of(settings) -> list[Path]:
    found = [path for path in (settings.home / "index").rglob("*") if path.is_file()]
    assert len(found) > 10
    return found


def test_no_pickle_anywhere(settings) -> None:
    arrays = 0
    for path in files_of(settings):
        assert path.suffix not in {".pkl", ".pickle", ".joblib", ".pt"}
        assert not PICKLED.match(path.read_bytes()), path
        if path.suffix == ".npy":
            arrays += 1
            assert np.load(path, allow_pickle=False).dtype != object
    assert arrays


def test_no_secret_in_any_byte(settings) -> None:
    published = "".join(
        path.read_text("utf-8-sig") for path in (ROOT / "corpus" / "documents").iterdir()
    )
    secrets = re.findall(r"编辑密码[：:]\s*(\w+)", published)
    assert len(secrets) == 1
    for path in files_of(settings):
        content = path.read_bytes()
        assert not any(secrets[0].encode(code) in content for code in ("utf-8", "utf-16-le"))
        assert not any(secrets[0] in part for part in path.parts)


def test_every_channel_alone(index: Index) -> None:
    query = index.interpreter.understand("草莓总产值多少")
    alone = index.alone(query, 3)
    assert set(alone) == {"clause", "sentence", "dense", "dense_sentence", "dense_part"}
    assert {clauses[0].id for clauses in alone.values()} == {"farm/2.1"}
    assert all(len(clauses) <= 3 for clauses in alone.values())
    assert not any(clause.heading for clauses in alone.values() for clause in clauses)
    ranks = dict(index.search(query, 1)[0].channels)
    assert ranks == dict.fromkeys(("clause", "sentence", "dense"), 1)
