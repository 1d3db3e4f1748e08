"""The real server: one office a worker, clients that are slow, that hang up, that send too much."""

import os
import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cts_web.serve import CONNECTIONS, serve
from tests.web.server import SECONDS, WORKERS, Server, answer, serving

HEAD = b"POST /api/v1/manifests HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\n"


@pytest.fixture(scope="module")
def server(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that the tests share."""
    folder = tmp_path_factory.mktemp("served")
    place = Path(shutil.copytree(filled_store, folder / "store"))
    with serving(place, folder / "log") as started:
        yield started


@pytest.fixture
def own_server(place: Path, tmp_path: Path) -> Iterator[Server]:
    """A service that a test may maltreat."""
    with serving(place, tmp_path / "log") as started:
        yield started


def test_the_service_as_it_is_started(server: Server, edifact: bytes) -> None:
    with server.client() as client:
        assert client.get("/health").json()["status"] == "alive"
        assert client.get("/ready").json()["status"] == "ready"
        answers = [
            client.post("/api/v1/evaluate", content=edifact, headers={"Content-Type": "application/edifact"})
            for _ in range(6)
        ]
        assert {each.status_code for each in answers} == {200}
        counts = client.get("/metrics").text
    assert 'cts_requests_total{method="POST",route="/api/v1/evaluate",status="200"} 6.0' in counts
    assert [line["route"] for line in server.lines()].count("/api/v1/evaluate") == 6


def test_as_many_slow_clients_as_work_at_once_and_more(server: Server) -> None:
    """More than all the requests that are worked on at once; and none of them is worked on."""
    slow = [server.socket() for _ in range(WORKERS * 2 * 10)]
    try:
        for number, connection in enumerate(slow):
            half = (b"", b"POST /api/v1/man", HEAD, HEAD + b"Content-Length: 1000\r\n\r\nA;B")[number % 4]
            connection.sendall(half)
        with server.client() as client:
            for _ in range(5):
                assert client.get("/health").status_code == 200
                assert client.get("/api/v1/rulebooks").status_code == 200
    finally:
        for connection in slow:
            connection.close()


def test_who_is_too_slow_is_told_and_let_go(place: Path, tmp_path: Path) -> None:
    with serving(place, tmp_path / "log", patience=0.5) as server:
        for half in (
            HEAD + b"Content-Length: 1000\r\n\r\nA;B",
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nA;B\r\n",
        ):
            with server.socket() as connection:
                connection.sendall(half)
                told = answer(connection)
            assert told.startswith(b"HTTP/1.1 408 ")
            assert b"/problems/body-too-slow" in told
        with server.socket() as connection:
            connection.sendall(HEAD[:30])
            assert answer(connection) == b""
    assert not [line for line in server.lines() if line["level"] in ("error", "critical")]


def test_all_threads_held_by_slow_clients_are_free_again(place: Path, tmp_path: Path) -> None:
    with serving(place, tmp_path / "log", patience=1.0) as server:
        slow = [server.socket() for _ in range(WORKERS * CONNECTIONS)]
        try:
            for connection in slow:
                connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\nA;B")
            with server.client() as client:
                assert client.get("/health").status_code == 200
        finally:
            for connection in slow:
                connection.close()


def test_half_a_message_of_a_client_that_hangs_up_is_not_stored(server: Server) -> None:
    with server.client() as client:
        before = client.get("/api/v1/manifests").json()
        row = b"document_number,gross_weight\nA-1,10\n"
        for head in (b"Content-Length: 1000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(row)):
            with server.socket() as connection:
                connection.sendall(HEAD + head + row)
                connection.shutdown(socket.SHUT_WR)
                assert b" 400 " in answer(connection)[:20]
        assert client.get("/api/v1/manifests").json() == before
    assert not [line for line in server.lines() if line["level"] == "error"]


def test_a_chunked_message_is_taken(server: Server) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"document_number,gross_weight,"
        yield b"description\nA-1,10,bananas\n"

    with server.client() as client:
        sent = client.post("/api/v1/manifests", content=pieces(), headers={"Content-Type": "text/csv"})
        assert sent.status_code == 201
        assert client.get(f"/api/v1/messages/{sent.json()['message']}").content == b"".join(pieces())


def test_too_much_is_refused_before_it_is_read(server: Server) -> None:
    with server.socket() as connection:
        connection.sendall(HEAD + b"Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n")
        assert b" 413 " in answer_head(connection)
    with server.client() as client:
        assert client.get("/health").status_code == 200


def answer_head(connection: socket.socket) -> bytes:
    """What comes up to a final status."""
    received = b""
    while b"/problems/" not in received:
        piece = connection.recv(65536)
        assert piece, received
        received += piece
    return received.replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"")[:20]


def test_workers_are_started_anew_without_a_lost_request(own_server: Server) -> None:
    stop, statuses, troubles = threading.Event(), [], []

    def ask() -> None:
        with own_server.client() as client:
            while not stop.is_set():
                try:
                    statuses.append(client.get("/api/v1/rulebooks").status_code)
                except Exception as trouble:  # noqa: BLE001 (whatever it is, the test tells it)
                    troubles.append(trouble)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    try:
        while len(workers := children(own_server.process.pid)) < WORKERS or not statuses:
            assert own_server.process.poll() is None
        own_server.process.send_signal(signal.SIGHUP)
        while workers & children(own_server.process.pid) or len(children(own_server.process.pid)) < WORKERS:
            assert own_server.process.poll() is None
    finally:
        stop.set()
        for thread in asking:
            thread.join(SECONDS)
    assert set(statuses) == {200}
    assert troubles == []


def children(process: int) -> set[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return {int(child) for child in text.split()}


def test_a_worker_that_is_killed_is_replaced(own_server: Server) -> None:
    while len(before := children(own_server.process.pid)) < WORKERS:
        assert own_server.process.poll() is None
    os.kill(min(before), signal.SIGKILL)
    while len(children(own_server.process.pid) - before) < 1:
        assert own_server.process.poll() is None
    with own_server.client() as client:
        assert client.get("/ready").status_code == 200


def test_only_this_machine(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.org"):
        assert serve(place, host, 0, 1, 1, {}) == 1
        said = capsys.readouterr().err
        assert said.startswith(f"{host} can be reached from other machines")
        assert said.count("\n") == 1


def test_a_port_in_use(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert serve(place, "127.0.0.1", taken.getsockname()[1], 1, 1, {}) == 1
    said = capsys.readouterr().err
    assert said.endswith("cannot be used (address already in use): choose another port\n")


def test_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(tmp_path / "nothing", "127.0.0.1", 0, 1, 1, {}) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_wrong_setting(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(place, "127.0.0.1", 0, 1, 1, {"CTS_LIMIT_BODY_BYTES": "much"}) == 1
    assert "CTS_LIMIT_BODY_BYTES" in capsys.readouterr().err
