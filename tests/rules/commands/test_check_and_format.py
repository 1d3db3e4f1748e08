"""`check` and `format`: exit codes, mistakes by line, files whole or untouched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.rules.commands.running import RULES, rulebook, run

FOUR_FAULTS = """\
rulebook trial for all
  lane red from 50
rule A when port of loding is ECGYE then hold
rule B when gross weight is over 10 then hold
rule C when packages is over 5 or hold
rule D when value is over USD 5 then hold
"""


def test_a_sound_rulebook_checks(tmp_path: Path) -> None:
    done = run("check", rulebook(tmp_path / "book"))
    assert (done.code, done.out.startswith("trial: 2 rules, no errors")) == (0, True)


def test_one_file_is_a_rulebook(tmp_path: Path) -> None:
    assert run("check", rulebook(tmp_path / "book") / "trial.rules").code == 0


def test_four_faults_give_four_diagnostics(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", FOUR_FAULTS)
    done = run("check", book)
    assert done.code == 1
    assert done.out.count("error[CTS-E") == 4
    assert "did you mean `port of loading`?" in done.out
    told = json.loads(run("check", book, "--json").out)
    assert not told["ok"]
    assert [d["line"] for d in told["diagnostics"]] == [3, 4, 5, 6]
    assert all({"code", "severity", "message", "path", "line", "column"} <= d.keys() for d in told["diagnostics"])


def test_at_tells_what_is_out_of_force(tmp_path: Path) -> None:
    text = RULES.replace("  area weights\n", "  in force from 2026-01-01 to 2026-06-30\n")
    book = rulebook(tmp_path / "book", text)
    assert "CTS-W105" in run("check", book, "--at", "2026-07-01").out
    assert "CTS-W105" not in run("check", book, "--at", "2026-06-30").out


def test_a_list_with_bad_rows_is_told_by_row_and_column(tmp_path: Path) -> None:
    book = rulebook(
        tmp_path / "book",
        'rulebook x for all lane red from 1\nlist ports from "ports.csv" column "port"\n'
        "rule A when port of loading is in ports then hold\n",
    )
    (book / "ports.csv").write_text("port,name\nECGYE,Guayaquil\nGUAYA,\n,Nowhere\nNL1,x\nBEANR\n", encoding="utf-8")
    done = run("check", book)
    assert done.code == 1
    for row in ("row 4", "row 5", "row 6"):
        assert row in done.out
    assert 'column "port"' in done.out


def test_what_is_no_rulebook_costs_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for place in (tmp_path, tmp_path / "nothing", tmp_path / "picture.png"):
        done = run("check", place)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("cts-rules: ")
        assert done.err.count("\n") == 1


def test_bytes_that_are_no_text_are_a_diagnostic(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book")
    (book / "more.rules").write_bytes("# Guayaquil, Moín".encode("latin-1"))
    done = run("check", book)
    assert done.code == 1
    assert "CTS-E018" in done.out


def test_ten_thousand_brackets_are_a_diagnostic(tmp_path: Path) -> None:
    deep = f"rulebook x for all lane red from 1\nrule A when {'(' * 10_000}packages is 1{')' * 10_000} then hold\n"
    done = run("check", rulebook(tmp_path / "book", deep))
    assert done.code == 1
    assert done.out.count("error[CTS-E501]") == 1


def test_limits_are_settings(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book")
    done = run("check", book, CTS_LIMIT_RULES="1")
    assert done.code == 1
    assert "more than 1 rules" in done.out
    wrong = run("check", book, CTS_LIMIT_RULES="many")
    assert wrong.code == 2
    assert "CTS_LIMIT_RULES" in wrong.err
    assert run("check", book, CTS_LIMIT_SECONDS="nan").code == 2
    assert "CTS_LIMIT_RULE is no setting" in run("check", book, CTS_LIMIT_RULE="1").err


def test_a_limit_that_was_lifted_does_not_topple_anything(tmp_path: Path) -> None:
    deep = f"rulebook x for all lane red from 1\nrule A when {'(' * 10_000}packages is 1{')' * 10_000} then hold\n"
    book = rulebook(tmp_path / "book", deep)
    done = run("check", book, CTS_LIMIT_NESTING="1000000", CTS_LIMIT_PARTS="1000000", CTS_LIMIT_DEPTH="1000000")
    assert done.code in (0, 1)


def test_format_writes_the_canonical_form_and_then_nothing(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", RULES.replace("is over 10 t", "  >  10 Tonnes  # heavy"))
    assert run("format", book, "--check").code == 1
    assert run("format", book).code == 0
    formatted = (book / "trial.rules").read_text("utf-8")
    assert "    gross weight is over 10 t  # heavy\n" in formatted
    again = run("format", book, "--check")
    assert (again.code, again.out) == (0, "")
    assert [p.name for p in book.iterdir()] == ["trial.rules"]


def test_format_leaves_what_does_not_parse(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", FOUR_FAULTS)
    done = run("format", book)
    assert done.code == 1
    assert (book / "trial.rules").read_text("utf-8") == FOUR_FAULTS


def test_format_keeps_a_link_a_link_and_modes_as_they_are(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", RULES.replace("is over 10 t", "  >  10 Tonnes"))
    (book / "trial.rules").rename(book / "kept")
    (book / "kept").chmod(0o640)
    (book / "trial.rules").symlink_to("kept")
    assert run("format", book).code == 0
    assert (book / "trial.rules").is_symlink()
    assert "is over 10 t" in (book / "kept").read_text("utf-8")
    assert (book / "kept").stat().st_mode & 0o777 == 0o640


def test_a_killed_run_leaves_files_as_they_were(tmp_path: Path) -> None:
    untidy = RULES.replace("is over 10 t", "  >  10 Tonnes")
    book = rulebook(tmp_path / "book", untidy)
    dying = "import os; os.fsync = lambda file: os.kill(os.getpid(), 9); from cts_rules.commands import main; main()"
    killed = subprocess.run([sys.executable, "-c", dying, "format", str(book)], check=False)
    assert killed.returncode == -9
    assert (book / "trial.rules").read_text("utf-8") == untidy
    assert run("check", book).out.startswith("trial: 2 rules, no errors")


def test_wrong_use_is_2() -> None:
    assert run("check").code == 2
    assert run("chekc", ".").code == 2
    for no_time in ("tomorrow", "2026-02-30", "0001-01-01T00:00+14:00", "9999-12-31T23:00-10:00", ""):
        assert run("check", ".", "--at", no_time).code == 2
