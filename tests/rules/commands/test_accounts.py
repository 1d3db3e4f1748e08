"""`users` and `tokens`: made on the command line, passwords from standard input alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.rules.commands.running import COMMAND, Outcome, run, surroundings

SECRET = "correct horse battery staple"


def typed(store: Path, *arguments: str, password: str = SECRET) -> Outcome:
    """Runs the command line with a password on standard input."""
    done = subprocess.run(
        [*COMMAND, *arguments, "--store", str(store)],
        input=password + "\n",
        capture_output=True,
        encoding="utf-8",
        env=surroundings({}),
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert password not in done.stdout + done.stderr
    return Outcome(done.returncode, done.stdout, done.stderr)


def test_accounts_and_tokens(tmp_path: Path) -> None:
    store = tmp_path / "store"
    refused = typed(store, "users", "add", "anna", "--role", "author")
    assert (refused.code, refused.out) == (1, "")
    assert "the first account must be an administrator's" in refused.err
    assert typed(store, "users", "add", "berta", "--role", "administrator").out == "berta can log in as administrator\n"
    assert typed(store, "users", "add", "anna", "--role", "author", "--role", "officer").code == 0
    assert "too short" in typed(store, "users", "set-password", "anna", password="hunter2").err
    assert typed(store, "users", "set-password", "anna", password="seven fat hens in the rain").code == 0
    assert run("users", "set-role", "anna", "--role", "auditor", "--store", store).code == 0
    assert run("users", "disable", "anna", "--store", store).code == 0
    assert "only administrator" in run("users", "disable", "berta", "--store", store).err
    listed = run("users", "list", "--store", store).out.splitlines()
    assert [line.split("  ")[:2] for line in listed] == [["anna", "auditor"], ["berta", "administrator"]]
    assert "disabled since" in listed[0]
    token = run("tokens", "add", "gateway", "--for", "hand in", "--days", "7", "--store", store).out.strip()
    assert token.startswith("cts_")
    assert run("tokens", "revoke", "gateway", "--store", store).code == 0
    listed = run("tokens", "list", "--store", store).out.splitlines()
    assert listed[0].startswith("gateway  hand in  revoked ")
    assert listed[0].endswith("never used")
    assert run("users", "remove-demonstration", "--store", store).out == "there are no demonstration accounts\n"


def test_what_cannot_be_is_wrong_use(tmp_path: Path) -> None:
    assert run("users", "add", "anna", "--role", "service", "--store", tmp_path / "store").code == 2
    assert run("tokens", "add", "x", "--for", "administer", "--store", tmp_path / "store").code == 2
    assert not (tmp_path / "store").exists()
    assert run("users", "list", "--store", tmp_path).code == 1
