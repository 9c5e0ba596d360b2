from assistant.figures.statements import statements


def names(said, line):
    return [line[slice(*statement.name)] for statement in said(line)]


def scopes(said, line):
    return [line[slice(*statement.scope)] for statement in said(line)]


def test_a_line_without_quantities_says_nothing(said):
    assert said("坚持绿色发展。") == []


def test_what_is_left_out_is_what_was_spoken_of_before(said):
    assert names(said, "农业产值5亿元，比上年增长8%。增长3%") == ["农业产值", "农业产值", ""]
    assert names(said, "用于农业的比例逐年提高，明年达到8%") == ["用于农业的比例"]


def test_what_is_counted_is_not_carried_into_the_next_sentence(said):
    assert names(said, "建成公园3个。每年培训300人次") == ["公园", "培训"]


def test_parts_of_a_count_by_place(said):
    line = "建成示范村5个，其中：青田县3个、郊区2个"
    assert names(said, line) == ["示范村"] * 3
    assert scopes(said, line) == ["", "青田县", "郊区"]
    assert names(said, "建成公园5个，其中口袋公园3个") == ["公园", "口袋公园"]


def test_scopes(said):
    assert scopes(said, "全县覆盖率达到5%，每个乡镇配备3人") == ["全县", "每个乡镇"]
    assert scopes(said, "覆盖率达到5%") == [""]


def test_years_are_inherited_where_the_line_names_none():
    first, second = statements("建成公园3个。到2027年，绿道5条", (2025,))
    assert (first.years, second.years) == ((2025,), (2027,))
