from assistant.figures.lines import parts


def test_a_line_is_cut_at_its_commas():
    line = "建设网点5个，安排资金1,500万元；时间为8:30前，培训3人。"
    found = list(parts(line))
    assert [line[p.start : p.end] for p in found] == ["建设网点5个", "安排资金1,500万元", "培训3人"]
    assert [len(p.quantities) for p in found] == [1, 1, 1]


def test_brackets_without_a_quantity_are_one_word():
    line = "县(市、区,含新区)覆盖率达到90%"
    (found,) = parts(line)
    assert line[found.start : found.end] == line


def test_brackets_with_a_quantity_are_cut():
    line = "建设网点(城区3个，镇区5个)"
    assert [line[p.start : p.end] for p in parts(line)] == ["建设网点(城区3个", "镇区5个)"]


def test_sentences_and_stretches():
    line = "头一句5个；又有6个，还有7个。后一句8个。"
    found = list(parts(line))
    assert [p.sentence for p in found] == [0, 0, 0, line.index("后")]
    assert [p.stretch for p in found] == [0, line.index("又"), line.index("又"), line.index("后")]


def test_the_part_before():
    line = "产值逐年提高，今年达到5亿元，明年6亿元。另有安排。增长5%"
    first, second, third = parts(line)
    assert line[slice(*first.before)] == "产值逐年提高"
    assert second.before is None
    assert third.before is None


def test_a_line_without_quantities_has_no_parts():
    assert not list(parts("《十年规划》第3条，2025年起施行。"))
