"""The whole way, bytes to verdicts: 15,000 consignments through the maritime rulebook from the command line.

Reported are seconds, peak memory, the machine's load, and the ratio to one generated function a rule, called over the
same decoded consignments and telling nothing. Nothing about time is asserted.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cts_engine.compile import compile_rulebook
from cts_engine.limits import Watch
from cts_rules.manifest.intake import intake
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.readers.choose import read_document
from cts_rules.readers.reading import Document
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.folder import check_rulebook, open_rulebook
from cts_rules.rulebook.starters import starters_folder
from tests.benchmarks.large_manifest import large_manifest

MARITIME = starters_folder() / "maritime-imports"


def test_fifteen_thousand_consignments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, results = tmp_path / "large.edi", tmp_path / "results.json"
    file.write_bytes(large_manifest())
    arguments = [sys.executable, "-c", "from cts_rules.commands import main; main()", "evaluate"]
    began = time.perf_counter()
    with results.open("wb") as out:
        subprocess.run([*arguments, str(MARITIME), str(file), "--json"], stdout=out, check=True)
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    (manifest,) = json.loads(results.read_bytes())["manifests"]
    assert len(manifest["consignments"]) == 15_000
    plain = asked_only(file)
    with capsys.disabled():
        print(
            f"\n15,000 consignments of {file.stat().st_size / 1e6:.1f} MB: {seconds:.1f} s and {megabytes:.0f} MB at load "
            f"{os.getloadavg()[0]:.1f}; {seconds / plain:.0f} times asking the rules alone ({plain:.2f} s)",
            end=" ",
        )


def asked_only(file: Path) -> float:
    """Seconds that the rules' functions take over the decoded consignments."""
    reference = load_reference(None)
    found = check_rulebook(open_rulebook(MARITIME), vocabulary(reference))
    assert found.rulebook is not None
    answers = [rule.answer for rule in compile_rulebook(found.rulebook).rules]
    (read,) = read_document(Document(file.name, file.read_bytes()), reference)
    manifest = intake(read, reference, None).manifest
    watch = Watch()
    began = time.perf_counter()
    for consignment in manifest.consignments:
        for answer in answers:
            answer(manifest, consignment, watch)
    return time.perf_counter() - began
