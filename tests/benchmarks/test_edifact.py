"""CUSCAR: cutting beside pydifact, and 15,000 consignments in 15,000 containers from bytes to the model."""

import time
import warnings

import pytest
from pydifact.segmentcollection import RawSegmentCollection
from pytest_benchmark.fixture import BenchmarkFixture

from cts_rules.readers.cuscar import read
from cts_rules.readers.edifact_segments import Tokenizer, stretches
from cts_rules.readers.reading import Document
from cts_rules.reference.reference import load_reference

LIMIT = 9_999
HEADER = (
    "BGM+85+N1+9'\nDTM+137:202603010900:203'\nNAD+MS+NSLN'\nTDT+20+014S+1++NSLN+++9512343:146::NORDSTERN AURORA:LR'\n"
    "LOC+60+NLRTM'\nDTM+132:202603180600:203'\nGIS+23'\n"
)


def manifest(consignments: int) -> str:
    """As many messages of one voyage as the limit of 9,999 CNI asks for, each container in one consignment."""
    messages = []
    for first in range(0, consignments, LIMIT):
        numbers = range(first, min(first + LIMIT, consignments))
        body = HEADER + "".join(map(equipment, numbers)) + "".join(map(consignment, numbers))
        reference = f"M{first}"
        messages.append(f"UNH+{reference}+CUSCAR:D:95B:UN'\n{body}UNT+{body.count(chr(10)) + 2}+{reference}'\n")
    return "UNB+UNOC:3+A:ZZ+B:ZZ+260301:0915+1'\n" + "".join(messages) + f"UNZ+{len(messages)}+1'\n"


def equipment(number: int) -> str:
    return f"EQD+CN+NSLU{number:07}+22G1:102:5++3+5'\nMEA+AAE+G+KGM:{2000 + number}'\nSEL+NS{number}+CA'\n"


def consignment(number: int) -> str:
    return (
        f"CNI+{number % LIMIT + 1}+NSL{number:08}:23'\nCNT+7:{1000 + number}:KGM'\nCNT+8:{number % 500 + 1}'\n"
        f"RFF+BM:NSL{number:08}'\nLOC+9+ECGYE'\nLOC+11+NLRTM'\nGIS+23'\nCPI+4++P'\n"
        f"NAD+CZ+++EXPORTADORA {number} SA+CALLE {number}:ZONA 2+GUAYAQUIL++090112+EC'\n"
        f"NAD+CN+++IMPORT {number} ?+ ZONEN BV+KADE {number}+ROTTERDAM++3029 AK+NL'\nNAD+NI+++SAME AS CONSIGNEE'\n"
        f"GID+1+{number % 500 + 1}:CT'\nFTX+AAA+++FRESH FRUIT, LOT {number}, KEEP COOL'\nMEA+AAE+G+KGM:{1000 + number}'\n"
        f"SGP+NSLU{number:07}+{number % 500 + 1}'\nPCI+28+N/M'\nCST++080390:122'\n"
    )


def cut(text: str) -> int:
    count = 0
    for stretch in stretches(text):
        tokenizer = Tokenizer.for_text(stretch.body, stretch.characters)
        for raw in tokenizer.cut(stretch.body):
            count += len(tokenizer.segment(0, raw or "XXX").elements) > 0
    return count


@pytest.mark.benchmark(group="edifact")
def test_cutting_beside_pydifact(benchmark: BenchmarkFixture) -> None:
    text = manifest(500)
    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = len(RawSegmentCollection.from_str(text).segments)
    slow = time.process_time() - start
    start = time.process_time()
    assert cut(text) == theirs + 1  # the blank behind the last terminator
    quick = time.process_time() - start
    benchmark.pedantic(cut, (text,), rounds=5)  # type: ignore[no-untyped-call]
    benchmark.extra_info.update(
        times_pydifact=round(slow / quick, 1), megabytes_a_second=round(len(text) / quick / 1e6, 1)
    )
    assert slow / quick > 8


@pytest.mark.benchmark(group="edifact")
def test_fifteen_thousand_consignments(benchmark: BenchmarkFixture) -> None:
    reference = load_reference(None)
    content = manifest(15_000).encode()
    (one,) = benchmark.pedantic(  # type: ignore[no-untyped-call]
        read, (Document("big.edi", content), reference), rounds=2
    )
    assert len(one.manifest.consignments) == 15_000
    assert [finding.code for finding in one.findings] == ["messages-joined"]
    assert one.tally.kept_raw == 0
