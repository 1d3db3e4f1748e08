"""Each `tests/corpus/edifact/*.edi` holds one peculiarity; the `.json` beside it tells what is read out of it.

`CTS_REWRITE=1 pytest tests/rules/readers/test_edifact_corpus.py` writes the expectations anew, for review in the diff.
"""

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cts_rules.manifest.model import Manifest
from cts_rules.readers.cuscar import read, recognises
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference

CORPUS = Path(__file__).parents[2] / "corpus" / "edifact"
CASES = sorted(CORPUS.glob("*.edi"), key=lambda path: path.stem)
REWRITE = os.environ.get("CTS_REWRITE") == "1"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_message_is_read_as_expected(case: Path, reference: Reference) -> None:
    expected_file = case.with_suffix(".json")
    expected = json.loads(expected_file.read_text(encoding="utf-8"))
    found = {"about": expected["about"], **told(Document(case.name, case.read_bytes()), reference)}
    if REWRITE:
        expected_file.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_tally_adds_up_to_every_segment(case: Path, reference: Reference) -> None:
    manifests = read(Document(case.name, case.read_bytes()), reference)
    for one in manifests:
        assert one.tally.mapped + one.tally.reported + one.tally.kept_raw == one.tally.total
        assert len(one.unmapped) == one.tally.kept_raw


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_manifest_keeps_the_conventions_of_the_model(case: Path, reference: Reference) -> None:
    for one in read(Document(case.name, case.read_bytes()), reference):
        written = msgspec.json.encode(one.manifest)
        assert msgspec.json.decode(written, type=Manifest) == one.manifest
        assert b'""' not in written


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_message_is_recognised_by_its_content(case: Path) -> None:
    assert recognises(case.read_bytes())


def test_every_case_says_what_it_is_about() -> None:
    assert len(CASES) > 70
    assert [c.stem for c in CASES if not json.loads(c.with_suffix(".json").read_text(encoding="utf-8"))["about"]] == []
    assert {f.stem for f in CORPUS.glob("*.json")} == {case.stem for case in CASES}


def told(document: Document, reference: Reference) -> dict[str, Any]:
    """What is read out of a document, as a specialist would want to look at it."""
    try:
        return {"manifests": [shown(one) for one in read(document, reference)]}
    except NotReadable as refused:
        return {"not readable": str(refused)}


def shown(one: ReadManifest) -> dict[str, Any]:
    t = one.tally
    return {
        "read as": f"{one.format}, {one.charset}",
        "segments": f"{t.total}: {t.mapped} mapped, {t.reported} reported, {t.kept_raw} kept raw",
        "findings": [f"{f.severity} {f.code}, {place(f.where, f.consignment)}: {f.message}" for f in one.findings],
        "kept raw": [f"{place(u.where, u.consignment)}: {u.raw}" for u in one.unmapped],
        "manifest": without_empty_parties(msgspec.to_builtins(one.manifest)),
    }


def place(where: str, consignment: int | None) -> str:
    return where if consignment is None else f"{where} of consignments[{consignment}]"


def without_empty_parties(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_empty_parties(part) for key, part in value.items() if part != {}}
    return [without_empty_parties(part) for part in value] if isinstance(value, list | tuple) else value
