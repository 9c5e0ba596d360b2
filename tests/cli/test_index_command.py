from assistant.retrieve.versions import current


def test_builds_then_is_up_to_date(tiny, invoke_cold):
    result = invoke_cold("index")
    assert result.exit_code == 0, result.output
    assert "索引已建好，用时 " in result.stdout
    assert "1 份文件" in result.stdout
    assert "编码句子" in result.stderr
    assert str(tiny / "home" / "index") in result.stdout

    result = invoke_cold("index", "--quiet")
    assert "索引已是最新，没有重建：1 份文件" in result.stdout
    assert result.stderr == ""


def test_a_changed_corpus_is_a_new_version(built, invoke_cold):
    before = current(built / "home" / "index")
    manifest = built / "corpus" / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") + 'issuer = "县政府"\n', encoding="utf-8")
    assert "索引已建好" in invoke_cold("index", "--quiet").stdout
    assert current(built / "home" / "index") != before


def test_no_corpus(tiny, invoke_cold, fails, monkeypatch):
    monkeypatch.setenv("YOUJU_CORPUS", str(tiny / "nowhere"))
    fails(invoke_cold("index"), 3, "nowhere")


def test_a_corpus_that_is_not_as_registered(tiny, invoke_cold, fails):
    (tiny / "corpus" / "documents" / "tiny.txt").write_bytes(b"\x00\xff")
    result = invoke_cold("index")
    fails(result, 3, "'tiny'", "校验和不符")


def test_a_home_that_is_a_file(tiny, invoke_cold, fails, monkeypatch):
    monkeypatch.setenv("YOUJU_HOME", str(tiny / "corpus" / "manifest.toml"))
    fails(invoke_cold("index"), 6, "资料库读写出错")
