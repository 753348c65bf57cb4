"""A whole pull: plan it, ask every question that is not answered yet, and say what came. Start here.

Nothing is added to the ledger here: whoever calls builds one edition from what `pull` gives, and then calls `finish`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallylight.model import Asked
from tallylight.publishers import pulls
from tallylight.publishers.pulls import Pull
from tallylight.publishers.usaspending.answers import Found, OnePerson, answer, kept_whole, results_name
from tallylight.publishers.usaspending.pieces import Piece, piece_in
from tallylight.publishers.usaspending.plan import planned
from tallylight.publishers.usaspending.wanted import Wanted
from tallylight.publishers.vault import Vault
from tallylight.publishers.wire import Wire
from tallylight.sources import Input


@dataclass(frozen=True, slots=True)
class Answered:
    """A kept file, the day of its data, and what was asked for it."""

    source: Input
    as_of: date
    asked: Asked


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought: every question with its answer, in the order of the plan."""

    pull: Pull
    found: tuple[tuple[Piece, Found], ...]
    resumed: bool  # an interrupted pull was gone on with

    def files(self, ledger: Path) -> list[Answered]:
        """Every kept file, ready for a build."""
        return [
            Answered(Input(file.path, ledger / file.path), found.as_of, _asked(self.pull.id, piece, found, place == 0))
            for piece, found in self.found
            for place, file in enumerate(found.files)
        ]


@contextmanager
def pull(wanted: Wanted, ledger: Path, wire: Wire) -> Iterator[Pulled]:
    """Ask everything that is wanted, going on where an interrupted pull of the same wish stopped.

    Inside the block no other pull runs in this ledger. Raises PublisherError, UsageError or LedgerError; what was
    answered until then is kept for the next run.
    """
    with pulls.alone(ledger):
        vault = Vault(ledger)
        vault.sweep()
        begun = pulls.unfinished(ledger, wanted.key)
        questions = _plan(begun, wire) if begun else None
        if begun is None or questions is None:
            begun = None
            current = pulls.begin(ledger, wanted.key, planned(wanted, wire, ledger))
            questions = _plan(current, wire) or []
        else:
            current = begun
        found = []
        for number, piece in enumerate(questions, 1):
            wire.progress.piece(piece.words, number, len(questions))
            try:
                found.append((piece, _answer(wire, vault, current, number, piece)))
            except OnePerson:
                current.remove()  # the question itself names a person
                raise
        yield Pulled(current, tuple(found), begun is not None)


def _plan(current: Pull, wire: Wire) -> list[Piece] | None:
    """The questions of a pull; None where it was planned for another publisher, or its plan cannot be read."""
    plan = current.read("plan") or {}
    try:
        return [piece_in(told) for told in plan["pieces"]] if plan["publisher"] == wire.hosts.api else None
    except (KeyError, TypeError, ValueError):
        return None


def finish(pulled: Pulled, edition: str) -> None:
    """Note that an edition holds what was pulled: the same wish begins anew from now on."""
    pulled.pull.write("done", {"edition": edition})


def _answer(wire: Wire, vault: Vault, current: Pull, number: int, piece: Piece) -> Found:
    """The answer to one question: from an earlier run where it is there, whole, else from the publisher."""
    earlier = _earlier(current, number)
    if earlier and kept_whole(vault, earlier.files):
        return earlier
    made = answer(wire, vault, current, number, piece)
    current.write(results_name(number), made.out())
    current.forget(f"{number:04d}.job")
    wire.progress.finished(piece.words, made.rows, made.answer_size)
    return made


def _earlier(current: Pull, number: int) -> Found | None:
    """What an earlier run brought, where it can be read."""
    told = current.read(results_name(number))
    try:
        return Found.read(told) if told else None
    except (KeyError, TypeError, ValueError):
        return None


def _asked(pull_id: str, piece: Piece, found: Found, first: bool) -> Asked:
    """What was asked for one file. Of an answer in several files, the first one carries what all of them complete."""
    return Asked(
        pull=pull_id,
        words=piece.words,
        request=f"{'GET' if piece.shown else 'POST'} {piece.path}",
        question={name: value for name, value in piece.body.items() if name != "columns"},
        understood=found.understood,
        answer_name=found.answer_name,
        answer_sha256=found.answer_sha256,
        windows=piece.windows if first else (),
        all_agencies=piece.all_agencies,
        only_changes=piece.only_changes,
        lacks=found.lacks,
        aliases=piece.aliases,
    )
