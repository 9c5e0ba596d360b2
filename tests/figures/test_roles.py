"""Which quantities are targets, and what a bare attribute is of."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("茶园面积达到12万亩。", ["target"]),
        ("规上工业产值三年超千亿、五年翻一番。", ["target", "target"]),
        ("落实优化审批等三项机制。", ["phrase"]),
        ("统筹规划、建设、管护、监测等10个方面。", ["phrase"]),
        ("鼓励山区26县结对帮扶。", ["phrase"]),
        ("打造一批百亿元级产业链。", ["phrase"]),
        ("引进亿元以上项目30个。", ["condition", "target"]),
        ("经营性收入50万元以上行政村占比达到60%。", ["condition", "target"]),
        ("开展承包到期后再延长30年试点。", ["condition"]),
        ("培训农民8000人次、建成驿站5座。", ["target", "target"]),
    ],
)
def test_a_target_is_told_from_what_only_describes(ledger, text: str, roles: list[str]) -> None:
    assert [figure.role for figure in ledger(text)] == roles


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("茶园种植面积、产量分别达到9万亩、3万吨。", ["", "茶园"]),
        ("生猪出栏量600万头以上，产值80亿元。", ["", "生猪"]),
        ("水果种植面积、产量、产值分别达到9万亩、3万吨、7亿元。", ["", "水果", "水果"]),
        ("农村公路、铁路分别达到100公里、50公里。", ["", ""]),
        ("城镇化率达到60%，产值80亿元。", ["", ""]),
        ("茶园面积12万亩；新建公园5个，产值3亿元。", ["", "", ""]),
        ("茶园面积12万亩。产值3亿元。", ["", ""]),
    ],
)
def test_a_bare_attribute_is_of_what_was_named_before(
    ledger, text: str, subjects: list[str]
) -> None:
    figures = ledger(text)
    assert [figure.subject for figure in figures] == subjects
    assert all(figure.topic == figure.subject + figure.indicator for figure in figures)
