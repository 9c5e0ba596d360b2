"""A whole session in real browsers: a trainer, the screen, and three phones."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest
from live_room import SESSIONS, kept
from openpyxl import load_workbook

from assistant.settings import Settings
from assistant.training.items import ItemSet

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
PHONE = {"width": 360, "height": 740}
NAMES = ("王芳", "李强", "陈静")
_KNOWN = ("404", "409", "ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
_SENT = """async (address) => {
  const body = new URLSearchParams({ item: "0", answer: "99" });
  const headers = { Accept: "application/json" };
  return (await fetch(address, { method: "POST", body, headers })).status;
}"""
_ON_TOP = """(told) => {
  const { x, y, width, height } = told.getBoundingClientRect();
  told.parentElement.style.pointerEvents = "auto";
  return document.elementFromPoint(x + width / 2, y + height / 2) === told;
}"""
_SELECTED = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".clause mark"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return String(getSelection());
}"""


@pytest.fixture
def quiz(library: Settings) -> ItemSet:
    return kept(library)[1]


@pytest.fixture
def address(
    quiz: ItemSet, library: Settings, listen: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    with listen(library, with_page=True) as address:
        yield address


@pytest.fixture
def matching(
    county_settings: Settings, listen: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The service over documents in which there are pairs to be matched."""
    with listen(county_settings, with_page=True) as address:
        yield address


def no_wider(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def answer(page: Page, given: str) -> None:
    if page.query_selector("#blank"):
        page.fill("#blank", given)
    else:
        page.check(f'input[value="{given}"]')
    page.click("form.asking button")


class Hall:
    """A trainer with a desk and a screen, and three phones, each in a browser of its own."""

    def __init__(self, address: str, visit) -> None:
        self.address = address
        self.trainer = visit(address)
        self.desk = self.trainer.page
        self.desk.goto(f"{address}/training/sessions")
        self.trainer.complaints.clear()  # of the first page, which was left while it was loading
        self.desk.fill("input[name=seconds]", "60")
        self.desk.click("text=开场")
        self.desk.wait_for_url(re.compile(r"/training/sessions/\w+$"))
        self.path = f"/training/sessions/{self.desk.url.rpartition('/')[2]}"
        self.screen = self.trainer.open(f"{self.path}/screen")
        told = self.desk.request.get(f"{address}/v1{self.path}").json()
        self.code: str = told["code"]
        self.visits = [visit(address, viewport=PHONE) for _ in NAMES]
        self.phones = [each.page for each in self.visits]

    def join(self) -> None:
        """Phones join with the code and a name."""
        for each, phone, called in zip(self.visits, self.phones, NAMES, strict=True):
            phone.goto(f"{self.address}/j")
            each.complaints.clear()
            phone.fill("#typed", self.code)
            phone.click("button")
            phone.fill("label:has-text('您的名字') + input", called)
            phone.click("button")
            phone.wait_for_selector("text=已加入")
            no_wider(phone)
        self.screen.wait_for_selector("[data-count=joined]:text-is('3')")
        self.names_nobody()

    def names_nobody(self) -> None:
        """The screen shows no name."""
        assert not any(called in self.screen.content() for called in NAMES)

    def onward(self, phase: str) -> None:
        """The next step, by a presenter's remote."""
        time.sleep(0.7)
        self.screen.keyboard.press("PageDown")
        self.screen.wait_for_selector(f"main.{phase}")


def test_a_whole_session(address: str, quiz: ItemSet, visit) -> None:
    hall = Hall(address, visit)
    hall.join()
    first_item(hall, quiz)
    shown(hall, quiz)
    others(hall, quiz)
    ended(hall, len(quiz.items))
    deleted(hall)


def first_item(hall: Hall, quiz: ItemSet) -> None:
    """Answers in time, across a pause and a reload, and one that comes too late."""
    first, (one, two, three) = quiz.items[0], hall.phones
    hall.desk.click("text=开始")
    for phone in hall.phones:
        phone.wait_for_selector("#blank")
        no_wider(phone)
    assert first.grounds[0].quote not in one.content()
    answer(one, first.keys[0])
    one.wait_for_selector("text=已交")
    hall.screen.wait_for_selector("[data-count=answered]:text-is('1')")

    # A pause keeps the time, and what was typed already.
    two.fill("#blank", "12")
    hall.desk.click("text=暂停")
    two.wait_for_selector("fieldset:disabled")
    held = hall.screen.inner_text("[data-clock]")
    time.sleep(2.2)
    assert hall.screen.inner_text("[data-clock]") == held
    hall.desk.click("text=继续")
    two.wait_for_selector("fieldset:enabled")
    assert two.input_value("#blank") == "12"

    one.reload()
    one.wait_for_selector("text=已交")

    hall.visits[2].context.set_offline(True)
    three.fill("#blank", "13")
    three.click("form.asking button")
    three.wait_for_selector("text=没有送到")
    hall.desk.click("text=提前收题")

    # What is typed is sent by itself as the notice runs out; what did not get through is told.
    two.wait_for_selector("#notice:has-text('老师收题了，还有')")
    assert not one.is_visible("#notice")
    hall.screen.wait_for_selector("text=正在收题")
    hall.screen.wait_for_selector(".counted .bars")
    two.wait_for_selector("text=您交的是：12")
    assert "正确" not in hall.screen.inner_text("main")
    assert two.evaluate(_SENT, f"/j/{hall.code}/answer") == 409
    hall.visits[2].context.set_offline(False)
    three.wait_for_selector("text=没有送到：老师收题时网络不通", timeout=15_000)
    assert not three.is_visible("text=您没有交")


def shown(hall: Hall, quiz: ItemSet) -> None:
    """Right or wrong on the phone, and the clause with the quote marked."""
    quote = quiz.items[0].grounds[0].quote
    hall.desk.click("text=公布答案")
    for phone, told in zip(hall.phones, ("答对了", "答错了", "没有送到"), strict=True):
        phone.wait_for_selector(f"text={told}")
        assert phone.inner_text(".clause mark") == quote
        no_wider(phone)
    hall.screen.wait_for_selector(".shown .clause mark")
    assert hall.screen.evaluate(_SELECTED) == quote
    wide = {bar.bounding_box()["width"] for bar in hall.screen.query_selector_all(".bars .bar")}
    assert len(wide) == 1, "the right one is as long as others of the same count"


def others(hall: Hall, quiz: ItemSet) -> None:
    """All other items, answered rightly by all."""
    for position, item in enumerate(quiz.items[1:], start=1):
        hall.onward("open")
        for phone in hall.phones:
            phone.wait_for_selector(f"text=第 {position + 1} 题")
            answer(phone, item.keys[0])
            phone.wait_for_selector("text=已交")
        hall.screen.wait_for_selector("[data-count=answered]:text-is('3')")
        hall.screen.wait_for_selector("text=全部交齐")
        hall.desk.wait_for_selector("text=全部交齐")
        assert hall.desk.is_visible("text=收题并公布") and not hall.desk.is_visible("text=提前收题")
        hall.onward("shown")


def ended(hall: Hall, count: int) -> None:
    """The results on the phones, the trainer's page and in the workbook."""
    hall.onward("closed")
    hall.names_nobody()
    for phone, right in zip(hall.phones, (count, count - 1, count - 1), strict=True):
        phone.wait_for_selector("text=这一场已经结束")
        assert phone.inner_text(".score b") == str(right)
        assert len(phone.query_selector_all(".reread .clause")) == count - right
        no_wider(phone)
    hall.desk.click("text=看成绩")
    hall.desk.wait_for_selector("main.results")
    rows = hall.desk.query_selector_all(".by-person > li")
    assert rows[0].inner_text().split()[:2] == ["1", NAMES[0]]
    rows[1].query_selector("summary").click()
    assert "第 1 题" in rows[1].inner_text()
    assert len(rows) == len(NAMES)
    with hall.desk.expect_download() as found:
        hall.desk.click("text=表格（Excel）")
    book = load_workbook(io.BytesIO(found.value.path().read_bytes()))
    assert book["成绩"]["B2"].value == NAMES[0]
    assert book["作答明细"].max_row == 1 + len(NAMES) * count - 1


def deleted(hall: Hall) -> None:
    """It is nowhere; nobody complained of anything but what was done to them here."""
    hall.desk.goto(hall.address + hall.path)
    hall.desk.click("summary:has-text('删除这一场')")
    hall.desk.click("text=确定删除")
    hall.desk.wait_for_url(re.compile("/training/sessions$"))
    hall.phones[0].wait_for_selector("text=没有这个号码")
    for each in (hall.trainer, *hall.visits):
        assert each.foreign == []
        assert [c for c in each.complaints if not any(known in c for known in _KNOWN)] == []


def test_what_is_complete_when_the_bell_rings_is_sent(address: str, quiz: ItemSet, visit) -> None:
    client = visit(address).page.request
    [shelved] = client.get(f"{address}/v1/training/quizzes").json()["quizzes"]
    opened = client.post(f"{address}{SESSIONS}", data={"quiz": shelved["id"], "seconds": 5}).json()
    phones = [visit(address, viewport=PHONE).page for _ in NAMES[:2]]
    for phone, called in zip(phones, NAMES, strict=False):
        phone.goto(f"{address}/j/{opened['code']}")
        phone.fill("#typed", called)
        phone.click("button")
        phone.wait_for_selector("text=已加入")
    client.post(f"{address}{SESSIONS}/{opened['id']}/next")
    assert quiz.items[0].kind == "fill"
    phones[0].fill("#blank", "12")
    phones[1].click("form.asking button")
    phones[1].wait_for_selector("text=还没有填")
    phones[0].wait_for_selector("text=您交的是：12", timeout=9000)
    phones[1].wait_for_selector("text=这一题您没有交", timeout=9000)


def test_a_press_that_does_not_arrive_says_so(address: str, quiz: ItemSet, visit) -> None:
    desk, context = (trainer := visit(address)).page, trainer.context
    desk.goto(f"{address}/training/sessions")
    desk.click("text=开场")
    desk.wait_for_selector("text=开始")
    context.set_offline(True)
    desk.click("text=开始")
    told = desk.wait_for_selector("#lost:has-text('没有送到，连上以后请再按一次')")
    assert told.evaluate(_ON_TOP), "nothing lies over it"
    context.set_offline(False)
    desk.wait_for_selector("#lost", state="hidden", timeout=15_000)
    desk.click("text=开始")
    desk.wait_for_selector("main.open")


def test_pairs_chosen_at_the_bell_are_sent(matching: str, visit) -> None:
    client = visit(matching).page.request
    wanted = {"number": 1, "kinds": ["match"], "documents": ["stream"], "seed": 1}
    made = client.post(f"{matching}/v1/training/quizzes", data=wanted).json()
    terms = {"quiz": made["id"], "seconds": 60}
    opened = client.post(f"{matching}{SESSIONS}", data=terms).json()
    phone = visit(matching, viewport=PHONE).page
    phone.goto(f"{matching}/j/{opened['code']}")
    phone.fill("#typed", "王芳")
    phone.click("button")
    phone.wait_for_selector("text=已加入")
    client.post(f"{matching}{SESSIONS}/{opened['id']}/next")
    phone.select_option("select >> nth=1", "B")
    phone.click("form.asking button")
    phone.wait_for_selector("text=还没有全部连好")
    client.post(f"{matching}{SESSIONS}/{opened['id']}/next")
    phone.wait_for_selector("h1:text-is('时间到')", timeout=9000)
    phone.wait_for_selector("text=没有连")
    client.post(f"{matching}{SESSIONS}/{opened['id']}/next")
    phone.wait_for_selector(".paired .mark")
    no_wider(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(address: str, visit, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    trainer = visit(address, color_scheme=scheme)
    desk = trainer.page
    desk.goto(f"{address}/training/sessions")
    desk.click("text=开场")
    desk.wait_for_url(re.compile(r"/training/sessions/\w+$"))
    name = desk.url.rpartition("/")[2]
    code = desk.request.get(f"{address}{SESSIONS}/{name}").json()["code"]
    one = visit(address, viewport=PHONE, color_scheme=scheme)
    phone, screen = one.page, trainer.open(f"/training/sessions/{name}/screen")
    phone.goto(f"{address}/j/{code}")
    found: dict[str, list[str]] = {}

    def look(page: Page, where: str) -> None:
        results = Axe().run(page).response
        serious = [v for v in results["violations"] if v["impact"] in ("serious", "critical")]
        told = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in serious]
        if told:
            found[where] = told

    look(phone, "name")
    phone.fill("#typed", "王芳")
    phone.click("button")
    phone.wait_for_selector("text=已加入")
    for step in ("lobby", "open", "counted", "shown"):
        for page, which in ((phone, "phone"), (screen, "screen"), (desk, "console")):
            page.wait_for_selector(f"main.{step}")
            look(page, f"{which} {step}")
        time.sleep(0.7)
        desk.click(".now form[data-step=next] button")
    desk.wait_for_selector("main.open")
    desk.goto(f"{address}/training/sessions/{name}/results")
    look(desk, "results")
    desk.goto(f"{address}/training/sessions/{name}/people")
    desk.click("summary")
    look(desk, "people")
    small = [
        f"{page.url}: {told}"
        for page in (phone, desk)
        for told in page.evaluate(
            """() => [...document.querySelectorAll("main :is(a, button, select, summary)")]
              .filter((each) => each.getClientRects().length && each.offsetHeight < 44)
              .map((each) => each.outerHTML.slice(0, 90))"""
        )
    ]
    assert (found, small) == ({}, [])
    desk.click("text=确定移出")
    phone.wait_for_selector("text=老师已把您移出这一场")
