"""What a pull has done so far, on disk: `pulls/<number>-<key>/` in the ledger, so that a killed one goes on where it was.

    plan.json       what is wanted, and every question, decided once
    0001.job.json   the job that is running at the publisher for question 1, so that it is not asked for twice
    0001.json       what question 1 brought: the kept files, and how the answer was checked
    done.json       the edition that it became

Each file is written at once or not at all. One process pulls into a ledger at a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tallylight.disk import FORBIDDEN, replace_file, sync
from tallylight.errors import LedgerError, NotNow

FOLDER = "pulls"
FORMAT = 1
"""Of plan.json. A plan of another format is not gone on with; the same question is begun anew."""

_NAME = re.compile(r"(\d{4,})-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Pull:
    """One pull's folder."""

    folder: Path

    @property
    def id(self) -> str:
        """Its name in the ledger."""
        return self.folder.name

    def read(self, name: str) -> dict[str, Any] | None:
        """A file of it; None where there is none, or none that can be read."""
        try:
            told = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) else None

    def write(self, name: str, told: dict[str, Any]) -> None:
        """Write a file of it, at once."""
        replace_file(self.folder / f"{name}.json", json.dumps(told, indent=1, ensure_ascii=False) + "\n")

    def forget(self, name: str) -> None:
        """Remove a file of it, where it is there."""
        with suppress(FileNotFoundError):
            (self.folder / f"{name}.json").unlink()

    def remove(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder)


def all_pulls(ledger: Path) -> list[Pull]:
    """Every pull that has a plan, oldest first."""
    folders = sorted((ledger / FOLDER).glob("*-*"), key=_number)
    found = [Pull(folder) for folder in folders if _NAME.fullmatch(folder.name)]
    return [pull for pull in found if (pull.read("plan") or {}).get("format") == FORMAT]


def unfinished(ledger: Path, key: str) -> Pull | None:
    """The newest pull of this wish that was planned and not finished."""
    last = next((pull for pull in reversed(all_pulls(ledger)) if pull.id.endswith(key)), None)
    return last if last and last.read("done") is None else None


def begin(ledger: Path, key: str, plan: dict[str, Any]) -> Pull:
    """A new pull with its plan."""
    numbers = [_number(folder) for folder in (ledger / FOLDER).glob("*-*")]
    pull = Pull(ledger / FOLDER / f"{max(numbers, default=0) + 1:04d}-{key}")
    pull.folder.mkdir(parents=True)
    sync(pull.folder.parent)
    pull.write("plan", {"format": FORMAT, **plan})
    return pull


@contextmanager
def alone(ledger: Path) -> Iterator[None]:
    """Hold the ledger's pulls. The system lets go when the process ends, however it ends. Raises NotNow and LedgerError."""
    try:
        (ledger / FOLDER).mkdir(parents=True, exist_ok=True)
        lock = os.open(ledger / FOLDER / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        kind = NotNow if error.errno in FORBIDDEN else LedgerError
        raise kind(
            f"the ledger cannot be written: {error.strerror}", where=str(ledger), do="Check the folder and its owner."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for half in (ledger / FOLDER).glob("*/.*.json-*"):  # what a killed run was writing
            half.unlink(missing_ok=True)
        yield
    except BlockingIOError:
        raise NotNow("another pull is running", where=str(ledger), do="Wait until it is done.") from None
    finally:
        os.close(lock)


def _number(folder: Path) -> int:
    match = _NAME.fullmatch(folder.name)
    return int(match[1]) if match else 0
