"""Whatever the terminal, the locale, the disk and the user do: results as they are, a sentence, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.rules.commands.running import COMMAND, manifest, on_terminal, rulebook, run, surroundings

HOSTILE = """\
{"manifest": {"manifest_number": "M\\u001b]0;owned\\u0007", "transport_mode": "sea", "movement": "import",
  "vessel_name": "SHIP\\u009b2J", "consignments": [
    {"document_number": "A\\u001b[35m\\nB\\u202e", "gross_weight": 50000,
     "consignee": {"name": "EVIL\\u001b[2J\\u0007"}, "goods_items": [], "containers": []}]}}
"""


@pytest.mark.parametrize("command", ["evaluate", "read", "explain"])
def test_a_manifest_cannot_drive_the_terminal(tmp_path: Path, command: str) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path, HOSTILE)
    arguments = {"read": (file,), "evaluate": (book, file), "explain": (book, file, "--document", "x")}[command]
    shown = on_terminal(command, *arguments)
    assert "A" in shown
    for driving in ("\x1b]", "\x1b[35m", "\x9b", "\x07", "\u202e", "\x1b[2J"):
        assert driving not in shown


def test_a_rulebook_cannot_drive_the_terminal(tmp_path: Path) -> None:
    shown = on_terminal("check", rulebook(tmp_path / "book", "rulebook x \x1b]0;owned\x07 for all\n"))
    assert "\\x1b]0;owned" in shown
    assert "\x1b]" not in shown


def test_colours_are_for_terminals_that_want_them(tmp_path: Path) -> None:
    arguments = ("evaluate", rulebook(tmp_path / "book"), manifest(tmp_path))
    assert "\x1b[31m" in on_terminal(*arguments, NO_COLOR="")
    assert "\x1b[31m" not in on_terminal(*arguments, NO_COLOR="1")
    assert "\x1b" not in run(*arguments, NO_COLOR="").out


def test_a_charset_that_lacks_characters_gets_the_rest(tmp_path: Path) -> None:
    file = manifest(tmp_path, HOSTILE.replace("EVIL", "華為"))
    done = subprocess.run(
        [*COMMAND, "evaluate", str(rulebook(tmp_path / "book")), str(file)],
        env=surroundings({"PYTHONIOENCODING": "latin-1"}),
        capture_output=True,
        check=True,
    )
    assert b"50000 kg for \\u83ef\\u70ba" in done.stdout


def test_a_file_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book")
    name = os.fsdecode(b"caf\xe9.json")
    try:
        file = manifest(tmp_path, name=name)
    except OSError:
        pytest.skip("this file system only takes names that are text")
    assert "caf\ufffd.json" in run("evaluate", book, file, "--json").out
    assert "caf\ufffd.json" in run("read", file, "--json").out
    assert run("evaluate", book, file).code == 0
    assert run("evaluate", book, tmp_path / os.fsdecode(b"\xff")).code == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk at hand")
@pytest.mark.parametrize("command", ["check", "evaluate", "evaluate --json", "reference list"])
def test_a_full_disk_costs_a_sentence(tmp_path: Path, command: str) -> None:
    words = command.split()
    places = {"check": [rulebook(tmp_path / "book")], "evaluate": [rulebook(tmp_path / "book"), manifest(tmp_path)]}
    arguments = [*COMMAND, *words, *map(str, places.get(words[0], []))]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, env=surroundings({}), check=False)
    assert (done.returncode, done.stderr) == (1, b"cts-rules: standard output: No space left on device\n")


def test_standard_streams_may_be_closed(tmp_path: Path) -> None:
    arguments = [*COMMAND, "evaluate", str(rulebook(tmp_path / "book")), str(manifest(tmp_path)), "--json"]
    quiet = subprocess.run(["sh", "-c", 'exec "$@" 2>&-', "sh", *arguments], env=surroundings({}), capture_output=True)
    assert quiet.returncode == 0
    assert quiet.stdout == run(*arguments[len(COMMAND) :]).out.encode()
    mute = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *arguments], env=surroundings({}), capture_output=True)
    assert (mute.returncode, mute.stderr) == (1, b"cts-rules: standard output is closed\n")


def test_an_impatient_user_gets_no_traceback(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    arguments = [*COMMAND, "evaluate", str(rulebook(tmp_path / "book")), str(slow)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings({})) as process:
        writing = opened(slow, process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        os.close(writing)
    assert (process.returncode, out, err) == (1, b"", b"\nAborted!\n")


def opened(pipe: Path, reader: subprocess.Popen[bytes]) -> int:
    """The pipe for writing, as soon as the other process reads from it."""
    while reader.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.01)
    raise AssertionError("the command ended before it read anything")


def test_help_is_quick() -> None:
    loaded = "import sys; from cts_rules.commands import main; print([m for m in sys.modules if m in SLOW])"
    slow = "{'lark', 'rich', 'msgspec', 'pycountry', 'rapidfuzz', 're2'}"
    done = subprocess.run([sys.executable, "-c", loaded.replace("SLOW", slow)], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
