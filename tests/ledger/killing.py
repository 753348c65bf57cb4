"""Kills `add` at many instants, adds again, and compares every table with that of an undisturbed run.

    python -m tests.ledger.killing LEDGER FILE SEED TIMES

LEDGER holds a first edition, FILE is to be added to it. Half of the instants are moments of processor time, wherever the
program then is, compiled code included; half lie right before an operation on a file. Both are drawn from SEED. The signal's
default action ends the process at once: nothing is cleaned up.

This process imports everything and then only forks, so that a try costs no start of the interpreter.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from tallylight import knowledge
from tallylight.ledger import layout, manifest, publish
from tallylight.ledger.build import add
from tallylight.ledger.edition import open_ledger

OPERATIONS = {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}
"""Audit events of Python before which a process may be killed. Compiled code opens its files without them."""

IN_A_ROW = 5
"""So many times a ledger is killed, one leftover upon the other, before it is added to in peace. One that has got its new
edition all the same is added to in peace at once, and the next try begins with a fresh one."""

AS_OF = date(2024, 6, 1)


def child(work: Callable[[], None]) -> tuple[int, float]:
    """Run `work` in a process of its own. Gives how it ended (0, or the signal) and its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = os.fork()
    if not process:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(process, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return os.waitstatus_to_exitcode(ended), used


def at_moment(seconds: float) -> None:
    """Be killed after this much processor time."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def at_operation(number: int, ledger: Path) -> None:
    """Be killed right before the operation of this number on a file of the ledger."""
    met = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal met
        if event in OPERATIONS and str(ledger) in str(args[0]):
            met += 1
            if met == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def operations(ledger: Path, file: str) -> int:
    """How many operations on files of the ledger an undisturbed run makes."""
    told, tell = os.pipe()

    def work() -> None:
        met = 0

        def watch(event: str, args: tuple[object, ...]) -> None:
            nonlocal met
            met += event in OPERATIONS and str(ledger) in str(args[0])

        sys.addaudithook(watch)
        add([file], str(ledger), AS_OF)
        os.write(tell, str(met).encode())

    child(work)
    os.close(tell)
    with os.fdopen(told) as answer:
        return int(answer.read())


def tables(ledger: Path) -> dict[str, str]:
    """Every file of the current edition with its SHA-256, read from the disk."""
    folder = layout.edition_folder(ledger, str(layout.current(ledger)))
    found, _ = manifest.read_manifest(folder)
    made = {part.path: publish.part_of(folder, folder / part.path).sha256 for part in found.parts}
    assert made == {part.path: part.sha256 for part in found.parts}
    return made


def main(first: Path, file: str, seed: int, times: int) -> None:
    """Do it, and print how the tries ended."""
    for load in (knowledge.makers, knowledge.groups, knowledge.technologies, knowledge.agencies):
        load()  # read once, and not in every try
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = Path(folder) / "undisturbed"
        shutil.copytree(first, undisturbed)
        steps = operations(undisturbed, file)
        expected = tables(undisturbed)
        again = Path(folder) / "again"
        shutil.copytree(first, again)
        _, seconds = child(partial(_add, file, again))
        assert tables(again) == expected, "two undisturbed runs differ"
        before = str(layout.current(first))
        ended = {"killed": 0, "done": 0, "old edition": 0, "new edition": 0}
        for number in range(0, times, IN_A_ROW):
            ledger = Path(folder) / "ledger"
            shutil.copytree(first, ledger)
            for attempt in range(IN_A_ROW):
                if attempt % 2:
                    arm = partial(at_operation, chance.randint(1, steps), ledger)
                else:
                    arm = partial(at_moment, chance.uniform(0, seconds))
                code, _ = child(partial(_killed, arm, file, ledger))
                assert code <= 0, f"try {number}: ended by itself with {code}"
                ended["killed" if code else "done"] += 1
                edition = open_ledger(str(ledger))
                ended["old edition" if edition.id == before else "new edition"] += 1
                if edition.id != before:  # adding once more changes nothing, so that there would be no build to kill
                    _in_peace(ledger, file, expected, f"try {number}")
                    shutil.copytree(first, ledger)
            _in_peace(ledger, file, expected, f"try {number}")
    print(json.dumps(ended))


def _in_peace(ledger: Path, file: str, expected: dict[str, str], told: str) -> None:
    """Add once more, undisturbed, compare, and remove the ledger."""
    code, _ = child(partial(_add, file, ledger))
    assert code == 0, f"{told}: adding again failed"
    assert tables(ledger) == expected, f"{told}: the tables differ"
    assert not list((ledger / layout.EDITIONS).glob(layout.BUILDING + "*")), f"{told}: something is left"
    shutil.rmtree(ledger)


def _killed(arm: Callable[[], None], file: str, ledger: Path) -> None:
    arm()
    _add(file, ledger)


def _add(file: str, ledger: Path) -> None:
    add([file], str(ledger), AS_OF)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
