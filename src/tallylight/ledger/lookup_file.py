"""Writing the file that `lookup` reads, once an edition is published. Losing it, or failing to write it, is no harm."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from tallylight.errors import LedgerError
from tallylight.ledger import layout
from tallylight.ledger.edition import COLUMNS, MOST_IN_MEMORY, Edition, select_actions
from tallylight.ledger.lookup import AWARD_PAGE, FORMAT, NAME, hashed

DRAFT = ".lookup.draft"

TABLES = """
pragma journal_mode = off;
create table about (name text not null, value text not null);
create table texts (id integer primary key, text text not null, sought integer not null);
create table actions (
    n integer primary key, day integer, cents integer, ceiling integer, source_row integer,
    first_seen integer, last_seen integer,
    award integer, tail integer, piid integer, modification integer, agency integer, sub_agency integer, payee integer,
    uei integer, description integer, psc integer, naics integer, path integer, sha256 integer, url integer,
    technology integer, maker integer
);
create table payees (name text not null);
create table families (name text not null, who text not null);
create table said (text blob not null);
"""
"""`n` counts actions in the order in which editions give them. Days are proleptic ordinals (1 is 1 January of year 1), money
is cents, and every column from `award` on is the number of a text. `tail` is what follows the award in the action's id."""

INDEXES = """
create index by_text on texts (text) where sought;
create index by_award on actions (award);
create index by_payee on actions (payee);
create index by_maker on actions (maker) where maker is not null;
create index by_description on actions (description);
create index by_amount on actions (abs(cents));
"""


def keep(ledger: Path, edition: Edition) -> None:
    """Leave a lookup of an edition in the ledger's cache, and remove those of others. Not for editions too large for memory."""
    cache = ledger / layout.CACHE
    if edition.manifest.counts["actions"] > MOST_IN_MEMORY:
        return
    draft = cache / DRAFT
    with suppress(OSError, sqlite3.Error, duckdb.Error, LedgerError):
        cache.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        try:
            write(draft, edition)
            path = cache / NAME.format(edition=edition.id, hash=hashed(draft.read_bytes()))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        for old in cache.glob(NAME.format(edition="*", hash="*")):
            if old != path:
                old.unlink()


def write(path: Path, edition: Edition) -> None:
    """Write the lookup of an edition to a new file."""
    numbers = _Numbers()
    rows = (numbers.row(n, row) for n, row in enumerate(edition.stream(select_actions("bought", "true", ASKED)), 1))
    with closing(sqlite3.connect(path)) as file:
        file.executescript(TABLES)
        about = {"format": str(FORMAT), "manifest_sha256": edition.sha256}
        file.executemany("insert into about values (?, ?)", about.items())
        file.executemany(f"insert into actions values ({', '.join('?' * 23)})", rows)
        file.executemany("insert into texts values (?, ?, ?)", numbers.texts())
        file.executemany("insert into payees values (?)", [(payee,) for payee in edition.payees()])
        file.executemany("insert into families values (?, ?)", edition.families().items())
        file.execute("insert into said values (?)", [numbers.said()])
        file.executescript(INDEXES)
        file.commit()


ASKED = f"{COLUMNS}, technology, maker"


class _Ids(dict[str, int]):
    """A number for each text, in the order in which they were met."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self) + 1
        return number


class _Numbers:
    """Rows of numbers, and the texts behind the numbers."""

    def __init__(self) -> None:
        self._ids = _Ids()
        self._sought: set[int] = set()
        self._descriptions: dict[int, str] = {}

    def row(self, place: int, row: tuple[Any, ...]) -> tuple[int | None, ...]:
        """One row selected with ASKED, as one of the table `actions`."""
        (action_id, award, piid, modification, day, obligated, ceiling, agency, sub_agency, payee, uei) = row[:11]
        (description, psc, naics, path, sha256, source_row, url, first_seen, last_seen, technology, maker) = row[11:]
        ids = self._ids
        said = ids[description]
        self._descriptions[said] = description
        keys = ids[award], ids[piid], ids[sub_agency], ids[payee]
        bought = [None if text is None else ids[text] for text in (technology, maker)]
        self._sought.update(keys, filter(None, bought))
        return (
            place, day.toordinal(), _cents(obligated), None if ceiling is None else _cents(ceiling), source_row,
            first_seen.toordinal(), last_seen.toordinal(),
            keys[0], ids[action_id.removeprefix(award)], keys[1], ids[modification],
            None if agency is None else ids[agency], keys[2], keys[3], None if uei is None else ids[uei], said,
            None if psc is None else ids[psc], None if naics is None else ids[naics], ids[path], ids[sha256],
            None if url == AWARD_PAGE.format(award) else ids[url], *bought,
        )  # fmt: skip

    def texts(self) -> Iterable[tuple[int, str, int]]:
        """Every text with its number, and whether actions are looked up by it."""
        return ((number, text, int(number in self._sought)) for text, number in self._ids.items())

    def said(self) -> bytes:
        """Every description in small letters, one a line, with its number behind it."""
        lines = (f"{_on_one_line(text.lower())}\0{number}\n" for number, text in self._descriptions.items())
        return "".join(lines).encode("utf-8", "surrogatepass")


def _on_one_line(text: str) -> str:
    """No word has a line break in it, and no description a NUL that means something."""
    return text.replace("\n", " ").replace("\0", " ")


def _cents(amount: Decimal) -> int:
    return int(amount * 100)
