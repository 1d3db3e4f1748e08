"""`cts-rules up`: a store made ready and served, stopped or killed, started again with everything in it."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import httpx
import pytest

from cts_rules.access.accounts import add_account
from cts_rules.access.roles import Deed, Role
from cts_rules.access.tokens import add_token
from cts_rules.client import Client, Refused
from cts_rules.office.office import LOCAL, utc_now
from tests.rules.commands.running import run
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written
from tests.rules.office.offices import office_at
from tests.service.services import COMMAND, running


@pytest.mark.slow
def test_a_second_start_finds_everything(tmp_path: Path) -> None:
    store = tmp_path / "deep" / "store"
    store.parent.mkdir()
    with running(store) as service, service.client() as client:
        first = list(client.manifests())
        assert {lane.lane for m in first for lane in m.lanes} == {"red", "amber", "green"}
        books = [(b.name, b.in_force.number if b.in_force else None) for b in client.rulebooks()]
        assert books == [("data-quality", 1), ("maritime-imports", 1)]
        mine = client.submit(written(goods("MINE")).content)
        service.process.send_signal(signal.SIGKILL)
        service.process.wait()
    with running(store) as service, service.client() as client:
        again = list(client.manifests())
        assert [m.id for m in again] == [mine.manifests[0].id, *(m.id for m in first)]
        assert client.submit(written(goods("MINE")).content).repeated
        assert [b.versions for b in client.rulebooks()] == [1, 1]


def test_a_start_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    """At whatever line of its preparations it is killed: what is said of the store is true at the end."""
    store = tmp_path / "store"
    for lines in range(3):
        own = {**os.environ, "CTS_REFERENCE": "none", "PYTHONUNBUFFERED": "1"}
        command = [*COMMAND, "up", "--store", str(store), "--prepare-only"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=own) as process:
            assert process.stderr is not None
            for _ in range(lines + 1):
                process.stderr.readline()
            process.kill()
    done = run("up", "--store", store, "--prepare-only")
    assert done.code == 0, done.err
    assert run("up", "--store", store, "--prepare-only").err == ""
    with running(store) as service, service.client() as client:
        told = list(client.manifests())
        assert len({m.file for m in told}) == len(told) - 1  # one sample holds two manifests
        assert len(told) == 7


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "example.com"])
def test_only_this_machine_until_there_are_accounts(tmp_path: Path, host: str) -> None:
    done = run("up", "--store", tmp_path / "store", "--host", host)
    assert (done.code, done.out) == (1, "")
    assert "until there are accounts the service answers only this one" in done.err
    assert not (tmp_path / "store").exists()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with running(store, "--no-samples") as service:
        port = service.address.rpartition(":")[2]
        done = run("up", "--store", store, "--port", port)
    assert done.code == 1
    assert f"http://127.0.0.1:{port}/ cannot be used (address already in use): choose another port" in done.err


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    done = run("up", "--store", tmp_path / "store", "--prepare-only")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "cts-rules.sqlite3").write_bytes(b"no database, but as long as one is" * 100)
    done = run("up", "--store", tmp_path, "--prepare-only")
    assert done.code == 1
    assert "is no store of CTS Rules" in done.err


def test_a_wrong_setting_is_wrong_use(tmp_path: Path) -> None:
    done = run("up", "--store", tmp_path / "store", "--prepare-only", CTS_LIMIT_RULES="many")
    assert done.code == 2
    assert "CTS_LIMIT_RULES" in done.err


def test_demonstration_accounts_are_told_once_and_for_this_machine(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = run("up", "--store", store, "--no-samples", "--demonstration", "--prepare-only")
    told = [line.split() for line in first.out.splitlines() if line.startswith("  demo-")]
    assert [name for name, _ in told] == ["demo-author", "demo-approver", "demo-officer", "demo-administrator"]
    again = run("up", "--store", store, "--no-samples", "--demonstration", "--prepare-only")
    assert (again.code, again.out) == (0, "")
    elsewhere = run("up", "--store", store, "--host", "0.0.0.0", "--prepare-only")
    assert elsewhere.code == 1
    assert "take them away first" in elsewhere.err
    with running(store, "--no-samples") as service:
        assert httpx.get(service.address, trust_env=False).status_code == 401
        form = {"name": told[0][0], "password": told[0][1]}
        done = httpx.post(f"{service.address}/login", data=form, trust_env=False)
        assert done.status_code == 303
        assert run("users", "remove-demonstration", "--store", store).code == 0
        assert httpx.get(service.address, trust_env=False).status_code == 200
        log = service.log.read_text(encoding="utf-8")
    assert not any(password in log + first.err for _, password in told)


def test_with_accounts_it_listens_elsewhere_and_takes_tokens(tmp_path: Path) -> None:
    office = office_at(tmp_path / "store", utc_now)
    add_account(office, "anna", [Role.ADMINISTRATOR], "correct horse battery staple", LOCAL)
    token = add_token(office, "gateway", [Deed.READ_RULES], 7, LOCAL)
    office.store.close()
    with running(tmp_path / "store", "--no-samples", CTS_HOST="0.0.0.0") as service:
        address = service.address.replace("0.0.0.0", "127.0.0.1")
        with Client(address, token=token) as known, Client(address) as unknown:
            with pytest.raises(Refused) as refusal:
                unknown.rulebooks()
            assert (refusal.value.status, refusal.value.type) == (401, "/problems/not-logged-in")
            assert known.rulebooks() == []
            with pytest.raises(Refused) as refusal:
                list(known.manifests())
            assert (refusal.value.status, refusal.value.type) == (403, "/problems/not-allowed")
