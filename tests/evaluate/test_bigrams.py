from assistant.evaluate.bigrams import Bigrams


def test_clauses_that_share_pairs_come_first(assistant):
    found = Bigrams(assistant.clauses).search("资产达到90亿元", 3)
    assert [passage.document for passage in found] == ["ningbo", "hangzhou"]
    assert Bigrams(assistant.clauses).search("Ω", 3) == []
