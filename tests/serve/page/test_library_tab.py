"""资料库: what its handlers show and change, and whom they refuse."""

from __future__ import annotations

import inspect
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from callers import asking, service_of
from fastapi.testclient import TestClient
from gradio.utils import get_upload_folder
from service import PLAN

from assistant.errors import BadRequest, Conflict
from assistant.ingest.describe import describe
from assistant.resources import locate
from assistant.serve.jobs import Job
from assistant.serve.page.context import Page
from assistant.serve.page.library_forms import Brought, brought, in_words_of_the_page
from assistant.serve.page.library_handlers import Shelf
from assistant.serve.page.library_list import Listed, found, table, working
from assistant.settings import Settings
from assistant.store.library import Library
from assistant.types import Source

EDITOR, ADMIN = asking("editor"), asking("admin")
DIRTY = f"""{PLAN}联系人：王小明，身份证号330182199001011234
— 12 —
<script>alert(1)</script>
<img src=x onerror=alert(1)>
"""
HILL = """松岭县林业工作要点（2024年）
松岭县人民政府
一、森林抚育
2024年完成森林抚育7万亩。
2024年3月1日
"""


GROVE = """林海县林业工作要点
一、森林抚育
今年完成森林抚育7万亩，成活率达到九成以上。
二、防火
新增防火道30公里。
"""


class Desk:
    """A desk before the tab: its handlers, called as Gradio calls them."""

    def __init__(self, client: TestClient) -> None:
        self.service = service_of(client)
        self._portal = client.portal
        self._shelf = Shelf(Page(lambda: self.service, "admin"))

    def do(self, name: str, *given: Any, by: gr.Request = EDITOR) -> Any:
        handler = partial(getattr(self._shelf, name), *given, request=by)
        if inspect.iscoroutinefunction(getattr(self._shelf, name)):
            assert self._portal
            return self._portal.call(handler)
        return handler()

    def sources(self) -> Sequence[Source]:
        with Library.open(self.service.resources.library) as library:
            return library.sources()

    def revision(self) -> int:
        with Library.open(self.service.resources.library) as library:
            return library.revision()

    def audited(self, about: str, count: int) -> list[tuple[str, str]]:
        """Who did what to a document, the latest first, once that many are written."""
        until = time.monotonic() + 10
        while True:
            events = [each for each in self.service.audit.read() if each.question == about]
            if len(events) >= count or time.monotonic() > until:
                return [(each.action, each.who) for each in events]
            time.sleep(0.02)

    def bring(self, text: str, name: str = "松岭.txt") -> str:
        """The path of a file that the browser has sent."""
        folder = Path(get_upload_folder()) / f"{abs(hash(text)):x}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        return str(folder / name)


@pytest.fixture(scope="module")
def desk(
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[..., AbstractContextManager[TestClient]],
) -> Iterator[Desk]:
    """A desk before a library of three documents, of which ``plan`` has to be cleaned."""
    folder = tmp_path_factory.mktemp("desk") / "it"
    shutil.copytree(built, folder)
    settings = Settings(home=folder / "home", corpus=folder / "corpus")
    with Library.open(locate(settings).library) as library:
        [plan] = [source for source in library.sources() if source.id == "plan"]
        data = DIRTY.encode()
        library.replace(replace(plan, sha256=sha256(data).hexdigest()), data)
        library.add(*described_as("grove", GROVE))
    with pytest.MonkeyPatch.context() as patch, serve(settings) as client:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "uploads"))
        yield Desk(client)


def described_as(name: str, text: str) -> tuple[Source, bytes]:
    data = text.encode()
    source, _ = describe(data, f"{name}.txt", id=name, region="浙江省林海县")
    return source, data


HANDLERS = sorted(name for name in vars(Shelf) if not name.startswith("_"))


def test_there_are_handlers() -> None:
    assert len(HANDLERS) >= 12


@pytest.mark.parametrize("name", HANDLERS)
def test_a_reader_is_refused_by_every_handler(desk: Desk, name: str) -> None:
    before = desk.revision()
    wanted = inspect.signature(getattr(Shelf, name)).parameters
    given: list[Any] = ["plan" for each in wanted if each not in {"self", "request"}]
    if name == "act":
        given = ["open:plan", ""]
    with pytest.raises(gr.Error, match="您现在的权限是“读者”"):
        desk.do(name, *given, by=asking("reader"))
    assert desk.revision() == before


def test_only_an_admin_purges_and_goes_back(desk: Desk) -> None:
    before = desk.revision()
    for name, given in (("delete", ("plan", True)), ("rollback", (1,))):
        with pytest.raises(gr.Error, match="这件事要“管理员”"):
            desk.do(name, *given)
    assert desk.revision() == before


def test_a_key_for_some_documents_sees_and_changes_no_other(desk: Desk) -> None:
    narrow = asking("editor", "lake")
    listed = desk.do("search", "", by=narrow)
    assert "东湖县" in listed
    assert "清溪县" not in listed
    before = desk.revision()
    for name, given in (
        ("act", ("open:plan", "")),
        ("act", ("keep:000000", "plan")),
        ("drop", ("plan", "3")),
        ("compare", ("plan", 1, 0)),
        ("bring", ("plan",)),
        ("delete", ("plan", False)),
    ):
        with pytest.raises(gr.Error, match="没有 &#39;plan&#39; 这份文件"):
            desk.do(name, *given, by=narrow)
    assert desk.revision() == before


def test_the_list_and_what_is_looked_for(desk: Desk) -> None:
    listed, history, *_ = desk.do("open", "", "")
    assert "共 3 份" in listed
    assert "清溪县乡村振兴实施方案" in listed
    assert "资料清单" in history
    assert "东湖县" not in desk.do("search", "清溪 乡村")
    assert "没有符合的文件" in desk.do("search", "火星")


def test_two_hundred_documents_are_listed_at_once() -> None:
    rows = [
        Listed(Source(f"d-{n}", f"第{n}号实施方案", f"{n}.txt", "", region="浙江省清溪县"), n)
        for n in range(200)
    ]
    begun = time.perf_counter()
    drawn = table(found(rows, "方案 清溪"), 200)
    assert time.perf_counter() - begun < 0.5
    assert drawn.count("<tr") == 201


def test_a_document_is_opened(desk: Desk) -> None:
    name, facts, tree, report, lines, _, new, *_ = desk.do("act", "open:plan", "")
    assert name == "plan"
    assert "浙江省清溪县" in facts
    assert 'href="/training/quizzes/new?document=plan"' in facts
    assert "建成标准茶园12万亩" in tree
    assert "depth-1" in tree
    assert "页码" in report
    assert "第 9 行" in report or "第 10 行" in report
    assert new.value == 2
    shown = facts + tree + report + lines
    assert "330182199001011234" not in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'value="3"' in lines


def references(report: str, deed: str) -> list[str]:
    return [part.split('"')[0] for part in report.split(f'data-what="{deed}:')[1:]]


def test_a_span_is_put_back_dropped_and_undone(desk: Desk) -> None:
    report = desk.do("act", "open:plan", "")[3]
    asides = references(report, "keep")
    assert report.count("<strong>密码、证件号等隐私</strong>") == 1
    values = desk.do("act", f"keep:{asides[0]}", "plan")
    report, job, timer = values[3], values[8], values[10]
    assert len(references(report, "keep")) == len(asides) - 1
    assert desk.service.jobs.get(job).kind == "keep"
    assert timer.active
    [made] = references(report, "undo")

    tree, report = desk.do("drop", "plan", "5")[2:4]
    assert "（一）发展茶叶产业" not in tree
    assert "人工去掉" in report
    assert len(references(report, "undo")) == 2

    for reference in references(report, "undo"):
        report = desk.do("act", f"undo:{reference}", "plan")[3]
    assert references(report, "keep") == asides
    assert made not in report
    did = [(deed, "its-editor") for deed in ("undo", "undo", "drop", "keep")]
    assert desk.audited("plan", 4) == did


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("drop", ("plan", ""), "写成 3-5"),
        ("drop", ("plan", "400—401"), "没有第 400—401 行"),
        ("act", ("keep:000000", "plan"), "没有 &#39;000000&#39; 这一处"),
        ("act", ("undo:000000", "plan"), "没有了"),
        ("act", ("erase:everything", "plan"), "没有这个操作"),
        ("act", ("open:nothing", ""), "没有 &#39;nothing&#39; 这份文件"),
        ("compare", ("plan", 1, 99), "没有第 99 版"),
        ("save", (None, "", "", "", "", "", ""), "还没有选文件"),
        ("rollback", (None,), "请先选一次改动"),
    ],
)
def test_faults_say_what_to_do_on_the_page(
    desk: Desk, name: str, given: tuple[Any, ...], said: str
) -> None:
    with pytest.raises(gr.Error) as fault:
        desk.do(name, *given, by=ADMIN)
    assert said in fault.value.message
    assert "youju" not in fault.value.message
    assert "--" not in fault.value.message


def _named(desk: Desk, word: str) -> str:
    [name] = [each.id for each in desk.sources() if word in each.title]
    return name


def test_a_file_is_read_corrected_and_saved(desk: Desk) -> None:
    uploads = Path(get_upload_folder())
    path = desk.bring(HILL)
    (uploads / "tmpempty").touch()
    file, said, *fields = desk.do("read", path, "")
    assert file == Brought("松岭.txt", HILL.encode())
    assert "松岭.txt" in said
    assert fields[0] == "松岭县林业工作要点（2024年）"
    assert fields[4] == "2024-03-01"
    assert not [each for each in uploads.rglob("*") if each.is_file()]

    fields[3] = "浙江省松岭县"
    waits, _, progress, timer = desk.do("save", file, "", *fields)
    assert waits is None
    assert timer.active
    assert "正在更新索引" in progress
    assert "待更新索引" in desk.do("search", "松岭")
    _, waiting, *_ = desk.do("act", f"open:{_named(desk, '松岭')}", "")
    assert "用它出题" not in waiting
    with pytest.raises(gr.Error, match="换成新版") as refused:
        desk.do("save", file, "", "另一个标题", *fields[1:])
    assert "已经有《松岭县林业工作要点（2024年）》这份文件" in str(refused.value)
    [source] = [row for row in desk.sources() if "松岭" in row.title]
    assert source.region == "浙江省松岭县"
    assert desk.audited(source.id, 1) == [("upload", "its-editor")]


def test_a_new_version_and_what_changed(desk: Desk) -> None:
    document, heading, _, waits, *fields = desk.do("bring", "grove")
    assert (document, waits, fields) == ("grove", None, [""] * 5)
    assert "林海县林业工作要点" in heading
    newer = GROVE.replace("7万亩", "9万亩").replace("二、", "新建苗圃三处。\n二、")
    file, _, *fields = desk.do("read", desk.bring(newer), "grove")
    assert fields[3] == "浙江省林海县", "what a document is of stays"
    before = desk.revision()
    desk.do("save", file, "grove", *fields)
    old, new = desk.do("act", "open:grove", "")[5:7]
    assert new.value == before + 1
    assert old.value < new.value
    changed = desk.do("compare", "grove", old.value, new.value)
    assert "改 1 条，增 1 条" in changed
    assert "<del>7万亩</del><ins>9万亩</ins>" in changed
    assert "请选两个不同的版本" in desk.do("compare", "grove", 2, 2)


def test_what_is_deleted_is_gone_and_can_be_had_back(desk: Desk) -> None:
    before = desk.revision()
    desk.do("delete", "lake", False)
    assert "东湖县" not in desk.do("search", "")
    with pytest.raises(gr.Error, match="没有"):
        desk.do("act", "open:lake", "")
    _, history, revisions, *_ = desk.do("open", "", "", by=ADMIN)
    assert "删 lake" in history
    assert before in [number for _, number in revisions.choices]
    desk.do("rollback", before, by=ADMIN)
    assert "东湖县" in desk.do("search", "")
    desk.do("delete", "lake", True, by=ADMIN)
    assert desk.audited("lake", 2) == [("purge", "its-admin"), ("delete", "its-editor")]


@pytest.mark.proof
def test_a_job_is_followed_to_its_end(desk: Desk) -> None:
    job, _, timer = desk.do("reindex")
    until = time.monotonic() + 60
    while timer.active:
        assert time.monotonic() < until
        time.sleep(0.1)
        listed, job, progress, timer = desk.do("follow", job, "")
    assert "索引已更新" in progress
    assert "清溪县" in listed
    assert desk.do("follow", "nothing", "")[1] == ""


def test_only_what_was_uploaded_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(uploads))
    uploads.mkdir()
    (tmp_path / "secret.txt").write_text("钥匙")
    for path in (tmp_path / "secret.txt", uploads / ".." / "secret.txt"):
        with pytest.raises(BadRequest):
            brought(str(path))
    assert (tmp_path / "secret.txt").exists()


@pytest.mark.parametrize(
    "fault",
    [
        BadRequest("issued 应为日期，给出的是 'x'。", "请改正 issued，或不填。"),
        BadRequest("没有变化", "整份不要的，从 manifest.toml 里删去它。"),
        BadRequest("这几行没有移出什么。", "看移出了什么：youju docs report plan"),
        Conflict("资料库里已经有了。", "要换成新版，用 PUT /v1/documents/plan"),
    ],
)
def test_faults_speak_of_the_page(fault: BadRequest | Conflict) -> None:
    with pytest.raises(type(fault)) as told, in_words_of_the_page():
        raise fault
    whole = f"{told.value.message}{told.value.hint}"
    assert told.value.hint
    assert not any(word in whole for word in ("issued", "youju", "manifest", "PUT", "--"))


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("delete", "方案", "《方案》已删除，不再用来回答。"),
        ("replace", "方案", "《方案》已换成新版"),
        ("upload", "<b>", "《&lt;b&gt;》已加入资料库。"),
        ("purge", "", "文件已彻底删除。"),
        ("reindex", "", "索引"),
    ],
)
def test_what_was_done_to_which_document_is_said(kind: str, title: str, said: str) -> None:
    job = Job(kind, "d", 1)
    for state in ("queued", "done", "failed"):
        told = working(replace(job, state=state), title)
        assert said in told
        assert "None" not in told
