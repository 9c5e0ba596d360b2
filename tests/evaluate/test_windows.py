from assistant.evaluate.windows import OVERLAP, SIZE, Windows

LONG = "".join(f"第{number}段说明村庄建设的要求。" for number in range(200))


def test_windows_cover_the_text_and_overlap(document, encoder):
    passages = Windows([document("long", LONG)], encoder).passages
    assert all(len(passage.text) <= SIZE for passage in passages)
    assert all(passage.text in LONG for passage in passages)
    rebuilt = passages[0].text + "".join(passage.text[OVERLAP:] for passage in passages[1:])
    assert rebuilt == LONG


def test_the_closest_window_comes_first(document, encoder):
    documents = [
        document("a", "推进厕所改造，完善公厕管护。"),
        document("b", "村集体资产达到75亿元。"),
        document("c", "推进厕所改造，完善公厕管护。"),
    ]
    found = Windows(documents, encoder).search("村集体资产多少", 2)
    assert [passage.document for passage in found] == ["b", "a"]
