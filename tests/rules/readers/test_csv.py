import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cts_rules.readers.choose import read_document
from cts_rules.readers.csv_columns import COLUMNS, OTHER_NAMES, column_named
from cts_rules.readers.csv_table import read, recognises
from cts_rules.readers.json_schema import PUBLISHED
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference, load_reference

REFERENCE = load_reference(None)
DOCUMENTATION = PUBLISHED.parents[2] / "docs" / "formats.md"


def read_or_refused(content: bytes) -> tuple[ReadManifest, ...] | str:
    """What was read, or the sentence that refuses it."""
    try:
        return read_document(Document("x", content), REFERENCE)
    except NotReadable as trouble:
        return str(trouble)


def adds_up(found: ReadManifest) -> None:
    tally = found.tally
    assert tally.total == tally.mapped + tally.reported + tally.kept_raw


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "A1",
            "A2",
            "5",
            "5,5",
            "1.500",
            "TBA",
            "080390",
            "2026-03-01",
            "CSQU3054383;MSKU1234565",
            "S1+S2",
            "sea",
            "N/A",
            "a\nb",
            'a"b',
            "Total",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8),
)
HEADINGS = st.lists(st.sampled_from([*COLUMNS, "colour", "shipper", "gross weight [lb]"]), min_size=2, max_size=8)


@settings(max_examples=300)
@given(
    HEADINGS,
    st.data(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_row_of_a_well_formed_table_is_accounted_for(
    headings: list[str], data: st.DataObject, delimiter: str, line_end: str, charset: str
) -> None:
    names = ["document_number", "description", "marks", *headings]
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), max_size=6))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([names, *rows])
    found = read(Document("x", text.getvalue().encode(charset)), REFERENCE)
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    for read_manifest in found:
        adds_up(read_manifest)
    assert sum(read_manifest.tally.total for read_manifest in found) == filled


@settings(max_examples=400)
@given(st.data())
def test_a_damaged_table_is_read_or_refused_in_a_sentence(data: st.DataObject) -> None:
    content = bytearray(
        b"# transport_mode: sea\ndocument_number,consignee_name,gross_weight [lb],description,container_number,seal_number,value\n"
        b'A1,"ACME, LTD",5.5,"cotton\nshirts",CSQU3054383;MSKU1234565,S1+S2;S3,5 USD\nA1,,,bags,,,\nCount: 2\n'
    )
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content[at : at + length] = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b",", b";", b"\n", b"\r", b"\0"]))
        )
    found = read_or_refused(bytes(content))
    if isinstance(found, str):
        assert 0 < len(found) < 500
    else:
        for read_manifest in found:
            adds_up(read_manifest)


def test_a_table_of_open_quotes_takes_no_time() -> None:
    text = "document_number,description,gross_weight\n" + 'A1,"x,5\n' * 5_000
    (found,) = read(Document("x", text.encode()), REFERENCE)
    assert found.tally.total == 5_000
    text = 'document_number,description,gross_weight\nA1,"x,5\n' + "A2,y,6\n" * 5_000
    (found,) = read(Document("x", text.encode()), REFERENCE)
    assert found.tally.total == 5_001


def test_a_cell_that_is_too_long_for_any_cell_does_no_harm() -> None:
    text = "document_number,description,gross_weight\nA1," + "x" * 200_000 + ",5\nA2,y,6\n"
    (found,) = read(Document("x", text.encode()), REFERENCE)
    assert [one.document_number for one in found.manifest.consignments] == ["A1", "A2"]
    assert [finding.code for finding in found.findings] == ["csv-row"]


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_documented_and_known_however_it_is_written(name: str) -> None:
    for heading in (name, name.upper(), name.replace("_", " ").title(), f" {name.replace('_', '-')} "):
        column = column_named(heading)
        assert column is not None
        assert column.name == name
    text = DOCUMENTATION.read_text(encoding="utf-8")
    party, _, detail = name.partition("_")
    assert f"| `{name}` |" in text or (f"`{party}`" in text and f"`_{detail}`" in text)


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_other_names_lead_to_columns_and_are_none_themselves(name: str) -> None:
    assert OTHER_NAMES[name] in COLUMNS
    assert name not in COLUMNS


def test_the_example_of_the_documentation_is_sound(reference: Reference) -> None:
    example = DOCUMENTATION.read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    (found,) = read_document(Document("x", example.encode()), reference)
    assert found.findings == ()
    assert found.manifest.transport_mode == "sea"
    (consignment,) = found.manifest.consignments
    assert consignment.gross_weight == 18_000.0
    assert [item.description for item in consignment.goods_items or ()] == ["fresh bananas", "mangoes"]
    assert [len(container.seals or ()) for container in consignment.containers or ()] == [1]


@pytest.mark.parametrize("text", ["", "document_number", "hello, world, this\nis a letter", "a,b,c\n1,2,3"])
def test_other_texts_are_no_table(text: str) -> None:
    assert not recognises(text.encode())
    with pytest.raises(NotReadable):
        read(Document("x", text.encode()), REFERENCE)
