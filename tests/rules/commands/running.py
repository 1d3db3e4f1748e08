"""The real command in a process of its own, and small material for it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-c", "from cts_rules.commands import main; main()"]

RULES = """\
rulebook trial "Trial"
  for sea imports
  lane red from 50
  lane amber from 20

rule HEAVY "Heavy"
  area weights
  when
    gross weight is over 10 t
  then
    score +30
    examine by scan
    say "{gross weight} for {consignee name}"

rule DEAR "Dear"
  when
    value is over 1000 USD
  unless "known" consignee id is "K1"
  then
    score +25
    tell trader "Selected"
"""

MANIFEST = """\
{"schema": "cts-manifest/1", "manifest": {
  "manifest_number": "M1", "transport_mode": "sea", "movement": "import", "message_time": "2026-03-01T10:00:00Z",
  "consignments": [
    {"document_number": "A1", "gross_weight": 12000, "value": {"amount": 5000, "currency": "USD"},
     "consignee": {"name": "ACME"}, "goods_items": [], "containers": []},
    {"document_number": "A2", "gross_weight": 50, "consignee": {"name": "BETA", "id": "K1"},
     "goods_items": [], "containers": []},
    {"document_number": "A2", "movement": "export", "gross_weight": 12000, "goods_items": [], "containers": []}
  ]}}
"""


@dataclass(frozen=True)
class Outcome:
    """What came of a run."""

    code: int
    out: str
    err: str


def run(*arguments: object, cwd: Path | None = None, **environment: str) -> Outcome:
    """Runs the command line; nothing of this machine's reference data is used."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=surroundings(environment),
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Outcome(done.returncode, done.stdout, done.stderr)


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """The variables of a run."""
    return {"CTS_REFERENCE": "no such folder", "PATH": os.environ["PATH"], "NO_COLOR": "1", **environment}


def on_terminal(*arguments: object, **environment: str) -> str:
    """All that the command line shows on a terminal."""
    ours, theirs = pty.openpty()
    own = surroundings({"TERM": "xterm-256color", "COLUMNS": "100", **environment})
    shown = b""
    with subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=theirs, stderr=theirs, env=own) as process:
        os.close(theirs)
        try:
            while part := os.read(ours, 65_536):
                shown += part
        except OSError:  # how Linux says that the other end is closed
            pass
        process.wait(timeout=120)
    os.close(ours)
    return shown.decode()


def rulebook(folder: Path, text: str = RULES) -> Path:
    """A rulebook of one file."""
    folder.mkdir(exist_ok=True)
    (folder / "trial.rules").write_text(text, encoding="utf-8")
    return folder


def manifest(folder: Path, text: str = MANIFEST, name: str = "manifest.json") -> Path:
    """A manifest file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
