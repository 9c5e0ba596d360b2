from xml.etree import ElementTree

from assistant.evaluate.svg import Bar, Point, bars, curve, histogram

SVG = "svg"


def drawn(text):
    return ElementTree.fromstring(text)


def test_a_bar_is_as_long_as_its_share():
    root = drawn(
        bars("图", [Bar("<甲>", 0.5, (0.25, 0.75), "1/2"), Bar("乙", 1, (0, 1), "2/2", True)])
    )
    widths = {item.get("class"): float(item.get("width")) for item in root.iter("rect")}
    assert widths["filled"] == widths["track"] / 2
    assert widths["pale"] == widths["track"]
    assert [item.text for item in root.iter("text")] == ["<甲>", "1/2", "乙", "2/2"]
    assert root.get("aria-label") == "图"


def test_a_curve_goes_up_to_the_right():
    points = [Point(0, 0), Point(0.1, 0.5, "门限 0.50")]
    root = drawn(curve("图", points, Point(0.1, 0.5, "现在"), ("错", "对"), Point(0.2, 1.0)))
    path = root.find("polyline").get("points").split()
    (x0, y0), (x1, y1) = (map(float, place.split(",")) for place in path)
    assert x0 < x1 and y0 > y1
    assert "门限 0.50" in [item.text for item in root.iter("title")]


def test_a_histogram_has_a_bar_a_bin():
    root = drawn(histogram("图", [1, 0, 2], 30.0, [Point(99, 0, "晚")], ("毫秒", "题数")))
    heights = [float(item.get("height")) for item in root.iter("rect")]
    assert heights[0] == heights[2] / 2 and heights[1] == 0
    line = next(item for item in root.iter("line") if item.get("class") == "whisker")
    assert float(line.get("x1")) <= 360


def test_nothing_to_draw():
    assert drawn(histogram("图", [0], 1.0, [], ("", ""))).tag == SVG
    origin = Point(0, 0)
    assert drawn(curve("图", [origin], origin, ("", ""), origin)).tag == SVG
