"""Every file of tests/corpus/json and tests/corpus/csv reads as the `.expected` text beside it says.

After a change that is meant: CTS_REWRITE=1 writes the expectations anew, to be read in review.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cts_rules.readers.choose import read_document
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = sorted(file for kind in ("json", "csv") for file in (CORPUS / kind).rglob(f"*.{kind}"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_file_reads_as_expected(file: Path, reference: Reference) -> None:
    found = told(Document(file.name, file.read_bytes()), reference)
    expected = file.with_suffix(".expected")
    if os.environ.get("CTS_REWRITE") == "1":
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def told(document: Document, reference: Reference) -> str:
    """What came of a document, as text."""
    try:
        manifests = read_document(document, reference)
    except NotReadable as trouble:
        return f"not readable: {trouble}\n"
    return "\n".join(line for read in manifests for line in lines(read)) + "\n"


def lines(read: ReadManifest) -> Iterator[str]:
    tally = read.tally
    assert tally.total == tally.mapped + tally.reported + tally.kept_raw
    yield f"{read.format}, {read.charset}: {tally.mapped} mapped, {tally.reported} reported, {tally.kept_raw} kept raw"
    for finding in read.findings:
        of = "" if finding.consignment is None else f" (consignment {finding.consignment})"
        yield f"{finding.severity} {finding.code} at {finding.where}{of}: {finding.message}"
    for unmapped in read.unmapped:
        of = "" if unmapped.consignment is None else f" (consignment {unmapped.consignment})"
        yield f"kept raw at {unmapped.where}{of}: {unmapped.raw}"
    yield msgspec.json.format(msgspec.json.encode(read.manifest), indent=2).decode()


def test_every_expectation_has_its_file() -> None:
    texts = {path.with_suffix("") for kind in ("json", "csv") for path in (CORPUS / kind).rglob("*.expected")}
    assert texts == {file.with_suffix("") for file in FILES}
