"""Workers killed at any moment: what was acknowledged is there, assessed once, and nothing is half there.

On each database. Afterwards the audit is whole, and every assessment replays to the same.

CTS_KILLS=200 runs the whole; CTS_SEED chooses another run.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from pathlib import Path

import httpx
import pytest

from cts_rules.client import Client, Refused
from cts_rules.office.office import open_office
from cts_rules.office.reading import Wanted, consignment, consignments, manifests, message
from cts_rules.office.replaying import replay_all
from cts_rules.office.submitting import assess_left_over
from cts_rules.store.places import Place
from cts_rules.store.proving import prove
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written
from tests.rules.office.offices import office_at, with_rules
from tests.service.services import Service, running

KILLS = int(os.environ.get("CTS_KILLS", "12"))
SEED = int(os.environ.get("CTS_SEED", "417"))
SENDERS = 4


class Experiment:
    """Senders that go on whatever happens, a reader that looks for halves, and somebody who kills."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.acknowledged: dict[int, bytes] = {}
        """Content by the id of its message."""
        self.halves: list[str] = []
        self.troubles: list[str] = []
        self.over = threading.Event()
        self.progress = threading.Semaphore(0)
        """Released once for each acknowledgement."""

    def send(self, sender: int) -> None:
        """Sends messages of one to forty consignments, each until it is acknowledged."""
        draw = random.Random(SEED + sender)
        number = 0
        with self.service.client() as client:
            while not self.over.is_set():
                number += 1
                count = draw.choice([1, 1, 3, 40])
                names = (f"C{draw.randrange(30)}" for _ in range(count))
                consignments = [goods(f"S{sender}-{number}-{n}", name, 20_000 * draw.random())
                                for n, name in enumerate(names)]  # fmt: skip
                content = written(*consignments, manifest_number=f"{sender}-{number}").content
                done = self.until_acknowledged(client, content)
                if done is not None:
                    self.acknowledged[done] = content
                    self.progress.release()

    def until_acknowledged(self, client: Client, content: bytes) -> int | None:
        """The message's id, however often the connection breaks."""
        while True:
            try:
                return client.submit(content).message
            except httpx.TransportError:
                if self.over.is_set():
                    return None
            except Refused as refused:
                self.troubles.append(f"{refused.status} {refused.type}: {refused}")
                return None

    def read(self) -> None:
        """Looks at the newest manifests: each has as many consignments as it says, and each of them its verdicts."""
        with self.service.client() as client:
            while not self.over.is_set():
                try:
                    newest = [m for m, _ in zip(client.manifests(), range(5), strict=False)]
                    for found in newest:
                        told = list(client.consignments(manifest=found.id))
                        if len(told) != found.consignments or sum(lane.consignments for lane in found.lanes) != len(
                            told
                        ):
                            self.halves.append(f"{found} {len(told)}")
                except httpx.TransportError:
                    continue
                except Refused as refused:
                    self.troubles.append(f"{refused.status} {refused.type}: {refused}")

    def kill(self) -> int:
        """Kills a worker after some acknowledgements and a random part of a moment, again and again."""
        draw = random.Random(SEED)
        killed = 0
        while killed < KILLS:
            for _ in range(draw.randint(1, 4)):
                assert self.progress.acquire(timeout=60), "nothing is acknowledged any more"
            self.over.wait(draw.random() * 0.05)  # the experiment is that this can be any moment
            workers = self.service.workers()
            if workers:
                os.kill(draw.choice(workers), signal.SIGKILL)
                killed += 1
        return killed


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds the workers in /proc")
def test_what_was_acknowledged_is_there_assessed_once(place: Place) -> None:
    with_rules(office_at(place)).store.close()
    with running(place, "--no-samples", "--workers", 2) as service:
        experiment = Experiment(service)
        threads = [threading.Thread(target=experiment.send, args=(n,)) for n in range(SENDERS)]
        threads.append(threading.Thread(target=experiment.read))
        for thread in threads:
            thread.start()
        try:
            assert experiment.kill() == KILLS
        finally:
            experiment.over.set()
            for thread in threads:
                thread.join()
    assert experiment.troubles == []
    assert experiment.halves == []
    assert len(experiment.acknowledged) >= KILLS
    everything_is_there(place, experiment.acknowledged)


def everything_is_there(store: Place, acknowledged: dict[int, bytes]) -> None:
    """Also what was received and not acknowledged: it is assessed at the next start."""
    office = open_office(store, {"CTS_REFERENCE": "no such folder"})
    assess_left_over(office)
    stored: Counter[int] = Counter()
    cursor = None
    while True:
        page = manifests(office, cursor, 200)
        for found in page.items:
            stored[found.message] += 1
            told = consignments(office, Wanted(manifest=found.id), limit=200).items
            assert len(told) == found.consignments
            assert all(len(consignment(office, c.id).assessments) == 1 for c in told)
        cursor = page.next
        if cursor is None:
            break
    assert set(stored) >= set(acknowledged)
    assert set(stored.values()) == {1}
    assert all(message(office, number).content == content for number, content in acknowledged.items())
    with office.reading() as connection:
        assert prove(connection).broken == []
    assert [d for m in replay_all(office) for r in m.assessments for d in r.differences] == []
    office.store.close()
