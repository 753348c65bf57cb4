"""What people decided about a ledger: a small SQLite file beside the editions, which no build ever rewrites.

Each decision is a row with who, when and why. Undoing one writes that down too; nothing is deleted. Builds read it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tallylight.disk import FORBIDDEN
from tallylight.errors import LedgerError, NotNow, UsageError
from tallylight.identity.links import FAMILY, SAME, Link

FILE = "desk.sqlite"
DIFFERENT = "different"
VERDICTS = (SAME, FAMILY, DIFFERENT)
BY_A_PERSON = "decided by a person"
PATIENCE_S = 5.0
"""How long to wait for another process that is writing."""

_PRIMARY = 0xFF  # the bits of an error code of SQLite that say what, the others say where
_FOR_NOW = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL}  # fmt: skip

_TABLE = """
create table if not exists decisions (
    id integer primary key,
    one text not null,
    other text not null,
    verdict text not null check (verdict in ('same', 'family', 'different')),
    who text not null,
    why text not null,
    decided text not null,
    undone text,
    undone_by text
)
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on two published names. `undone` is the moment it was taken back, UTC."""

    id: int
    one: str
    other: str
    verdict: str
    who: str
    why: str
    decided: str
    undone: str | None
    undone_by: str | None


def decisions(ledger: Path, *, undone: bool = False) -> tuple[Decision, ...]:
    """All decisions that stand, oldest first; with `undone`, also those taken back."""
    if not (ledger / FILE).exists():
        return ()
    with _opened(ledger) as desk:
        rows = desk.execute("select * from decisions order by id").fetchall()
    found = tuple(Decision(*row) for row in rows)
    return found if undone else tuple(one for one in found if one.undone is None)


def decide(ledger: Path, one: str, other: str, verdict: str, who: str, why: str) -> Decision:
    """Write a decision down. A later one on the same two names takes the place of an earlier."""
    one, other = sorted((one, other))
    now = _now()
    with _opened(ledger) as desk:
        desk.execute(
            "update decisions set undone = ?, undone_by = ? where one = ? and other = ? and undone is null",
            (now, who, one, other),
        )
        made = desk.execute(
            "insert into decisions (one, other, verdict, who, why, decided) values (?, ?, ?, ?, ?, ?)",
            (one, other, verdict, who, why, now),
        )
        return Decision(int(made.lastrowid or 0), one, other, verdict, who, why, now, None, None)


def undo(ledger: Path, number: int, who: str) -> None:
    """Take a decision back. Raises UsageError when no such decision stands."""
    with _opened(ledger) as desk:
        done = desk.execute(
            "update decisions set undone = ?, undone_by = ? where id = ? and undone is null", (_now(), who, number)
        )
        if not done.rowcount:
            raise UsageError(
                f"no decision {number} stands", where="review undo", do="`tallylight review --decided` lists them."
            )


def links(ledger: Path) -> tuple[tuple[Link, ...], frozenset[frozenset[str]]]:
    """The decisions that stand, for the resolver: links, and pairs of names that are different."""
    standing = decisions(ledger)
    made = tuple(
        Link(each.one, each.other, each.verdict, BY_A_PERSON, each.why, each.who)
        for each in standing
        if each.verdict != DIFFERENT
    )
    return made, frozenset(frozenset((each.one, each.other)) for each in standing if each.verdict == DIFFERENT)


@contextmanager
def _opened(ledger: Path) -> Iterator[sqlite3.Connection]:
    """The desk; what is written inside is written as a whole or not at all. Raises NotNow and LedgerError."""
    try:
        ledger.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(ledger / FILE, timeout=PATIENCE_S)) as desk, desk:
            desk.execute(_TABLE)
            yield desk
    except (sqlite3.Error, OSError) as error:
        if _is_for_now(error):
            what = f"people's decisions cannot be written: {getattr(error, 'strerror', None) or error}"
            raise NotNow(what, where=str(ledger / FILE), do="Check your permissions, or try again.") from error
        raise LedgerError(
            f"people's decisions cannot be read: {error}", where=str(ledger / FILE), do="Restore it from a copy."
        ) from error


def _is_for_now(error: Exception) -> bool:
    """Whether the desk is whole, and only held by another process or not ours to write."""
    if isinstance(error, OSError):
        return error.errno in FORBIDDEN
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & _PRIMARY in _FOR_NOW


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
