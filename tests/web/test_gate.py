from collections.abc import Iterator
from threading import Event, Thread

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from cts_web.gate import Gate

SECONDS = 30


def test_a_long_answer_stands_in_the_gate_only_while_a_piece_is_made() -> None:
    gate = Gate(1)
    inside: list[bool] = []

    def pieces() -> Iterator[bytes]:
        for n in range(3):
            inside.append(not gate._places.acquire(blocking=False))
            yield b"%d" % n

    for piece in gate.one_by_one(pieces()):
        assert piece
        gate.enter()  # free, while the piece is sent
        gate.leave()
    assert inside == [True, True, True]


def test_the_gate_is_left_when_making_fails() -> None:
    gate = Gate(1)

    def pieces() -> Iterator[bytes]:
        yield b"1"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(gate.one_by_one(pieces()))
    gate.enter()


@pytest.mark.parametrize("trouble", [None, RuntimeError("x"), NotFound()])
def test_a_request_leaves_however_it_ends(
    app: Flask, monkeypatch: pytest.MonkeyPatch, trouble: Exception | None
) -> None:
    def broken(*_: object) -> list[object]:
        if trouble:
            raise trouble
        return []

    monkeypatch.setattr("cts_rules.office.library.rulebooks", broken)
    monkeypatch.setattr("cts_web.refusing.LOG.error", lambda *_, **__: None)
    for _ in range(5):  # two places
        app.test_client().get("/api/v1/rulebooks")


def test_health_is_told_while_everyone_works(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    working, done = [Event(), Event()], Event()
    waiting = iter(working)

    def slow(*_: object) -> list[object]:
        next(waiting).set()
        assert done.wait(SECONDS)
        return []

    monkeypatch.setattr("cts_rules.office.library.rulebooks", slow)
    threads = [Thread(target=lambda: app.test_client().get("/api/v1/rulebooks")) for _ in working]
    for thread in threads:
        thread.start()
    try:
        assert all(event.wait(SECONDS) for event in working)
        for path in ("/health", "/ready", "/metrics"):
            assert app.test_client().get(path).status_code == 200
    finally:
        done.set()
        for thread in threads:
            thread.join(SECONDS)
