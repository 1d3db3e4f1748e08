"""Which reader a document is for: chosen by its content alone, never by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cts_rules.readers import csv_table, cuscar, json_document
from cts_rules.readers.csv_dialect import DELIMITERS, decoded
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference

LARGEST = 256 * 1024 * 1024
"""Bytes, unless the caller says otherwise."""

ACCEPTED = "UN/EDIFACT CUSCAR, the product's own JSON, or CSV with a line of headings"


@dataclass(frozen=True, slots=True)
class Reader:
    """One format."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Document, Reference], tuple[ReadManifest, ...]]


READERS = (
    Reader("JSON", json_document.recognises, json_document.read),
    Reader("UN/EDIFACT", cuscar.recognises, cuscar.read),
    Reader("CSV", csv_table.recognises, csv_table.read),
)
"""In the order in which they are asked: from the surest mark to the least."""


def read_document(document: Document, reference: Reference, limit: int = LARGEST) -> tuple[ReadManifest, ...]:
    """The manifests in a document. NotReadable, in one sentence, where there are none or it is over the limit."""
    content = document.content
    if len(content) > limit:
        raise NotReadable(f"the document has {len(content):,} bytes, more than the limit of {limit:,}")
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise NotReadable(f"the document is empty; accepted are {ACCEPTED}")
    if foreign := foreign_format(content):
        raise NotReadable(f"the document looks like {foreign}; accepted are {ACCEPTED}")
    for reader in READERS:
        if reader.recognises(content):
            return reader.read(document, reference)
    raise NotReadable(f"the document looks like {unknown_format(content)}; accepted are {ACCEPTED}")


SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file: save it as CSV"),
    (b"\x1f\x8b", "a file packed with gzip: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it"),
    (b"Rar!", "a RAR archive: unpack it"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"{\\rtf", "a rich text file: save it as CSV"),
    (b"PAR1", "a Parquet file"),
)


def foreign_format(content: bytes) -> str | None:
    """What a document is that no reader is for, in words; None where it may be one of ours."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        spreadsheet = b"xl/" in content[:4096] or b"[Content_Types].xml" in content[:4096]
        return "an Excel workbook (XLSX): save it as CSV" if spreadsheet else "a ZIP archive: unpack it"
    if known := next((name for mark, name in SIGNATURES if content.startswith(mark)), None):
        return known
    start = content[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML)"
    return "XML" if start.startswith((b"<?xml", b"<")) else None


def unknown_format(content: bytes) -> str:
    """What a document is that no reader recognised, in words.

    >>> unknown_format(b"a;b;c\\n1;2;3\\n"), unknown_format(b"Dear Sirs,"), unknown_format(bytes(99))
    ('a table without headings that are known (`a;b;c`)', 'plain text', 'binary data')
    """
    text = decoded(content[:4096])[0]
    if any(ord(letter) < 9 or 13 < ord(letter) < 27 for letter in text):
        return "binary data"
    first = (text.strip().splitlines() or [""])[0]
    is_table = any(first.count(delimiter) > 1 for delimiter in DELIMITERS)
    return f"a table without headings that are known (`{first[:80]}`)" if is_table else "plain text"
