"""What a file is, told from its bytes; its name only has to agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import BadFile
from assistant.ingest.readers.archive import Archive
from assistant.ingest.readers.encoding import byte_order_mark

_HEAD = 4096  # bytes that show what a file is


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what people call it, how its name may end, what to do where it is
    not read; without ``advice`` it is read."""

    called: str
    endings: tuple[str, ...] = ()
    advice: str = ""


_AS_DOCX = "请另存为 docx 或 txt。"
_UNPACK = "请解压后逐份上传。"
_RECOGNISE = "请先识别成文字（OCR），存为 docx 或 txt。"
_NO_TEXT = "请换成 docx、html、md 或 txt 格式的文件。"

TEXT = Kind("纯文本", ("txt", "md", "text", "markdown"))
PAGE = Kind("网页（html）", ("html", "htm", "xhtml", "shtml"))
DOCX = Kind("Word 文件（docx）", ("docx",))
ZIP = Kind("压缩包（zip）", ("zip",), _UNPACK)
DOCM = Kind("带宏的 Word 文件（docm）", ("docm", "dotm"), "宏不安全：请另存为不带宏的 docx。")
_DOTX = Kind("Word 模板（dotx）", ("dotx",), "请用 Word 或 WPS 打开，另存为 docx。")
_XLSX = Kind("Excel 表格（xlsx）", ("xlsx", "xlsm", "xltx", "xlsb"), "请把要用的表复制到 docx 里。")
_PPTX = Kind("演示文稿（pptx）", ("pptx", "pptm", "ppsx"), "请把文字另存为 docx 或 txt。")
_OFD = Kind("OFD 文件", ("ofd",), _AS_DOCX)
_ODT = Kind("OpenDocument 文件", ("odt", "ods", "odp"), _AS_DOCX)
_EPUB = Kind("电子书（epub）", ("epub",), _AS_DOCX)
_DOC = Kind("旧版 Word 文件（doc、wps）", ("doc", "dot", "wps", "wpt"), "请打开后另存为 docx。")
_XLS = Kind("旧版 Excel 表格（xls、et）", ("xls", "et", "xlt"), "请把要用的表复制到 docx 里。")
_PPT = Kind("旧版演示文稿（ppt、dps）", ("ppt", "dps", "pps"), "请把文字另存为 docx 或 txt。")
_OLE = Kind("旧版 Office 文件", ("doc", "wps", "xls", "et", "ppt", "dps", "msg"), _AS_DOCX)
LOCKED = Kind("加了密码的 Office 文件", ("docx", "xlsx", "pptx"), "请去掉密码后重新上传。")
_PDF = Kind("PDF 文件", ("pdf",), _AS_DOCX)
_RTF = Kind("RTF 文件", ("rtf", "doc"), _AS_DOCX)
_XML = Kind("XML 文件", ("xml", "doc"), _AS_DOCX)
_MHT = Kind("网页存档或邮件（mht、eml）", ("mht", "mhtml", "eml", "doc"), _AS_DOCX)
_IMAGE = Kind(
    "图片", ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"), _RECOGNISE
)
_PACKED = Kind("压缩包", ("rar", "7z", "gz", "tgz", "bz2", "xz", "tar", "zst", "cab"), _UNPACK)
_PROGRAM = Kind("程序", ("exe", "dll", "msi", "com", "scr", "so", "class"), _NO_TEXT)
_SOUND = Kind("音频或视频", ("mp3", "mp4", "wav", "avi", "mov", "m4a", "wma", "flv"), _NO_TEXT)
UNKNOWN = Kind("认不出的文件", (), _NO_TEXT)

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", _PDF),
    (b"{\\rtf", _RTF),
    (b"\x89PNG\r\n\x1a\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"Rar!\x1a\x07", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"\xfd7zXZ\x00", _PACKED),
    (b"(\xb5/\xfd", _PACKED),
    (b"MSCF\x00", _PACKED),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"OggS\x00", _SOUND),
    (b"FLV\x01", _SOUND),
)
# Too short to tell from the first words of a text: what they open has zero bytes as well.
_SHORT: tuple[tuple[bytes, Kind], ...] = (
    (b"MZ", _PROGRAM),
    (b"BM", _IMAGE),
    (b"BZh", _PACKED),
    (b"ID3", _SOUND),
    (b"RIFF", _SOUND),
)
_WITHIN = ((b"WEBP", 8, _IMAGE), (b"ftypheic", 4, _IMAGE), (b"ftyp", 4, _SOUND))
_TAR, _TAR_PLACE = b"ustar", 257
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", _DOC),
    ("Workbook", _XLS),
    ("Book", _XLS),
    ("PowerPoint Document", _PPT),
)
_PACKAGES = (
    (b"ms-word.document.macroEnabled.main+xml", DOCM),
    (b"ms-word.template.macroEnabledTemplate.main+xml", DOCM),
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", _DOTX),
    (b"spreadsheetml", _XLSX),
    (b"ms-excel", _XLSX),
    (b"presentationml", _PPTX),
    (b"ms-powerpoint", _PPTX),
)
_PAGE_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:/?[a-z]|!--)", re.IGNORECASE)
_ARCHIVED = re.compile(r"(?:MIME-Version:|From: <Saved by|Message-ID:)", re.IGNORECASE)


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a file that can be read. Raises BadFile for any other, and where the name
    ends as those of another kind do."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not content.strip() and ending not in TEXT.endings:
        raise BadFile("文件是空的。", "请检查是不是传错了文件，或没有传完整。")
    kind = _sniff(content, ending)
    if kind is UNKNOWN:
        told = f"内容不是 {ending}，也认不出是什么" if ending in _ENDINGS else "认不出这是什么文件"
        raise BadFile(f"{told}，可能已经损坏。", kind.advice)
    called = f" {kind.called}" if kind.called[0].isascii() else kind.called
    if kind is not LOCKED and ending in _ENDINGS and ending not in kind.endings:
        rename = f"请把名字改成以 .{kind.endings[0]} 结尾，再上传。"
        advice = f"这种文件现在还读不了；{kind.advice}" if kind.advice else rename
        raise BadFile(f"这其实是{called}，名字却以 .{ending} 结尾。", advice)
    if kind.advice:
        raise BadFile(f"这是{called}，现在还读不了。", kind.advice)
    return kind


def _sniff(content: bytes, ending: str) -> Kind:
    if content.startswith(_OLE_SIGNATURE):
        return _of_streams(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(Archive(content))
    head = content[:_HEAD]
    return _binary(head) or _textual(head, ending)


def _binary(head: bytes) -> Kind | None:
    """The kind by its signature; None for what may be a text."""
    for signature, place, kind in _WITHIN:
        if head.startswith(signature, place):
            return kind
    opening = head.lstrip()
    for signature, kind in (*_SIGNATURES, *(_SHORT if b"\x00" in head else ())):
        if opening.startswith(signature):
            return kind
    if byte_order_mark(head) or b"\x00" not in head:
        return None
    return _PACKED if head.startswith(_TAR, _TAR_PLACE) else UNKNOWN


def _textual(head: bytes, ending: str) -> Kind:
    text = head.decode(byte_order_mark(head) or "latin-1", "ignore")
    if _PAGE_OPENS.match(text):
        return PAGE
    if text.lstrip().startswith("<?xml"):
        return _XML
    if _ARCHIVED.match(text):
        return _MHT
    return PAGE if ending in PAGE.endings and _TAG.search(text) else TEXT


def _of_streams(content: bytes) -> Kind:
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return kind
    return _OLE


def _of_archive(archive: Archive) -> Kind:
    types = archive.read("[Content_Types].xml") or b""
    for mark, kind in _PACKAGES:
        if mark in types:
            return DOCM if kind is DOCX and archive.has_macros else kind
    if "OFD.xml" in archive:
        return _OFD
    declared = archive.read("mimetype") or b""
    if b"opendocument" in declared:
        return _ODT
    return _EPUB if b"epub" in declared else ZIP


_ENDINGS = frozenset(
    ending
    for kind in tuple(globals().values())
    if isinstance(kind, Kind)
    for ending in kind.endings
)
