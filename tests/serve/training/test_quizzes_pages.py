"""The pages of the shelf: make, review, write; forms as a browser sends them without a script."""

from __future__ import annotations

import re
import shutil

import pytest
from quiz_library import ORIGIN, PAGES, QUIZZES, STREAM, ids, made, words
from service import corpus

from assistant.indexing import build
from assistant.serve.jobs import Job
from assistant.serve.page.library_list import working

FORM = {"number": "3", "seed": "4", "document": "stream"}
ROADS = "新建改建农村公路150公里，建制村客车通达率达到100%。"


def of_item(client, quiz: str, at: int = 0) -> dict:
    return dict(client.get(f"{QUIZZES}/{quiz}").json()["items"][at])


def fields(page: str) -> dict[str, str]:
    """What stands in the one-line fields of a page."""
    return dict(re.findall(r'<input name="([\w-]+)"[^>]*? value="([^"]*)"', page))


def test_make_on_the_page(teaching) -> None:
    page = teaching.get(f"{PAGES}/new?document=stone").text
    assert re.search(r'value="stone" type="checkbox" checked', page)
    assert int(fields(page)["seed"]) >= 0
    reply = teaching.post(PAGES, data=FORM, follow_redirects=False)
    assert reply.status_code == 303
    page = teaching.get(reply.headers["location"]).text
    assert "青溪县乡村建设行动方案（2026—2028年） 练习" in words(page)
    assert page.count('class="paper item"') == 3
    assert page.count("<mark>") >= 3
    assert reply.headers["location"] in teaching.get("/training").text


def test_too_few_says_how_many_and_why(teaching) -> None:
    before = len(teaching.get(QUIZZES).json()["quizzes"])
    form = {**FORM, "number": "150", "kind": "fill", "title": "<b>我的</b>"}
    reply = teaching.post(PAGES, data=form)
    assert reply.status_code == 422
    told = words(reply.text)
    assert re.search(r"只出得了 \d+ 道，不到 150 道。", told)
    assert re.search(r"没有采用，原因是： +和这套里别的题问的是同一处（\d+ 次）", told)
    assert 'value="&lt;b&gt;我的&lt;/b&gt;"' in reply.text
    assert len(teaching.get(QUIZZES).json()["quizzes"]) == before
    accepted = teaching.post(PAGES, data={**form, "accept": "1"}, follow_redirects=False)
    assert accepted.status_code == 303


def test_none_at_all_keeps_nothing(teaching) -> None:
    form = {**FORM, "topic": "没有这个词", "accept": "1"}
    reply = teaching.post(PAGES, data=form)
    assert reply.status_code == 422
    assert "照这些条件出不了题。" in words(reply.text)
    assert fields(reply.text)["topic"] == "没有这个词"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"number": "很多"}, "请写 1 到 200 之间的整数。"),
        ({"document": "none"}, "没有 'none' 这份文件"),
    ],
)
def test_what_was_typed_is_not_lost(teaching, given, told) -> None:
    reply = teaching.post(PAGES, data={**FORM, "chapter": "总体目标", **given})
    assert reply.status_code == 422
    assert told in words(reply.text)
    assert fields(reply.text)["chapter"] == "总体目标"


def test_drop_move_swap_rename_delete(teaching) -> None:
    quiz = made(teaching)["id"]
    path, (first, second, third, *_) = f"{PAGES}/{quiz}", ids(teaching, quiz)
    teaching.post(f"{path}/items/{first}/down")
    assert ids(teaching, quiz)[:3] == [second, first, third]
    teaching.post(f"{path}/items/{second}/up")
    assert ids(teaching, quiz)[:3] == [second, first, third]
    reply = teaching.post(f"{path}/items/{second}/drop", follow_redirects=False)
    assert reply.headers["location"] == f"{path}#undo"
    assert ids(teaching, quiz)[:2] == [first, third]
    teaching.post(f"{path}/items/{first}/swap")
    assert first not in ids(teaching, quiz)
    assert len(ids(teaching, quiz)) == 4
    gone = teaching.post(f"{path}/items/{first}/drop")
    assert "没有" in words(gone.text)
    assert gone.status_code == 422
    teaching.post(f"{path}/rename", data={"title": " 新  名字 "})
    assert teaching.get(f"{QUIZZES}/{quiz}").json()["title"] == "新 名字"
    assert "不能恢复" in teaching.get(f"{path}/delete").text
    teaching.post(f"{path}/delete")
    assert teaching.get(path).status_code == 404
    assert "没有" in teaching.get(path).text


def test_edit_an_item(teaching) -> None:
    quiz = made(teaching, kinds=["single"], number=1)["id"]
    item = of_item(teaching, quiz)
    path = f"{PAGES}/{quiz}/items/{item['id']}"
    page = teaching.get(path).text
    assert item["grounds"][0]["quote"] in words(page)
    form = {
        f"option-{letter}": words for letter, words in zip("ABCD", item["options"], strict=True)
    }
    form |= {"key": item["keys"], "question": item["question"], "difficulty": "easy"}
    wrong = teaching.post(path, data={**form, "question": " ", "remark": "一句 <说明>"})
    assert wrong.status_code == 422
    assert "没有题干。" in words(wrong.text)
    assert "一句 &lt;说明&gt;" in wrong.text
    other = next(letter for letter in "ABCD" if letter not in item["keys"])
    refused = teaching.post(path, data={**form, "key": other})
    assert "依据里没有" in words(refused.text)
    form.pop(f"option-{other}")
    reply = teaching.post(path, data=form, follow_redirects=False)
    new = of_item(teaching, quiz)
    assert reply.headers["location"] == f"{PAGES}/{quiz}#i-{new['id']}"
    assert (new["difficulty"], new["origin"], len(new["options"])) == ("easy", "edited", 3)
    right = [new["options"]["ABC".index(key)] for key in new["keys"]]
    assert right == [item["options"]["ABCD".index(key)] for key in item["keys"]]
    assert teaching.get(path).status_code == 404


def test_what_a_clause_contradicts_is_kept_only_when_it_is_said_twice(teaching) -> None:
    quiz = made(teaching, kinds=["multiple"], number=1, seed=5)["id"]
    item = of_item(teaching, quiz)
    path = f"{PAGES}/{quiz}/items/{item['id']}"
    form: dict = dict(zip(("option-A", "option-B", "option-C", "option-D", "option-E"),
                          item["options"], strict=False))  # fmt: skip
    form |= {"question": item["question"], "difficulty": "easy", "key": item["keys"][:1]}
    refused = teaching.post(path, data=form)
    assert refused.status_code == 422
    assert "与所依据的条款不符，还没有保存。" in words(refused.text)
    assert item["options"]["ABCDE".index(item["keys"][1])] in words(refused.text)
    [confirmed] = re.findall(r'value="(\w+)" type="checkbox"><span>与所依据', refused.text)
    # What was confirmed is that, and nothing else.
    other = next(letter for letter in "ABCDE" if letter not in item["keys"])
    again = teaching.post(path, data={**form, "key": [other], "confirmed": confirmed})
    assert again.status_code == 422
    assert of_item(teaching, quiz)["id"] == item["id"]
    kept = teaching.post(path, data={**form, "confirmed": confirmed}, follow_redirects=False)
    assert kept.status_code == 303
    new = of_item(teaching, quiz)
    assert (new["id"], new["origin"], new["check"]) == (confirmed, "edited", "against")
    page = words(teaching.get(f"{PAGES}/{quiz}").text)
    assert "改过" in page
    assert f"与所依据的条款不符，仍照出题人的意思保存：{new['objection']}。" in page


def test_what_cannot_be_checked_is_said(teaching) -> None:
    quiz = made(teaching, kinds=["judge"], number=1)["id"]
    item = of_item(teaching, quiz)
    path = f"{PAGES}/{quiz}/items/{item['id']}"
    given = {"question": "这个县是不是很重视乡村建设？", "truth": "对", "difficulty": "easy"}
    assert teaching.post(path, data=given, follow_redirects=False).status_code == 303
    page = words(teaching.get(f"{PAGES}/{quiz}").text)
    assert "系统核对不了这道题，请您对照条款看一遍。" in page
    assert "自己写的" not in page


def test_add_an_item_of_ones_own(teaching) -> None:
    quiz = made(teaching, number=1)["id"]
    path = f"{PAGES}/{quiz}/add"
    assert "document=stone" in teaching.get(path).text
    found = teaching.get(f"{path}?document=stream&find=公路").text
    [clause] = re.findall(r"clause=([\w./-]+)", found)
    page = teaching.get(f"{path}?clause={clause}").text
    assert ROADS in page
    assert "《青溪县乡村建设行动方案（2026—2028年）》" in words(page)
    form = {
        "clause": clause,
        "kind": "fill",
        "quote": ROADS,
        "question": "农村公路要新建改建多少？\n新建改建农村公路(  )公里",
        "blank": "160",
    }
    refused = teaching.post(path, data=form)
    assert refused.status_code == 422
    assert "依据里没有 160 这个数" in words(refused.text)
    assert "新建改建农村公路(  )公里" in refused.text
    misquoted = teaching.post(path, data={**form, "blank": "150", "quote": "新建公路"})
    assert "里没有这句原文：“新建公路”" in words(misquoted.text)
    assert clause not in words(misquoted.text)
    assert (
        teaching.post(path, data={**form, "blank": "150"}, follow_redirects=False).status_code
        == 303
    )
    own = of_item(teaching, quiz, -1)
    assert (own["origin"], own["keys"], own["kind"]) == ("own", ["150"], "fill")
    assert "（　　）" in own["question"]


def test_a_blank_is_spoken_of_where_there_is_one(teaching) -> None:
    quiz = made(teaching, kinds=["single", "judge", "fill"], number=6)
    for item in quiz["items"]:
        page = words(teaching.get(f"{PAGES}/{quiz['id']}/items/{item['id']}").text)
        assert ("填空的地方写" in page) is (item["kind"] == "fill")


def test_a_number_beside_the_blank_is_a_fault_of_the_sentence(teaching) -> None:
    quiz = made(teaching, number=1)["id"]
    [clause] = re.findall(r"clause=([\w./-]+)", teaching.get(
        f"{PAGES}/{quiz}/add?document=stream&find=公路").text)  # fmt: skip
    form = {"clause": clause, "kind": "fill", "quote": ROADS}
    for question, blank, places in (
        ("新建改建农村公路（　　）公里，通达率达到77%。", "150", ["question"]),
        ("新建改建农村公路（　　）公里，通达率达到100%。", "160", ["blank"]),
    ):
        reply = teaching.post(
            f"{PAGES}/{quiz}/add", data={**form, "question": question, "blank": blank}
        )
        assert reply.status_code == 422
        [notice] = re.findall(r'<div [^>]*role="alert".*?</div>', reply.text, re.S)
        assert re.findall(r'href="#([\w-]+)"', notice) == places


def test_when_a_quiz_was_made_and_by_which_number(teaching) -> None:
    quiz = made(teaching, number=1, title="同一个名字")
    page = words(teaching.get(f"{PAGES}/{quiz['id']}").text)
    assert re.search(r"1 题 · \d{4}-\d\d-\d\d \d\d:\d\d 出的", page)
    assert "改过" not in page
    assert "种子" not in page
    assert "出题编号 3：" in page
    assert re.search(r"同一个名字 +1 题 · \d{4}-\d\d-\d\d \d\d:\d\d", words(
        teaching.get("/training").text))  # fmt: skip


def test_what_is_wrong_stands_first_and_leads_to_its_field(teaching) -> None:
    quiz = made(teaching, kinds=["single"], number=1)["id"]
    edit = f"{PAGES}/{quiz}/items/{of_item(teaching, quiz)['id']}"
    [clause] = re.findall(r"clause=([\w./-]+)", teaching.get(
        f"{PAGES}/{quiz}/add?document=stream&find=公路").text)  # fmt: skip
    own = {"clause": clause, "kind": "judge", "quote": "别的话", "question": "我写的"}
    for path, form, leads in (
        (edit, {"remark": "我写的"}, ("question", "options")),
        (f"{PAGES}/{quiz}/add", own, ("quote",)),
        (f"{PAGES}/{quiz}/add", {**own, "quote": ROADS}, ("truths",)),
        (PAGES, {"number": "12.5", "seed": "1", "title": "我写的"}, ("number",)),
        (PAGES, {"number": "", "seed": "1", "title": "我写的"}, ("number",)),
    ):
        reply = teaching.post(path, data=form)
        assert reply.status_code == 422
        assert "我写的" in reply.text
        sent = reply.text.partition("<form novalidate")[2] or reply.text
        [notice] = re.findall(r'<div [^>]*role="alert"[^>]*autofocus.*?</div>', sent, re.S)
        assert tuple(re.findall(r'href="#([\w-]+)"', notice)) == leads
        for name in leads:
            assert f'id="{name}"' in reply.text
    assert 'value="12.5"' in teaching.post(PAGES, data={"number": "12.5"}).text


def test_no_browser_judges_a_form(teaching) -> None:
    quiz = made(teaching, number=1)["id"]
    item = f"items/{ids(teaching, quiz)[0]}"
    for path in ("new", quiz, f"{quiz}/{item}"):
        page = teaching.get(f"{PAGES}/{path}").text
        for form in re.findall(r"<form.*?</form>", page, re.S):
            asks = re.search(r"<(?:textarea|select|input (?!type=.hidden))", form)
            assert not asks or "novalidate" in form.partition(">")[0]
        assert not re.search(r' (?:required|pattern|min|max)="', page)
    empty = teaching.post(f"{PAGES}/{quiz}/rename", data={"title": " "})
    assert "名字不能空着。" in words(empty.text)


def test_each_sentence_of_a_clause_can_be_taken(teaching) -> None:
    quiz = made(teaching, number=1)["id"]
    found = teaching.get(f"{PAGES}/{quiz}/add?document=stream&find=公路").text
    [clause] = re.findall(r"clause=([\w./-]+)", found)
    page = teaching.get(f"{PAGES}/{quiz}/add?clause={clause}").text
    rows = re.findall(r'class="sentence"|<span>([^<]*)</span><button [^>]*>用整句', page)
    taken = [row for row in rows if row]
    assert len(taken) > 1
    assert "".join(taken) in STREAM


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("x/items/y/edit", None, 404),
        ("x/items/y/swap", None, 404),
        ("x/items/y", {"key": "A"}, 404),
        ("x/nosuch", {"a": "b"}, 404),
        ("x/add", "q" * (2 << 20), 413),
        ("x/items/y", "q" * (2 << 20), 413),
    ],
)
def test_faults_are_pages(teaching, path, data, status) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if isinstance(data, str) else {}
    given = {"content": data} if isinstance(data, str) else {"data": data}
    reply = teaching.post(f"{PAGES}/{path}", headers=kind, **given)
    assert reply.status_code == status
    assert reply.headers["content-type"].startswith("text/html")
    assert "script-src" in reply.headers["content-security-policy"]
    assert "/docs" not in reply.text
    assert re.search(r"<h1>[^<]*[。]</h1>", reply.text)


def test_programs_are_told_of_faults_as_before(teaching) -> None:
    large = teaching.post(QUIZZES, content="q" * (2 << 20))
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")


def test_from_a_new_document_to_a_quiz(teaching) -> None:
    assert 'href="/#library"' in teaching.get("/training").text
    done = working(Job("upload", "stream", 2, state="done"), "青溪县")
    [way] = re.findall(r'href="([^"]+)"[^>]*>用它出题', done)
    assert re.search(r'value="stone" type="checkbox" checked', teaching.get(
        way.replace("stream", "stone")).text)  # fmt: skip
    for other in (Job("delete", "stream", 2, state="done"), Job("upload", "stream", 2)):
        assert "用它出题" not in working(other, "青溪县")


def test_a_form_of_another_site_changes_nothing(teaching) -> None:
    quiz = made(teaching)["id"]
    for origin in ({"Origin": "http://evil.example"}, {"Origin": ""}):
        reply = teaching.post(f"{PAGES}/{quiz}/delete", headers=origin)
        assert reply.status_code == 403
        assert "别的网站" in reply.text
    assert teaching.get(f"{PAGES}/{quiz}").status_code == 200


def test_nothing_of_a_text_becomes_markup(teaching) -> None:
    quiz = made(teaching, number=1, title="<script>alert(1)</script>")["id"]
    page = teaching.get(f"{PAGES}/{quiz}")
    assert "<script>alert" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_items_whose_clause_moved_on(county_settings, serve) -> None:
    with serve(county_settings, with_page=True) as client:
        client.headers.update(ORIGIN)
        quiz = made(client, kinds=["fill"], number=4)["id"]
        items = client.get(f"{QUIZZES}/{quiz}").json()["items"]
    changed = next(item for item in items if "总体目标" not in item["path"][0])
    text = STREAM.replace("一、总体目标\n", "本方案适用于全县。\n一、总体目标\n")
    quote = changed["grounds"][0]["quote"]
    text = text.replace(quote, quote.replace(changed["keys"][0], "7777"))
    other = county_settings.corpus
    assert other is not None
    shutil.rmtree(other)
    corpus(other, stream=text)
    build(county_settings)
    with serve(county_settings, with_page=True) as client:
        client.headers.update(ORIGIN)
        standing = client.get(f"{QUIZZES}/{quiz}").json()["standing"]
        assert standing.pop(changed["id"]) == "changed"
        assert set(standing.values()) == {"moved"}
        page = client.get(f"{PAGES}/{quiz}").text
        assert f"有 {len(items)} 道题要看一看" in words(page)
        assert words(page).count("请更新依据") == len(items) - 1
        for name in standing:
            client.post(f"{PAGES}/{quiz}/items/{name}/rebase")
        left = client.get(f"{QUIZZES}/{quiz}").json()["standing"]
        assert left == {changed["id"]: "changed"}
        assert "依据更新不了" in client.post(f"{PAGES}/{quiz}/items/{changed['id']}/rebase").text
        client.post(f"{PAGES}/{quiz}/items/{changed['id']}/drop")
        assert client.get(f"{QUIZZES}/{quiz}").json()["standing"] == {}
