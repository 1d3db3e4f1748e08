import zipfile
from io import BytesIO

import pytest

from cts_rules.readers.choose import ACCEPTED, READERS, read_document
from cts_rules.readers.reading import Document, NotReadable
from cts_rules.reference.reference import Reference

EDIFACT = "UNB+UNOA:1+A+B+260301:1000+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+2026-17+9'CNI+1+A1'UNT+4+1'UNZ+1+1'"
JSON = '{"schema": "cts-manifest/1", "manifest": {"consignments": [{"document_number": "A1"}]}}'
CSV = "document_number,description,gross_weight\nA1,x,5\n"


def zipped(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(("text", "format_"), [(EDIFACT, "UN/EDIFACT"), (JSON, "CTS JSON 1"), (CSV, "CTS CSV 1")])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_format_is_chosen_by_content(reference: Reference, text: str, format_: str, charset: str) -> None:
    (found,) = read_document(Document("misleading.pdf", text.encode(charset)), reference)
    assert found.format.startswith(format_)
    assert [one.document_number for one in found.manifest.consignments] == ["A1"]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_format_takes_another_for_its_own(reader: object) -> None:
    texts = {"UN/EDIFACT": EDIFACT, "JSON": JSON, "CSV": CSV}
    assert [name for name, text in texts.items() if reader.recognises(text.encode())] == [reader.name]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"", "the document is empty"),
        (b" \r\n\xef\xbb\xbf", "the document is empty"),
        (b"%PDF-1.7 ...", "looks like a PDF"),
        (zipped("notes.txt"), "looks like a ZIP archive: unpack it"),
        (zipped("xl/workbook.xml"), "looks like an Excel workbook (XLSX): save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "looks like an old Excel or Word file"),
        (b"\x1f\x8b\x08", "looks like a file packed with gzip"),
        (b"\x89PNG\r\n", "looks like an image"),
        (b"\xff\xd8\xff\xe0", "looks like an image"),
        (b"<?xml version='1.0'?><Awmds/>", "looks like XML"),
        ("<?xml version='1.0'?><Awmds/>".encode("utf-16"), "looks like XML"),
        (b"<!DOCTYPE html><html>", "looks like a web page (HTML)"),
        (b"Dear Sirs, please find the manifest attached.", "looks like plain text"),
        (b"ship;port;goods\nx;y;z\n", "looks like a table without headings that are known (`ship;port;goods`)"),
        (bytes(range(1, 200)) * 9, "looks like binary data"),
    ],
)
def test_what_is_no_manifest_is_refused_in_one_sentence(reference: Reference, content: bytes, looks_like: str) -> None:
    with pytest.raises(NotReadable) as refused:
        read_document(Document("manifest.edi", content), reference)
    assert looks_like in str(refused.value)
    assert str(refused.value).endswith(f"accepted are {ACCEPTED}")


def test_a_document_over_the_limit_is_not_looked_at(reference: Reference) -> None:
    with pytest.raises(NotReadable, match=r"has 2,000 bytes, more than the limit of 1,000"):
        read_document(Document("x", b"{" * 2_000), reference, limit=1_000)
