"""The product's own CSV: one row for each goods item, what belongs to the consignment or the manifest repeated.

Rows of one document number are one consignment. Manifest values may also stand above the headings, as `# key: value`.
Lists: goods items are carried where there is a column of theirs, containers and seals likewise; a carried list without
entries is empty, the others are missing.
"""

from __future__ import annotations

from cts_rules.manifest.findings import Finding
from cts_rules.readers.csv_cells import Cells
from cts_rules.readers.csv_columns import COLUMNS, column_named
from cts_rules.readers.csv_dialect import Rows, Table, decoded, table_in
from cts_rules.readers.csv_rows import RowReader
from cts_rules.readers.json_tree import nearest
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference

FORMAT = "CTS CSV 1"
WIDEST_ALONE = 300
"""So many headings over no row at all mean that the line ends were not recognised."""

_BEGINNING = 65_536


def recognises(content: bytes) -> bool:
    """Whether a line of headings, several of which are known, stands near the beginning."""
    return table_in(decoded(content[:_BEGINNING])[0]) is not None


def read(document: Document, reference: Reference) -> tuple[ReadManifest, ...]:
    """The manifests in a table. NotReadable where there are no headings, or nothing but very many of them."""
    text, charset = decoded(document.content)
    table = table_in(text)
    if table is None:
        raise NotReadable("the table has no line of headings with names such as `document_number`, `gross_weight`")
    rows = Rows(table)
    reader = RowReader(table, Cells(reference.placeholders, "," if table.delimiter == ";" else "."))
    reader.take_above(table.before)
    count = reader.take_all(rows)
    if count == 0 and len(table.columns) > WIDEST_ALONE:
        wide = f"the table is a single row of {len(table.columns)} cells: its line ends were not recognised"
        raise NotReadable(wide)
    reader.manifests[0].findings[:0] = [*_of_table(table, charset, count), *rows.findings]
    carried = reader.carried
    return tuple(
        ReadManifest(
            draft.finished(carried), FORMAT, charset, tuple(draft.findings), draft.tally(), tuple(draft.unmapped)
        )
        for draft in reader.manifests
    )


def _of_table(table: Table, charset: str, count: int) -> list[Finding]:
    """What is to be said about the table as a whole."""
    findings: list[Finding] = []
    line = f"row {table.headings.line}"
    if charset == "iso-8859-1":
        message = "the text is not UTF-8 and was read as ISO 8859-1: look at accented letters"
        findings.append(Finding("csv-charset", "info", message, "document"))
    for heading, column in zip(table.headings.cells, table.columns, strict=True):
        if column is None and heading.strip():
            findings.append(_unknown(heading.strip(), line))
    if not any(column and column.name == "document_number" for column in table.columns):
        findings.append(Finding("csv-no-document-number", "error", "no column `document_number`", line))
    if count == 0:
        findings.append(Finding("csv-no-rows", "warning", "there is no row below the headings", line))
    return findings


def _unknown(heading: str, line: str) -> Finding:
    if known := column_named(heading):
        message = f"the column `{heading}` says the same as an earlier one, `{known.name}`; its values are kept raw"
        return Finding("csv-repeated-column", "warning", message, line)
    message = f"the column `{heading}` is not known and kept raw{nearest(heading, COLUMNS)}"
    return Finding("unknown-field", "warning", message, line)
