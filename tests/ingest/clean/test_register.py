"""Official paragraphs and stories, told apart by how they are written."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.foreign import OFFICIAL, STORY
from assistant.ingest.clean.register import story_score

OFFICIAL_TEXTS = [
    "加强农村公路管护，新改建农村公路120公里，推进客货邮融合，农村物流服务点覆盖率达到90%以上。",
    "县级以上人民政府应当建立健全乡村清洁工作机制，依法落实管护责任。",
    "我县坚持稻鱼共生系统保护，培育经营主体50家，打造“青田稻鱼米”品牌。",
    "其他组织应当按照规定公开，为了保障农民权益制定的条例，解决了的事项不再列入。",
]
STORIES = [
    "“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，她是被女儿硬拉去的。",
    "巷口那家面馆开了三十年，老板娘姓周，我小时候就爱吃她煮的黄鱼面。",
    "九月的稻田金黄一片，老徐蹲在田埂上，抓起一把稻穗给我看：“今年的鱼肥得很！”",
    "还在为装修发愁吗？点击下方链接，立即领取设计大礼包！",
]


@pytest.mark.parametrize("text", OFFICIAL_TEXTS)
def test_official_texts(text: str) -> None:
    assert story_score(text) <= OFFICIAL


@pytest.mark.parametrize("text", STORIES)
def test_stories(text: str) -> None:
    assert story_score(text) >= STORY


def test_a_few_words_do_not_weigh_as_a_paragraph_of_them() -> None:
    assert story_score("她") == pytest.approx(5)
    assert story_score("她" * 100) == pytest.approx(100)
    assert story_score("") == 0


def test_almost_every_paragraph_of_the_corpus_is_no_story(published) -> None:
    paragraphs = [
        line
        for document in published.values()
        for line in document.text.split("\n")
        if len(line) > 40
    ]
    assert len(paragraphs) > 100
    assert [line for line in paragraphs if story_score(line) >= STORY] == []
