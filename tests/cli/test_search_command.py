import json


def test_ranked_clauses(invoke):
    result = invoke("search", "发展新型村集体经济", "-k", "2")
    assert result.exit_code == 0, result.output
    first, second = result.stdout.strip().split("\n\n")
    assert first.startswith("1. 《")
    assert "   │ " in first
    assert second.startswith("2. 《")


def test_json_has_k_hits(invoke):
    hits = json.loads(invoke("search", "集体经济", "--json", "-k", "50").stdout)["hits"]
    assert [hit["rank"] for hit in hits] == list(range(1, 51))
    assert len(json.loads(invoke("search", "集体经济", "--json").stdout)["hits"]) == 5


def test_narrowed(invoke):
    result = invoke("search", "集体经济", "--region", "金华市", "--region", "衢州", "--json")
    regions = {hit["document"]["region"] for hit in json.loads(result.stdout)["hits"]}
    assert regions == {"浙江省金华市", "浙江省衢州市"}


def test_history(invoke):
    result = invoke("search", "那衢州呢", "--history", "金华怎么缩小差距", "--json", "-k", "1")
    (hit,) = json.loads(result.stdout)["hits"]
    assert hit["document"]["region"] == "浙江省衢州市"


def test_batch(invoke, tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"question": "集体经济", "k": 3, "id": "一"}\n{"question": "集体经济"}\n')
    result = invoke("search", "--batch", lines)
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], len(first["hits"])) == ("一", 3)
    assert ("id" not in second, len(second["hits"])) == (True, 5)
