import socket
from collections.abc import Iterator

import pytest

from cts_web.slow_clients import RATE, Patient, TooSlow


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def test_each_byte_gives_more_time(ends: tuple[socket.socket, socket.socket]) -> None:
    here, there = ends
    now = [0.0]
    patient = Patient(here, clock=lambda: now[0], patience=10)
    there.sendall(b"x" * RATE)
    received = 0
    while received < RATE:
        received += len(patient.chunk(RATE))
    now[0] = 10.9
    there.sendall(b"y")
    assert patient.chunk() == b"y"
    now[0] = 11.1
    there.sendall(b"z")
    with pytest.raises(TooSlow):
        patient.chunk()


def test_a_client_that_trickles_is_let_go(ends: tuple[socket.socket, socket.socket]) -> None:
    here, there = ends
    now = [0.0]
    patient = Patient(here, clock=lambda: now[0], patience=10)
    for _ in range(10):
        now[0] += 1
        there.sendall(b"x")
        assert patient.chunk() == b"x"
    now[0] += 1
    there.sendall(b"x")
    with pytest.raises(TooSlow):
        patient.chunk()


def test_a_new_request_has_time_of_its_own(ends: tuple[socket.socket, socket.socket]) -> None:
    here, there = ends
    now = [0.0]
    patient = Patient(here, clock=lambda: now[0], patience=10)
    now[0] = 1000
    patient.begin()
    there.sendall(b"x")
    assert patient.chunk() == b"x"


def test_who_says_nothing_is_let_go(ends: tuple[socket.socket, socket.socket]) -> None:
    here, _ = ends
    with pytest.raises(TooSlow):
        Patient(here, clock=lambda: 0.0, patience=0.01).chunk()
