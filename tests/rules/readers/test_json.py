import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cts_rules.manifest.model import Consignment, GoodsItem, Manifest
from cts_rules.readers import json_document
from cts_rules.readers.choose import read_document
from cts_rules.readers.json_document import SCHEMA, Envelope, read, recognises
from cts_rules.readers.json_schema import PUBLISHED, manifest_schema, schema_text
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.readers.shapes import SLOTS, Slot, Sort
from cts_rules.reference.reference import Reference, load_reference

REFERENCE = load_reference(None)
VALIDATOR = Draft202012Validator(manifest_schema())

TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "A1", " ECGYE ", "XX", "N/A", "SAME AS CONSIGNEE", "TO ORDER", "12:30", 'say "x"', "a\\b", "CNSHA"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=12),
)
NUMBERS = st.one_of(st.integers(0, 10**9), st.floats(0, 1e12))
UNREADABLE = st.fixed_dictionaries({"unreadable": st.text(st.characters(codec="utf-8"), max_size=6)})
DAYS = st.dates().map(str)
MOMENTS = st.one_of(DAYS, st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)))


def value(slot: Slot) -> st.SearchStrategy[Any]:
    """Any valid JSON of a field."""
    kinds: dict[Sort, st.SearchStrategy[Any]] = {
        Sort.QUANTITY: NUMBERS,
        Sort.TEMPERATURE: st.one_of(NUMBERS, st.floats(-300, 300)),
        Sort.COUNT: st.integers(-9, 10**12),
        Sort.MOMENT: MOMENTS,
        Sort.WORD: st.sampled_from(slot.words or ("",)),
        Sort.TRUTH: st.booleans(),
        Sort.CODES: st.lists(TEXTS, max_size=3),
        Sort.MONEY: st.fixed_dictionaries(
            {},
            optional={
                "amount": st.one_of(st.none(), st.floats(-9, 1e9), UNREADABLE),
                "currency": st.one_of(st.none(), TEXTS),
            },
        ),
    }
    if slot.struct:
        inner = structure(slot.struct)
        if slot.sort is Sort.STRUCT:
            return inner
        lists = st.lists(inner, max_size=2)
        return lists if slot.name == "consignments" else st.one_of(st.none(), lists)
    plain = kinds.get(slot.sort, TEXTS)
    return st.one_of(plain, st.none(), UNREADABLE) if slot.sort not in UNTOLD else st.one_of(plain, st.none())


UNTOLD = (Sort.COUNT, Sort.TRUTH, Sort.CODES, Sort.MONEY)


def structure(struct: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    return st.deferred(lambda: st.fixed_dictionaries({}, optional={slot.name: value(slot) for slot in SLOTS[struct]}))


DOCUMENTS = structure(Manifest).map(lambda manifest: {"schema": SCHEMA, "manifest": manifest})


def both(content: bytes) -> tuple[tuple[ReadManifest, ...], tuple[ReadManifest, ...]]:
    """What the quick way and the slow way make of a document."""
    document = Document("x", content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_document, "_decoded", lambda _: None)
        slow = read(document, REFERENCE)
    return read(document, REFERENCE), slow


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DOCUMENTS, st.booleans())
def test_both_ways_agree_on_valid_documents(document: dict[str, Any], ascii_only: bool) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    content = json.dumps(document, ensure_ascii=ascii_only).encode()
    assert json_document._decoded(content) is not None
    quick, slow = both(content)
    assert quick == slow
    for read_manifest in quick:
        adds_up(read_manifest)
        again = msgspec.json.encode(Envelope(SCHEMA, read_manifest.manifest))
        assert read(Document("x", again), REFERENCE)[0].manifest == read_manifest.manifest


SOUND = {
    "schema": SCHEMA,
    "manifest": {
        "transport_mode": "sea",
        "arrival": "2026-03-08T05:30:00Z",
        "consignments": [
            {
                "document_number": "A1",
                "gross_weight": 18000.5,
                "value": {"amount": 10, "currency": "EUR"},
                "consignee": {"name": "DE GROOT BV", "country": "NL"},
                "goods_items": [{"hs_code": "0803.90", "description": "plátanos", "containers": ["CSQU3054383"]}],
                "containers": [{"number": "CSQU3054383", "temperature": -18, "seals": [{"number": "1"}]}],
            },
            {"document_number": "A2", "containers": []},
        ],
    },
}


@settings(max_examples=400)
@given(st.data())
def test_a_damaged_document_is_read_or_refused_in_a_sentence(data: st.DataObject) -> None:
    content = bytearray(json.dumps(SOUND, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        length = data.draw(st.integers(0, 9))
        content[at : at + length] = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b"{", b"]", b",", b"\\ud800", b"1e999"]))
        )
    found = read_or_refused(bytes(content))
    if isinstance(found, str):
        assert 0 < len(found) < 500
    else:
        for read_manifest in found:
            adds_up(read_manifest)
            msgspec.json.encode(read_manifest.manifest)


NAMES = st.sampled_from(
    sorted({slot.name for slots in SLOTS.values() for slot in slots} | {"unreadable", "amount", "foo"})
)
TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=400)
@given(st.dictionaries(NAMES, TREES, max_size=8), st.dictionaries(NAMES, TREES, max_size=8))
def test_any_tree_under_the_right_names_is_read(manifest: dict[str, Any], consignment: dict[str, Any]) -> None:
    document = {"schema": SCHEMA, "manifest": {**manifest, "consignments": [consignment]}}
    (found,) = read(Document("x", json.dumps(document).encode()), REFERENCE)
    adds_up(found)
    again = msgspec.json.encode(Envelope(SCHEMA, found.manifest))
    assert msgspec.json.decode(again, type=Envelope).manifest == found.manifest


def read_or_refused(content: bytes) -> tuple[ReadManifest, ...] | str:
    """What was read, or the sentence that refuses it."""
    try:
        return read_document(Document("x", content), REFERENCE)
    except NotReadable as trouble:
        return str(trouble)


def adds_up(found: ReadManifest) -> None:
    tally = found.tally
    assert tally.total == tally.mapped + tally.reported + tally.kept_raw == len(found.manifest.consignments)


def test_the_published_schema_is_that_of_the_model() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "python -m cts_rules.readers.json_schema"


def test_the_schema_accepts_what_is_sound_and_refuses_what_is_not() -> None:
    Draft202012Validator.check_schema(manifest_schema())
    assert VALIDATOR.is_valid(SOUND)
    assert not VALIDATOR.is_valid({"schema": SCHEMA})
    assert not VALIDATOR.is_valid({"schema": SCHEMA, "manifest": {"colour": "red"}})
    assert not VALIDATOR.is_valid({"schema": SCHEMA, "manifest": {"consignments": [{"gross_weight": -1}]}})


def test_the_example_of_the_documentation_is_sound(reference: Reference) -> None:
    text = (PUBLISHED.parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    example = text.split("```json\n")[1].split("```")[0]
    VALIDATOR.validate(json.loads(example))
    (found,) = read_document(Document("x", example.encode()), reference)
    assert found.findings == ()
    assert found.manifest.consignments[0].goods_items == (
        GoodsItem(
            number=1,
            hs_code="080390",
            description="fresh bananas in cartons",
            weight=18000.0,
            packages=1000.0,
            package_type="CT",
            containers=("CSQU3054383",),
        ),
    )


@pytest.mark.parametrize("text", ['{"a": 1}', " [1]", "\ufeff{}", "\n\t{"])
def test_json_is_recognised_by_its_beginning(text: str) -> None:
    assert recognises(text.encode())
    assert recognises(text.encode("utf-16"))


@pytest.mark.parametrize("text", ["", "a,b", "UNB+UNOA:1", '"text"', "<x/>"])
def test_other_texts_are_no_json(text: str) -> None:
    assert not recognises(text.encode())


def test_an_absent_list_is_missing_and_an_empty_one_is_empty(reference: Reference) -> None:
    document = {
        "schema": SCHEMA,
        "manifest": {"consignments": [{"document_number": "A"}, {"goods_items": [], "document_number": "B"}]},
    }
    (found,) = read(Document("x", json.dumps(document).encode()), reference)
    assert [one.goods_items for one in found.manifest.consignments] == [None, ()]


def test_nulls_and_empty_objects_do_not_make_it_slow(reference: Reference) -> None:
    document = json.dumps(
        {"schema": SCHEMA, "manifest": {"consignments": [{"marks": None, "consignee": {}, "value": {"amount": 1}}]}}
    )
    assert json_document._decoded(document.encode()) is not None
    (found,) = read(Document("x", document.encode()), reference)
    assert found.manifest.consignments[0].value is not None
    assert found.manifest.consignments[0] != Consignment()
