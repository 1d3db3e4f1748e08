"""`read`, `explain`, `reference`, `samples`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rules.commands.running import manifest, rulebook, run


def test_read_says_what_a_file_is(tmp_path: Path) -> None:
    done = run("read", manifest(tmp_path))
    assert done.code == 0
    assert "CTS JSON" in done.out
    assert "3 consignments" in done.out
    told = json.loads(run("read", manifest(tmp_path), "--json").out)
    (read,) = told["manifests"]
    tally = read["tally"]
    assert tally["mapped"] + tally["reported"] + tally["kept_raw"] == tally["total"]
    assert len(read["manifest"]["consignments"]) == 3


def test_a_file_that_is_no_manifest_costs_one_sentence(tmp_path: Path) -> None:
    for name, content in {
        "a.pdf": b"%PDF-1.7",
        "a.zip": b"PK\x03\x04",
        "a.txt": b"Dear sirs,\nplease find attached",
        "a.edi": b"UNB+UNOA:1+A+B+201001:1200+1'UNH+1+ORDERS:D:96A:UN'BGM+220'UNT+3+1'UNZ+1+1'",
        "a.json": b'{"hello": ',
        "a.bin": bytes(range(256)),
        "empty": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        done = run("read", tmp_path / name)
        assert (done.code, done.out) == (1, ""), name
        assert done.err.count("\n") == 1, name


def test_explain_says_why_and_why_not(tmp_path: Path) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path)
    why = run("explain", book, file, "--document", "A1", "--rule", "HEAVY")
    assert why.code == 0
    assert "gross weight is over 10 t" in why.out
    assert "12000 kg" in why.out
    told = json.loads(run("explain", book, file, "--document", "A1", "--rule", "DEAR", "--json").out)
    assert (told["outcome"], told["unchecked"]) == ("fired", ["known"])


def test_explain_wants_an_index_where_a_number_stands_twice(tmp_path: Path) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path)
    which = run("explain", book, file, "--document", "a2", "--rule", "HEAVY")
    assert which.code == 1
    assert "--index 1 or --index 2" in which.err
    assert run("explain", book, file, "--document", "A2", "--index", "2", "--rule", "HEAVY").code == 0
    assert run("explain", book, file, "--document", "A2", "--index", "7", "--rule", "HEAVY").code == 1


def test_explain_tells_manifests_of_one_file_apart(tmp_path: Path) -> None:
    rows = "document_number,manifest_number,gross_weight\nA,M1,10\nA,M2,20000\n"
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path, rows, "two.csv")
    which = run("explain", book, file, "--document", "A")
    assert "--manifest 0 --index 0 or --manifest 1 --index 0" in which.err
    lines = run("explain", book, file, "--document", "A", "--manifest", "1").out.splitlines()
    assert lines[0].split() == ["HEAVY", "fired", "Heavy"]


def test_explain_names_what_is_missing(tmp_path: Path) -> None:
    text = '{"manifest": {"transport_mode": "sea", "movement": "import", "consignments": [{"document_number": "B"}]}}'
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path, text)
    assert "for want of gross weight" in run("explain", book, file, "--document", "B", "--rule", "HEAVY").out
    assert "HEAVY  undecided for want of gross weight" in run("explain", book, file, "--document", "B").out
    told = json.loads(run("explain", book, file, "--document", "B", "--json").out)
    assert [e["missing"] for e in told["rules"]] == [["gross weight"], ["value"]]


def test_explain_says_that_a_rulebook_is_not_for_a_consignment(tmp_path: Path) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path)
    of_export = ("explain", book, file, "--document", "A2", "--index", "2", "--rule", "HEAVY")
    assert run(*of_export).out.startswith("trial is not for this mode and movement")
    assert json.loads(run(*of_export, "--json").out)["in_scope"] is False


def test_explain_offers_the_nearest_rule_and_the_first_documents(tmp_path: Path) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path)
    assert "did you mean HEAVY?" in run("explain", book, file, "--document", "A1", "--rule", "HEAVI").err
    assert "A1" in run("explain", book, file, "--document", "ZZ", "--rule", "HEAVY").err


def test_explain_without_a_rule_tells_all(tmp_path: Path) -> None:
    done = run("explain", rulebook(tmp_path / "book"), manifest(tmp_path), "--document", "A1")
    assert done.code == 0
    assert "HEAVY" in done.out
    assert "DEAR" in done.out


def test_an_imported_list_is_in_use_from_then_on(tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("term\nspecial nothing\n", encoding="utf-8")
    done = run("reference", "import", "vague-terms", file, CTS_REFERENCE=str(tmp_path / "reference"))
    assert done.code == 0
    listed = run("reference", "list", CTS_REFERENCE=str(tmp_path / "reference"))
    assert "codes.csv" in listed.out
    assert run("reference", "import", "no-such-kind", file).code == 1
    assert run("reference", "import", "vague-terms", tmp_path / "nothing.csv").code == 1


def test_a_reference_folder_that_cannot_be_used_costs_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("term\nspecial nothing\n", encoding="utf-8")
    no_folder = run("reference", "import", "vague-terms", file, CTS_REFERENCE=str(file))
    assert (no_folder.code, no_folder.err.count("\n")) == (1, 1)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "lists.json").write_text("{", encoding="utf-8")
    for command in (("list",), ("import", "vague-terms", file)):
        done = run("reference", *command, CTS_REFERENCE=str(damaged))
        assert (done.code, done.err.count("\n")) == (1, 1)
        assert "lists.json" in done.err


def test_samples_of_the_starters_are_assessed_from_anywhere(tmp_path: Path) -> None:
    done = run("samples", cwd=tmp_path)
    assert done.code == 0
    assert "maritime-imports" in done.out
    assert "data-quality" in done.out


def test_help_and_version() -> None:
    assert "RULEBOOK" in run("--help").out
    assert run("--version").out == "cts-rules, version 0.1.0\n"
