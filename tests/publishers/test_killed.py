"""A pull that is killed and run again ends where an undisturbed one ends: the same tables, byte for byte."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publisher.data import invented
from tests.publisher.server import Publisher
from tests.publisher.service import Service
from tests.publishers.support import tables

KILLS = 200
AT_MOST = 12
"""So often one pull is killed before it may end."""


class Puller:
    """The process that pulls; see `killing.py`."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        root = str(Path(__file__).parents[2])
        command = [sys.executable, "-m", "tests.publishers.killing"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)

    def run(self, ledger: Path, die: int | None = None) -> tuple[int, int]:
        """Exit code (-9: killed) and steps of one pull."""
        assert self._process.stdin
        assert self._process.stdout
        told = {"ledger": str(ledger), "publisher": self._publisher.address, "die": die}
        print(json.dumps(told), file=self._process.stdin, flush=True)
        code, steps = json.loads(self._process.stdout.readline())
        return code, steps

    def close(self) -> None:
        """End it."""
        self._process.communicate()


@pytest.fixture
def puller() -> Iterator[Puller]:
    with Publisher(Service(invented(), members_of=5)).running() as publisher:
        found = Puller(publisher)
        yield found
        found.close()


def kept(ledger: Path) -> dict[str, bytes]:
    """The kept answers."""
    return {str(p.relative_to(ledger)): p.read_bytes() for p in (ledger / "sources").rglob("*") if p.is_file()}


def test_two_hundred_kills_at_any_instant_change_nothing(puller: Puller, tmp_path: Path) -> None:
    code, steps = puller.run(tmp_path / "undisturbed", 0)
    assert (code, steps > 5_000) == (0, True)
    right, answers = tables(tmp_path / "undisturbed"), kept(tmp_path / "undisturbed")
    chance = random.Random(20260821)
    killed = number = 0
    while killed < KILLS:
        ledger = tmp_path / str(number)
        number += 1
        for _ in range(AT_MOST):
            code, _ = puller.run(ledger, chance.randrange(1, steps))
            if code == 0:  # it went on where it stopped, so that it had fewer steps left than it was told to die at
                break
            assert code == -9
            killed += 1
        else:
            assert puller.run(ledger)[0] == 0
        assert tables(ledger) == right
        assert kept(ledger) == answers
        assert not [path for path in ledger.rglob(".*") if path.is_file()]
