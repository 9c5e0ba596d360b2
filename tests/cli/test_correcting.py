"""Corrections by people, from the command to the answer."""

import json
from hashlib import sha256

import pytest

from assistant import app
from assistant.retrieve.versions import current
from assistant.store.library import Library

RAW = """首页 > 政务公开
乡镇环境整治办法
一、目标
到2026年，建成公厕12座，保洁员达到30名。
— 3 —

重点任务
新建垃圾中转站4座，配齐转运车9辆。
联系人：张三，13857812345。
本文档编辑密码：qt2024x
此件供内部传阅。
二、保障
落实资金200万元，加强考核。
"""
SECRETS = ("13857812345", "qt2024x")
ROW = """
[[document]]
id = "{name}"
title = "{title}"
file = "{name}.txt"
sha256 = "{digest}"
"""


def write(folder, **texts):
    """A corpus of these documents, anew."""
    (folder / "corpus" / "documents").mkdir(parents=True, exist_ok=True)
    rows = ""
    for name, text in texts.items():
        title = text.splitlines()[1]
        (folder / "corpus" / "documents" / f"{name}.txt").write_bytes(text.encode())
        rows += ROW.format(name=name, title=title, digest=sha256(text.encode()).hexdigest())
    (folder / "corpus" / "manifest.toml").write_text(rows, encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch, assistant):
    """A folder with a corpus of one dirty document and no home yet."""
    write(tmp_path, plan=RAW)
    monkeypatch.setenv("YOUJU_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "load_encoder", lambda _: assistant.encoder)
    return tmp_path


@pytest.fixture
def run(folder, invoke_cold):
    """Runs ``youju docs …``, which must succeed; returns what it prints, or its JSON."""

    def run(*arguments):
        result = invoke_cold("docs", *arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout) if "--json" in arguments else result.stdout

    return run


@pytest.fixture
def text(run):
    return lambda: run("show", "plan", "--text")


@pytest.fixture
def reference(run):
    """The reference of what was set aside for a reason."""

    def find(reason):
        (document,) = run("report", "plan", "--json")["documents"]
        return next(a["reference"] for a in document["set_aside"] if a["reason"] == reason)

    return find


def overrides(run):
    return run("overrides", "--json")["overrides"]


def revision(folder):
    with Library.open(folder / "home" / "library") as library:
        return library.revision()


def paths(run):
    clauses = run("show", "plan", "--json")["clauses"]
    return [" › ".join(clause["path"]) for clause in clauses]


def test_the_report_says_where_and_how_to_call_it(run, reference):
    shown = run("report", "plan")
    assert f"   {reference('page_number')}  第 5 行，5 字，页码：— 3 —\n" in shown
    assert f"   {reference('secret')}  第 9 行，11 字，密码、证件号等隐私（不显示）\n" in shown
    assert run("report", "plan") == shown
    (document,) = run("report", "--json")["documents"]
    aside = next(a for a in document["set_aside"] if a["reason"] == "page_number")
    assert (aside["line"], aside["last_line"], aside["text"]) == (5, 5, "— 3 —")
    assert document["stale"] == []


def test_the_report_in_full(run, folder):
    story = "“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，" + "她是被女儿硬拉去的，" * 6
    items = "建成公厕，配齐保洁员，落实管护责任，加强考核，新建垃圾中转站，配齐转运车。"
    items = "".join(f"（{n}）{items}\n" for n in "一二三四五")
    write(folder, plan=RAW.replace("重点任务", f"{story}\n重点任务") + items)
    assert story not in run("report", "plan")
    assert f"：\n   │ {story}\n" in run("report", "plan", "--full")


def test_keep_and_undo(run, text, reference):
    assert "— 3 —" not in text()
    shown = run("keep", "plan", reference("page_number"))
    (made,) = overrides(run)
    assert f"已记下：{made['reference']}  放回：— 3 —\n索引已更新。\n" in shown
    assert f"要撤销：youju docs undo {made['reference']}\n" in shown
    assert "\n— 3 —\n" in text()
    assert "页码" not in run("report", "plan")

    assert f"已撤销：{made['reference']}  放回：— 3 —\n" in run("undo", made["reference"])
    assert "— 3 —" not in text()
    assert overrides(run) == []


def test_keep_several_and_by_lines(run, text, reference, folder):
    page = reference("page_number")
    run("keep", "plan", page, reference("site_furniture"), page)
    assert len(overrides(run)) == 2
    assert revision(folder) == 2
    assert text().startswith("首页 > 政务公开\n")
    assert "— 3 —" in text()
    run("undo", *(o["reference"] for o in overrides(run)))
    assert revision(folder) == 3
    run("keep", "plan", "--lines", "1—5")
    assert text().startswith("首页 > 政务公开\n")
    assert "— 3 —" in text()
    (made,) = overrides(run)
    assert (made["line"], made["last_line"], made["status"]) == (1, 5, "applied")


def test_drop_lines_and_words(run, text):
    assert "人工去掉" not in run("report", "plan")
    run("drop", "plan", "--lines", "11")
    assert "传阅" not in text()
    run("drop", "plan", "--text", "，配齐转运车9辆")
    assert "新建垃圾中转站4座。\n" in text()
    run("drop", "plan", "--lines", "13-13", "--text", "，")
    assert text().endswith("落实资金200万元加强考核。\n")
    assert "人工去掉：此件供内部传阅。" in run("report", "plan")


def test_what_was_dropped_can_be_put_back(run, text, reference):
    before = text()
    run("drop", "plan", "--lines", "8-11")
    assert "垃圾中转站" not in text()
    run("keep", "plan", reference("by_hand"))
    assert text() == before
    run("drop", "plan", "--lines", "8-11")
    assert "垃圾中转站" not in text()
    assert [o["kind"] for o in overrides(run)] == ["keep", "drop"]


def test_headings(run, text, folder):
    before, version = text(), current(folder / "home" / "index")
    run("heading", "plan", "--line", "7", "--level", "1")
    assert "重点任务" in paths(run)
    run("heading", "plan", "--line", "7", "--title", " 重点 工作 ")
    assert "重点 工作" in paths(run)
    run("heading", "plan", "--line", "12", "--plain")
    assert "二、保障" not in paths(run)
    run("heading", "plan", "--line", "3", "--title", "一、总体目标")
    assert "一、总体目标" in paths(run)
    assert text() == before
    assert current(folder / "home" / "index") != version
    listed = run("overrides", "plan")
    assert "第 7 行，改为第 1 级标题：重点任务\n" in listed
    assert "第 7 行，标题，显示为“重点 工作”：重点任务\n" in listed
    assert "第 12 行，改为正文：二、保障\n" in listed
    assert listed.endswith("合计 4 条更正。\n")


def test_what_is_corrected_is_answered_from(run, invoke_cold):
    question = ("ask", "新建垃圾中转站几座", "--json")
    run("list")
    assert "4座" in json.loads(invoke_cold(*question).stdout)["answer"]
    run("drop", "plan", "--text", "新建垃圾中转站4座，")
    answer = json.loads(invoke_cold(*question).stdout)
    assert "4座" not in answer["answer"]


def test_corrections_stay_when_documents_come_and_indexes_are_made_anew(
    run, text, folder, invoke_cold
):
    run("drop", "plan", "--lines", "11")
    corrected = text()
    write(folder, other=RAW.replace("乡镇", "城镇"), plan=RAW)
    assert invoke_cold("index", "--quiet").exit_code == 0
    assert text() == corrected
    assert "传阅" in run("show", "other", "--text")
    (folder / "home" / "index" / "CURRENT").unlink()
    assert text() == corrected
    write(folder, other=RAW.replace("乡镇", "城镇"))
    (left,) = overrides(run)
    assert (left["status"], left["line"]) == ("stale", None)
    write(folder, plan=RAW)
    assert invoke_cold("index", "--quiet").exit_code == 0
    assert text() == corrected


def test_corrections_follow_their_words_into_a_new_file_or_are_told(run, text, folder, invoke_cold):
    run("drop", "plan", "--lines", "11")
    run("heading", "plan", "--line", "7", "--level", "1")
    write(folder, plan="县政府\n" + RAW.replace("重点任务", "重点工作"))
    assert invoke_cold("index", "--quiet").exit_code == 0
    assert "传阅" not in text()
    assert "重点工作" not in paths(run)
    (drop, heading) = overrides(run)
    assert (drop["status"], drop["line"]) == ("applied", 12)
    assert (heading["status"], heading["line"]) == ("stale", None)
    assert f"{heading['reference']}  没有用上（原文件变了" in run("overrides")
    assert f"更正 {heading['reference']} 没有用上" in run("report", "plan")
    assert run("report", "plan", "--json")["documents"][0]["stale"] == [heading["reference"]]
    run("undo", heading["reference"])
    assert "没有用上" not in run("report", "plan")


def test_no_secret_is_put_back_or_kept(run, text, reference, folder, invoke_cold, fails):
    result = invoke_cold("docs", "keep", "plan", reference("secret"))
    fails(result, 2, "密码、证件号等隐私，不能放回", "原文件")
    fails(invoke_cold("docs", "keep", "plan", "--lines", "9-10"), 2, "这几行移出的是密码")
    for words in ("联系人：张三，13857812345", "初始密码为abcd1234"):
        result = invoke_cold("docs", "heading", "plan", "--line", "9", "--title", words)
        fails(result, 2, "--title 里有密码")
    assert overrides(run) == []
    run("keep", "plan", "--lines", "1-13")
    run("drop", "plan", "--lines", "7-11")
    run("heading", "plan", "--line", "12", "--level", "2")
    run("keep", "plan", "--lines", "8-10")
    shown = text() + run("report", "--full") + run("report", "--json", "--full").__repr__()
    shown += run("overrides") + repr(overrides(run))
    kept = [
        path.read_bytes().decode("utf-8", "ignore")
        for path in (folder / "home").rglob("*")
        if path.is_file() and path.parent.name != "files"
    ]
    assert "联系人：张三，███████████。" in shown
    for secret in SECRETS:
        assert secret not in shown
        assert not any(secret in each for each in kept)


@pytest.mark.parametrize(
    ("arguments", "phrases"),
    [
        (["keep", "nope", "abcdef"], ["没有 'nope' 这份文件", "可用的是 plan"]),
        (["keep", "plan"], ["没有说放回哪一处", "docs report plan"]),
        (["keep", "plan", "abcdef"], ["没有 'abcdef' 这一处", "docs report plan"]),
        (["keep", "plan", "--lines", "7"], ["这几行没有移出什么"]),
        (["keep", "plan", "--lines", "x"], ["行号认不出来：'x'", "3-5"]),
        (["drop", "plan"], ["没有说去掉哪一处", "--lines 或 --text"]),
        (["drop", "plan", "--lines", "13-14"], ["没有第 13—14 行", "第 1—13 行"]),
        (["drop", "plan", "--lines", "0"], ["没有第 0 行"]),
        (["drop", "plan", "--lines", "5-4"], ["没有第 5—4 行"]),
        (["drop", "plan", "--lines", "6"], ["是空的"]),
        (["drop", "plan", "--lines", "5"], ["结果没有变化"]),
        (["drop", "plan", "--lines", "1-13"], ["没有正文了", "manifest.toml"]),
        (["drop", "plan", "--text", "不存在"], ["找不到", "一字不差"]),
        (["drop", "plan", "--text", "13857812345"], ["找不到"]),
        (["drop", "plan", "--text", "座，"], ["不止出现一次", "加上 --lines"]),
        (["drop", "plan", "--lines", "4", "--text", "垃圾"], ["找不到"]),
        (["heading", "plan"], ["缺少 --line"]),
        (["heading", "plan", "--line", "7"], ["没有说怎么改标题", "--plain"]),
        (["heading", "plan", "--line", "7", "--level", "0"], ["--level 从 1 开始", "--plain"]),
        (["heading", "plan", "--line", "7", "--level", "10"], ["1 到 9", "10"]),
        (["heading", "plan", "--line", "7", "--level", "-1"], ["1 到 9", "-1"]),
        (["heading", "plan", "--line", "7", "--level", "x"], ["--level 应为整数"]),
        (["heading", "plan", "--line", "7", "--plain", "--level", "1"], ["不能和 --level"]),
        (["heading", "plan", "--line", "7", "--plain", "--title", "文"], ["不能和 --level"]),
        (["heading", "plan", "--line", "7", "--title", " "], ["--title 是空的"]),
        (["heading", "plan", "--line", "7", "--title", "文"], ["没有变化", "要写 --level"]),
        (["heading", "plan", "--line", "7", "--plain"], ["没有变化"]),
        (["heading", "plan", "--line", "3", "--level", "1"], ["没有变化"]),
        (["heading", "plan", "--line", "5", "--level", "1"], ["不在清理后的正文里", "docs keep"]),
        (["heading", "plan", "--line", "99", "--plain"], ["没有第 99 行"]),
        (["undo", "abcdef"], ["没有 'abcdef' 这条更正", "docs overrides"]),
        (["undo"], ["缺少 参照"]),
        (["overrides", "nope"], ["没有 'nope' 这份文件"]),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    folder, invoke_cold, fails, arguments, phrases
):
    fails(invoke_cold("docs", *arguments), 2, *phrases)
    assert revision(folder) <= 1


def test_lines_of_one_of_several_documents_in_a_file(run, folder, invoke_cold, fails):
    raw = "甲县办法\n一、目标\n建成公厕12座。\n乙县办法\n一、目标\n建成公厕15座，配齐人员。\n"
    digest = sha256(raw.encode()).hexdigest()
    (folder / "corpus" / "documents" / "two.txt").write_bytes(raw.encode())
    rows = "".join(
        f'[[document]]\nid = "{name}"\ntitle = "{title}"\nfile = "two.txt"\n'
        f'sha256 = "{digest}"\nbegins = "{title}"\n'
        for name, title in (("jia", "甲县办法"), ("yi", "乙县办法"))
    )
    (folder / "corpus" / "manifest.toml").write_text(rows, encoding="utf-8")
    fails(invoke_cold("docs", "drop", "jia", "--lines", "3-4"), 2, "jia 是 two.txt 的第 1—3 行")
    fails(invoke_cold("docs", "drop", "yi", "--lines", "3"), 2, "yi 是 two.txt 的第 4—6 行")
    run("drop", "yi", "--text", "，配齐人员")
    assert run("show", "yi", "--text").endswith("建成公厕15座。\n")
    assert "公厕12座" in run("show", "jia", "--text")


def test_two_spans_of_one_reference_are_not_guessed_at(folder, invoke_cold, fails, monkeypatch):
    monkeypatch.setattr("assistant.types.REFERENCE", 0)
    fails(invoke_cold("docs", "keep", "plan", ""), 2, "不止一处", "--lines")
