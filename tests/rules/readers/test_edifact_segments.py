import os
import string
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydifact.segmentcollection import RawSegmentCollection

from cts_rules.readers.edifact_segments import (
    LONGEST_SEGMENT,
    Segment,
    ServiceCharacters,
    Tokenizer,
    start_of,
    stretches,
    unwrapped,
)

ROOT = Path(__file__).parents[3]
SAMPLES = Path(os.environ.get("CTS_TEST_DATA") or ROOT.parent / "shared" / "data") / "edifact"
WELL_FORMED = [ROOT / "tests/corpus/edifact/clean.edi", *sorted(SAMPLES.glob("cuscar_synth_*.edi"))]

DEFAULT = ServiceCharacters()
TAG = st.text(string.ascii_uppercase, min_size=3, max_size=3).filter(lambda tag: not tag.startswith("UN"))
# No line ends: pydifact drops them at the beginning of a segment only, as we do, and keeps them elsewhere.
PART = st.text(st.characters(exclude_categories=["Cs", "Co", "Cc", "Zl", "Zp"]), max_size=12)
ELEMENT = st.lists(PART, min_size=1, max_size=4)
SEGMENTS = st.lists(st.tuples(TAG, st.lists(ELEMENT, min_size=1, max_size=5)), min_size=1, max_size=6)


def released(part: str) -> str:
    return "".join("?" + c if c in "?+:'" else c for c in part)


def written(segments: list[tuple[str, list[list[str]]]], between: str) -> str:
    lines = ("+".join([tag, *(":".join(map(released, element)) for element in elements)]) for tag, elements in segments)
    return "".join(line + "'" + between for line in lines)


def cut(text: str, characters: ServiceCharacters = DEFAULT) -> list[list[list[str]]]:
    tokenizer = Tokenizer.for_text(text, characters)
    return [tokenizer.elements(raw) for raw in tokenizer.cut(text) if raw]


def as_pydifact_reads(text: str) -> list[list[list[str]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it holds no directory
        read = RawSegmentCollection.from_str(text).segments
    return [[[s.tag], *([e] if isinstance(e, str) else list(e) for e in s.elements)] for s in read]


def shortened(segments: list[list[list[str]]]) -> list[list[list[str]]]:
    """Without empty components at the end of an element: pydifact drops some of them."""
    return [[":".join(element).rstrip(":").split(":") for element in segment] for segment in segments]


@given(SEGMENTS, st.sampled_from(["", "\n", "\r\n"]))
def test_what_is_written_is_read(segments: list[tuple[str, list[list[str]]]], between: str) -> None:
    assert cut(written(segments, between)) == [[[tag], *elements] for tag, elements in segments]


@given(SEGMENTS, st.sampled_from(["", "\n", "\r\n"]))
def test_the_tokenizer_agrees_with_pydifact(segments: list[tuple[str, list[list[str]]]], between: str) -> None:
    text = written(segments, between)
    assert shortened(cut(text)) == shortened(as_pydifact_reads(text))


@pytest.mark.parametrize("file", WELL_FORMED, ids=lambda path: path.stem)
def test_the_tokenizer_agrees_with_pydifact_on_whole_files(file: Path) -> None:
    text = file.read_bytes().decode("iso-8859-1")
    (stretch,) = stretches(text)
    # pydifact keeps UNA as a segment.
    assert shortened(cut(stretch.body, stretch.characters)) == shortened(as_pydifact_reads(text))[1:]


@given(st.text(st.sampled_from("AB?+:'*\n \ue000\ue001é"), max_size=40))
def test_raw_segments_are_restored_as_filed(text: str) -> None:
    tokenizer = Tokenizer.for_text(text, DEFAULT)
    assert "".join("'".join(map(tokenizer.as_filed, tokenizer.cut(text))).split()) == "".join(text.split())


def test_a_release_character_before_an_ordinary_one_goes() -> None:
    assert cut("FTX+RUC:? 80052134?-0'") == [[["FTX"], ["RUC", " 80052134-0"]]]


def test_characters_of_the_text_are_never_taken_for_released_ones() -> None:
    assert cut("FTX+\ue000?+\ue001'") == [[["FTX"], ["\ue000+\ue001"]]]


def test_service_characters_come_from_una() -> None:
    (stretch,) = stretches("UNA/|,\\ ~UNB|A/B~UNZ|1~")
    assert stretch.characters == ServiceCharacters("/", "|", ",", "\\", "", "~")
    assert cut(stretch.body, stretch.characters) == [[["UNB"], ["A", "B"]], [["UNZ"], ["1"]]]


def test_una_without_a_release_character_releases_nothing() -> None:
    (stretch,) = stretches("UNA:+.  'UNB+A?'")
    assert cut(stretch.body, stretch.characters) == [[["UNB"], ["A?"]]]


def test_una_of_the_wrong_length_is_no_una() -> None:
    (stretch,) = stretches("UNA:+.?'UNB+UNOC:3'")
    assert stretch.characters == DEFAULT
    assert stretch.body == "UNB+UNOC:3'"


def test_each_una_begins_its_own_stretch() -> None:
    first, second = stretches("UNA:+.? 'UNB+A'UNZ+1'\nUNA;|,! ~UNB|B~UNZ|1~")
    assert (first.characters.element, second.characters.element) == ("+", "|")
    assert second.body == "UNB|B~UNZ|1~"


def test_repetitions_are_parted_only_where_the_syntax_has_them() -> None:
    raw = "SEL+A*B+CA"
    assert Tokenizer(DEFAULT).elements(raw) == [["SEL"], ["A*B"], ["CA"]]
    assert Tokenizer(DEFAULT, repetition="*").elements(raw) == [["SEL"], ["A", "B"], ["CA"]]


def test_a_segment_beyond_all_bounds_is_not_cut() -> None:
    segment = Tokenizer(DEFAULT).segment(7, "FTX" + "+:" * LONGEST_SEGMENT)
    assert segment.elements == [["FTX"]]


def test_parts_that_were_not_filed_are_empty() -> None:
    segment = Segment(3, [["loc "], ["9"], [" ECGYE ", ""]], "")
    assert (segment.tag, str(segment)) == ("LOC", "segment 3 (LOC)")
    assert (segment.part(2), segment.part(2, 1), segment.part(2, 5), segment.part(9)) == ("ECGYE", "", "", "")
    assert segment.parts(9) == []


def test_the_beginning_is_found_behind_other_text() -> None:
    assert start_of("\ufeff \r\nUNH+1+CUSCAR:D:95B:UN'") == 4
    assert start_of("Dear all,\nUNB+UNOC:3+A+B'") == 10
    assert start_of('{"consignments": []}') is None
    assert start_of("UNHAPPY,NAMES\n1,2\n") is None


def test_lines_of_equal_length_are_put_together() -> None:
    text = "UNB+UNOC:3+AAAA+BBBB+260101:0101+C'UNH+1+CUSCAR:D:95B:UN'BGM+85+N'UNT+3+1'UNZ+1+C'"
    assert unwrapped("\r\n".join(text[i : i + 25] for i in range(0, len(text), 25))) == text
    assert unwrapped(text.replace("'", "'\n")) is None
    assert unwrapped(text[:25] + "\n" + text[25:55] + "\n" + text[55:]) is None
