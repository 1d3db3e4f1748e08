"""Small material for tests: a rulebook of one rule, and the command line in a process of its own."""

import subprocess
import sys
from pathlib import Path

RULES = """\
rulebook trial "Trial"
  for all
  owner "The desk"
  lane red from 50

rule T-1 "Heavy"
  area safety
  when
    gross weight is over 10 t
  then
    score +60
    say "weighs {gross weight}"
"""


def command_line(*arguments: str, cwd: Path) -> bytes:
    """What the command prints."""
    command = [sys.executable, "-c", "from cts_rules.commands import main; main()", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False).stdout
