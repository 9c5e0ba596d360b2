import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.evaluate.compare import compare
from assistant.evaluate.page import as_html
from assistant.evaluate.record import Record, content_of
from assistant.evaluate.run import run

HOSTILE = "<script>alert(1)</script>\"'&"
_VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """Checks that tags are closed in order; keeps the tags and the text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def report(assistant, cases):
    return run(assistant, cases)


def test_it_needs_nothing_else(report):
    text = as_html(report)
    page = Page(text)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert not [name for _, given in page.tags for name in given if name in ("src", "href")]
    assert not re.search(r"url\(|@import|https?://", text)
    assert "default-src 'none'" in text


def test_what_people_look_for(report):
    text = as_html(report)
    assert text.count("<svg") == 4
    assert "prefers-color-scheme: dark" in text
    for wanted in ("各路检索", "拒答的松紧", "回答用时", "各类题", "2/4 [15%–85%]"):
        assert wanted in text


def test_each_failing_question_opens(report):
    page = Page(as_html(report))
    assert [tag for tag, _ in page.tags].count("details") == 2
    words = "".join(page.words)
    for wanted in ("那ningbo呢", "9000000000", "达到90亿元", "ningbo/1", "✓ 依据", "RuntimeError"):
        assert wanted in words
    assert "天气如何" not in words


def test_all_text_is_escaped(assistant, cases, answer, monkeypatch):
    hit = assistant.search("目标")[0]
    hostile = replace(hit, clause=replace(hit.clause, text=HOSTILE, id=HOSTILE))
    monkeypatch.setattr(assistant, "search", lambda *_a, **_o: (hostile,))
    monkeypatch.setattr(assistant, "ask", lambda *_a, **_o: answer(HOSTILE, ()))
    monkeypatch.setattr(assistant, "index_version", HOSTILE)
    case = replace(
        cases[0],
        id=HOSTILE,
        kind=HOSTILE,
        question=HOSTILE,
        history=(HOSTILE,),
        expect=((HOSTILE, "x"),),
        forbid=(HOSTILE,),
        evidence=(replace(cases[0].evidence[0], quote=HOSTILE),),
    )
    report = run(assistant, [case])
    record = Record.of(content_of(report))
    text = as_html(report, compare(record, record))
    assert "<script" not in text
    page = Page(text)
    assert "".join(page.words).count(HOSTILE) >= 8


def test_what_changed(report):
    record = Record.of(content_of(report))
    entries = dict(record.entries)
    entries["a-1"] = replace(entries["a-1"], scores={**entries["a-1"].scores, "passed": (0, 1)})
    text = as_html(report, compare(replace(record, entries=entries), record))
    assert "新做对 1 题" in text and "新做错 0 题" in text


def test_a_report_of_one_question_or_of_failures_alone(assistant, cases):
    assert "没有。" in as_html(run(assistant, cases[:1]))
    assert "<svg" in as_html(run(assistant, cases[3:]))
