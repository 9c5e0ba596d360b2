"""Whatever is done to a file: its text, or an error that says what to do."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_docx import docx as raw_docx
from raw_docx import listed, paragraph, row, table

from assistant.errors import BadFile
from assistant.ingest.readers import read

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _saved() -> bytes:
    made = docx.Document()
    made.add_heading("青田县改厕方案", 0)
    made.add_heading("一、目标", 1)
    made.add_paragraph("建成公厕12座。", style="List Number")
    made.add_table(2, 2).cell(0, 0).text = "石帆"
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def _stored() -> bytes:
    """A docx whose parts are not compressed, so that a changed byte is one of its XML."""
    body = paragraph("目标", listed(1)) + table(row("石帆", "12"), row("腊口", "8"))
    return raw_docx(body, numbering=NUMBERING, method=0)


PAGE = (
    "<!DOCTYPE html><html><head><meta charset=gbk><title>改厕</title></head><body><h1>方案</h1>"
    "<ol><li>甲<li>乙</ol><table><tr><td rowspan=2>石帆<td>12<tr><td>8</table><p hidden>藏</p>"
    "<pre>公厕\n12座</pre>&nbsp;<!-- 注 --></body></html>"
)
FILES = {
    "saved.docx": _saved(),
    "stored.docx": _stored(),
    "a.html": PAGE.encode("gbk"),
    "b.html": PAGE.encode("utf-16"),
    "a.txt": "青田县2027年建成公厕12座。\n".encode() * 3,
    "b.txt": "青田县2027年建成公厕12座。\n".encode("gb18030") * 3,
}


def tried(content: bytes, name: str) -> str | None:
    """The text, or None for a file that is refused as it should be."""
    try:
        return read(content, name)
    except BadFile as fault:
        assert fault.message
        assert fault.hint
        return None


@pytest.mark.parametrize("name", FILES)
def test_as_they_are(name: str) -> None:
    text = read(FILES[name], name)
    assert "12" in text or "石帆" in text


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_flipped_bits(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    tried(bytes(content), name)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_cut_short_or_with_a_piece_left_out_or_put_in(name: str, data: st.DataObject) -> None:
    content = FILES[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    more = data.draw(st.binary(max_size=20))
    tried(content[:start] + more + content[end:], name)
    tried(content[:start], name)


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(
        [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"<html>", b"\xff\xfe"]
    ),
    st.binary(max_size=400),
    st.text(max_size=12).map("{}".format) | st.sampled_from(sorted(FILES)),
)
def test_random_bytes(opening: bytes, content: bytes, name: str) -> None:
    tried(opening + content, name)


TAGS = "p div table tr td th ol ul li h1 h2 pre sup br span nav article a del caption x:y".split()
PIECES = st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
ODD = st.sampled_from(
    ["<td rowspan=3>", "<td colspan=2>", "<li value=4>", "<ol type=a>", "<p hidden>", "<!--", "-->"]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES | ODD | st.text(max_size=3), max_size=40))
def test_tags_in_any_order(pieces: list[str]) -> None:
    text = tried(f"<html>{''.join(pieces)}".encode(errors="replace"), "a.html")
    assert text is None or text.endswith("\n")


WORDS = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "pPr"]
)
TREES = st.recursive(
    st.sampled_from(["", "<w:t>甲</w:t>", "<w:vMerge/>", "<w:numPr/>", "<w:br/>", listed(1)]),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        WORDS,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(st.lists(TREES, max_size=4))
def test_elements_in_any_order(trees: list[str]) -> None:
    tried(raw_docx(paragraph("甲") + "".join(trees), numbering=NUMBERING), "a.docx")
