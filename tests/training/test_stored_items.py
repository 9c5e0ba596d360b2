import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import BadRequest
from assistant.training.items import Wanted
from assistant.training.making import make
from assistant.training.sheet import as_csv, as_markdown, as_text
from assistant.training.stored import as_json, read_set, set_object


@pytest.fixture(scope="module")
def found(invented):
    return make(invented, Wanted(regions=None, topic=None), 20, 3).set


def test_a_set_comes_back_whole(found):
    assert read_set(as_json(found)) == found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda o: o.pop("seed"), "正好有"),
        (lambda o: o.update(extra=1), "正好有"),
        (lambda o: o.update(format=2), "格式不是"),
        (lambda o: o.update(seed="1"), "seed 不能是 '1'"),
        (lambda o: o.update(seed=True), "seed 不能是 True"),
        (lambda o: o.update(items={}), "列表"),
        (lambda o: o["items"][0].pop("kind"), "第 1 题应当正好有"),
        (lambda o: o["items"][1].update(kind="essay"), "第 2 题的 kind"),
        (lambda o: o["items"][0].update(options="甲"), "第 1 题的 options"),
        (lambda o: o["items"][0].update(question="换了题干（　　）"), "编号和内容对不上"),
        (lambda o: o["items"][0].update(keys=[]), "没有答案"),
        (lambda o: o["items"][0].update(grounds=[]), "没有给出所依据的条款"),
        (lambda o: o["items"][0]["grounds"][0].update(start="0"), "依据的 start"),
        (lambda o: o["filters"].update(kinds=["essay"]), "filters的 kinds"),
    ],
)
def test_a_file_that_is_no_set(found, change, message):
    content = json.loads(as_json(found))
    change(content)
    with pytest.raises(BadRequest, match=message):
        read_set(json.dumps(content))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000])
def test_a_file_that_is_no_json(text):
    with pytest.raises(BadRequest, match="题目文件"):
        read_set(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(key=st.sampled_from(["items", "filters", "seed", "index_version", "format"]), value=_JSON)
def test_anything_else_is_refused_in_words(found, key, value):
    content = {**json.loads(json.dumps(set_object(found))), key: value}
    try:
        read_set(json.dumps(content))
    except BadRequest as fault:
        assert fault.message


@pytest.mark.parametrize(("origin", "check"), [("made", "agrees"), ("own", "unsure")])
def test_a_set_of_before_is_read_as_unchecked(found, origin, check):
    content = set_object(replace(found, items=(replace(found.items[0], origin=origin),)))
    for field in ("check", "objection"):
        content["items"][0].pop(field)
    [item] = read_set(json.dumps(content)).items
    assert (item.origin, item.check, item.objection) == (origin, check, "")


def test_what_was_found_stands_beside_the_key(found):
    kept = replace(found.items[0], origin="edited", check="against", objection="条款写的是别的")
    unsure = replace(found.items[1], origin="own", check="unsure")
    told = as_text((kept, unsure, found.items[2]), answers=True)
    assert told.count("与所依据的条款不符，仍照出题人的意思保存：条款写的是别的。") == 1
    assert told.count("系统核对不了这道题，请您对照条款看一遍。") == 1
    assert "系统核对不了" not in as_text((unsure,), answers=False)
    origins = [row[-1] for row in csv.reader(io.StringIO(as_csv((kept, unsure, found.items[2]))))]
    assert [origin.partition("；")[0] for origin in origins[1:]] == ["改过", "自己写的", "系统出的"]


def test_sheets_keep_the_key_back(found):
    told, asked = as_text(found.items, answers=True), as_text(found.items, answers=False)
    assert "答案：" in told
    assert "答案：" not in asked
    assert "依据：" not in asked
    markdown = as_markdown(found.items, answers=False)
    assert "答案与依据" not in markdown
    assert "答案与依据" in as_markdown(found.items, answers=True)
    assert all(item.question.split("\n")[0][:12] in asked for item in found.items)


def test_csv_has_a_row_for_each_item(found):
    rows = list(csv.reader(io.StringIO(as_csv(found.items))))
    assert len(rows) == len(found.items) + 1
    assert {len(row) for row in rows} == {15}
    assert [row[0] for row in rows[1:]] == [item.id for item in found.items]


def test_csv_runs_nothing(found):
    item = replace(found.items[0], question="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in as_csv([item])
