"""Whatever bytes come in: nothing is raised but NotReadable, and no segment is lost from the account."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cts_rules.manifest.model import Manifest
from cts_rules.readers.cuscar import read, recognises
from cts_rules.readers.edifact_charset import decode
from cts_rules.readers.edifact_segments import BLANKS, Tokenizer, stretches, unwrapped
from cts_rules.readers.reading import Document, NotReadable, ReadManifest
from cts_rules.reference.reference import Reference

CORPUS = sorted((Path(__file__).parents[2] / "corpus" / "edifact").glob("*.edi"))
CONTENTS = [path.read_bytes() for path in CORPUS if path.stem != "huge-segment"]
SNIPPETS = [
    *(
        b"'",
        b"+",
        b":",
        b"?",
        b"*",
        b"\n",
        b"\r\n",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"''",
        b"?'",
        b"+++",
        b"9" * 40,
    ),
    *(b"CNI+1'", b"GID+1+5:BG'", b"RFF+BH:H1'", b"RFF+MB:M1'", b"UNT+1+1'", b"UNH+2+CUSCAR:D:95B:UN'", b"UNZ+1+1'"),
    *(
        b"EQD+CN+X'",
        b"SGP+X+1'",
        b"UNB+UNOC:4+A+B'",
        b"UNA:+,? '",
        b"NAD+CN'",
        b"TDT+20'",
        b"AUT+1'",
        b"UNS+S'",
        b"CNT+8:1'",
    ),
]
EDIT = st.tuples(st.integers(0, 10_000), st.integers(0, 60), st.sampled_from([b"", *SNIPPETS]) | st.binary(max_size=8))


def mutated(content: bytes, edits: list[tuple[int, int, bytes]], length: int | None) -> bytes:
    for at, gone, put in edits:
        at %= len(content) + 1
        content = content[:at] + put + content[at + gone :]
    return content[:length]


def segments_of(content: bytes) -> int:
    """How many segments there are, told without the reader."""
    text = decode(content).text
    count = 0
    for stretch in stretches(unwrapped(text) or text):
        tokenizer = Tokenizer.for_text(stretch.body, stretch.characters)
        count += sum(1 for raw in tokenizer.cut(stretch.body) if raw.strip(BLANKS))
    return count


def check(content: bytes, manifests: tuple[ReadManifest, ...]) -> None:
    for one in manifests:
        tally = one.tally
        assert tally.mapped + tally.reported + tally.kept_raw == tally.total
        assert len(one.unmapped) == tally.kept_raw
        assert msgspec.json.decode(msgspec.json.encode(one.manifest), type=Manifest) == one.manifest
        indexes = [f.consignment for f in one.findings] + [u.consignment for u in one.unmapped]
        assert all(index is None or 0 <= index < len(one.manifest.consignments) for index in indexes)
    assert sum(one.tally.total for one in manifests) == segments_of(content)


def check_or_refuse(content: bytes, reference: Reference) -> None:
    try:
        manifests = read(Document("any", content), reference)
    except NotReadable:
        return
    check(content, manifests)


@given(
    content=st.sampled_from(CONTENTS),
    edits=st.lists(EDIT, max_size=4),
    length=st.none() | st.integers(0, 2500),
)
def test_a_damaged_message_is_read_or_refused(
    content: bytes, edits: list[tuple[int, int, bytes]], length: int | None, reference: Reference
) -> None:
    damaged = mutated(content, edits, length)
    recognises(damaged)
    check_or_refuse(damaged, reference)


@given(
    segments=st.lists(
        st.sampled_from(
            [segment + b"'" for content in CONTENTS[:40] for segment in content.split(b"'") if b"UN" not in segment]
        ),
        max_size=40,
    )
)
def test_segments_in_any_order_are_accounted_for(segments: list[bytes], reference: Reference) -> None:
    content = b"UNH+1+CUSCAR:D:95B:UN'" + b"".join(segments)
    check(content, read(Document("shuffled.edi", content), reference))


@given(
    garbage=st.binary(max_size=200),
    before=st.sampled_from([b"", b"UNB+UNOC:3", b"UNA:+.? 'UNB+", b"UNH+1+CUSCAR:D:95B:UN'"]),
)
def test_garbage_is_read_or_refused(garbage: bytes, before: bytes, reference: Reference) -> None:
    content = before + garbage
    check_or_refuse(content, reference)


@pytest.mark.parametrize(
    "garbage",
    [
        b"+:" * 1_000_000,
        b"?" * 2_000_000,
        b"FTX+AAA+++" + b"A" * 2_000_000,
        b"'" * 1_000_000,
        b"\n" * 1_000_000,
        b"X'" * 100_000,
    ],
    ids=["separators", "release", "text", "terminators", "lines", "tags"],
)
def test_garbage_of_any_size_stays_bounded(garbage: bytes, reference: Reference) -> None:
    content = b"UNH+1+CUSCAR:D:95B:UN'" + garbage
    (one,) = read(Document("garbage", content), reference)
    assert len(one.findings) < 3_000
    assert all(len(finding.message) < 400 for finding in one.findings)
    check(content, (one,))


def test_deeply_similar_text_is_no_trouble(reference: Reference) -> None:
    lines = ":".join(["HS CODE " * 20, "UN NO " * 20, "A, " * 40])
    message = f"UNH+1+CUSCAR:D:95B:UN'CNI+1+A'RFF+BM:A'NAD+CN+{lines}'GID+1'FTX+AAA+++{lines}'UNT+7+1'"
    (one,) = read(Document("similar", message.encode()), reference)
    assert one.manifest.consignments[0].document_number == "A"
