"""The rows of one edition, ready to be looked up: a small file beside the edition, in place of the engine.

A check asks some twenty small questions. Loading the engine and joining the Parquet files for them takes longer than all
the rest of it. So a build leaves what those questions need in `cache/lookup-<edition>-<hash>.sqlite`: numbered texts, one
row of numbers an action, and all descriptions in small letters in one piece, in which words are found in a millisecond.
`lookup_file` writes it.

It is only ever a copy. The file names the edition by the SHA-256 of its manifest and carries the hash of its own bytes in
its name; when it is missing, damaged or of another edition, the edition itself is asked. It is read whole into memory, and
nothing is locked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

from tallylight.ledger.question import (
    Numbered,
    OfAgencies,
    OfAmount,
    OfAwards,
    OfTechnology,
    Paid,
    Question,
    Saying,
    SayingTogether,
)
from tallylight.model import Action, SourceRef

FORMAT = 1
"""The layout of the file. One of another number is passed over."""

NAME = "lookup-{edition}-{hash}.sqlite"

AT_ONCE = 5000  # numbers in one statement

AWARD_PAGE = "https://www.usaspending.gov/award/{}/"
"""The address of most awards: `url` is null where it is this."""


class Lookup:
    """Answers to questions, from the bytes of the file. Raises sqlite3.Error when they are not what `lookup_file` wrote."""

    def __init__(self, content: bytes) -> None:
        self._file = sqlite3.connect(":memory:")
        self._file.deserialize(content)
        self._texts: dict[int | None, str | None] = {None: None}
        self._actions: dict[int, Action] = {}
        self._said: bytes | None = None
        about = dict(self._file.execute("select name, value from about"))
        self.format, self.manifest_sha256 = int(about["format"]), about["manifest_sha256"]

    def payees(self) -> tuple[str, ...]:
        """See `Edition.payees`."""
        return tuple(name for (name,) in self._file.execute("select name from payees order by name"))

    def families(self) -> dict[str, str]:
        """See `Edition.families`."""
        return dict(self._file.execute("select name, who from families order by name"))

    def answer(self, question: Question) -> tuple[Action, ...]:
        """The actions that a question asks for, in the order of `Edition.actions`."""
        wanted = {n for condition in self._conditions(question) for n in self._numbered(condition)}
        self._read(wanted.difference(self._actions))
        return tuple(self._actions[number] for number in sorted(wanted))

    def _conditions(self, question: Question) -> Iterator[str]:
        """What to select, as conditions that are true of a row together or each by itself: any of them is enough."""
        match question:
            case Paid(payees, makers):
                yield from _among("payee", self._ids(payees))
                yield from _among("maker", self._ids(makers))
            case OfAwards(award_ids):
                yield from _among("award", self._ids(award_ids))
            case Numbered(piid):
                yield from _among("piid", self._ids([piid]))
            case OfTechnology(technology):
                yield from _among("technology", self._ids([technology]))
            case OfAgencies(sub_agencies, start, end):
                for condition in _among("sub_agency", self._ids(sub_agencies)):
                    yield f"{condition} and {_days(start, end)}"
            case OfAmount(low, high, start, end):
                least = int((low * 100).to_integral_value(ROUND_CEILING))
                most = int((high * 100).to_integral_value(ROUND_FLOOR))
                yield f"abs(cents) between {least} and {most} and {_days(start, end)}"
            case Saying(phrases):
                yield from _among("description", {number for words in phrases for number in self._saying(words)})
            case SayingTogether(words):
                pattern = question.pattern()
                stem = words[0].removesuffix("s") if words else ""
                found = list(self._saying((stem,)))
                self._know(found)
                yield from _among("description", [n for n in found if pattern.search(self._texts[n] or "")])

    def _saying(self, words: tuple[str, ...]) -> Iterator[int]:
        """The numbers of the descriptions that hold some words in their order."""
        if self._said is None:
            ((self._said,),) = self._file.execute("select text from said")
        said, lowered = self._said, [word.lower().encode() for word in words]
        rarest = max(lowered, key=len, default=b"")
        if not rarest:
            yield from (number for (number,) in self._file.execute("select distinct description from actions"))
            return
        here = said.find(rarest)
        while here >= 0:
            start, end = said.rfind(b"\n", 0, here) + 1, said.find(b"\n", here)
            mark = said.rfind(b"\0", start, end)
            if here < mark and _in_order(said, lowered, start, mark):
                yield int(said[mark + 1 : end])
            here = said.find(rarest, end)

    def _ids(self, texts: Iterable[str]) -> list[int]:
        """The numbers of texts that actions are looked up by; those that no action has are left out."""
        asked = "select id from texts where sought and text = ?"
        return [number for text in texts for (number,) in self._file.execute(asked, [text])]

    def _numbered(self, condition: str) -> Iterator[int]:
        return (number for (number,) in self._file.execute(f"select n from actions where {condition}"))

    def _read(self, numbers: Iterable[int]) -> None:
        """Make some actions known, and the texts in them."""
        for condition in _among("n", numbers):
            rows = self._file.execute(f"select * from actions where {condition}").fetchall()
            self._know(number for row in rows for number in row[TEXTS])
            self._actions.update((row[0], self._action(row)) for row in rows)

    def _know(self, numbers: Iterable[int | None]) -> None:
        wanted = {number for number in numbers if number not in self._texts}
        for condition in _among("id", [number for number in wanted if number is not None]):
            self._texts.update(self._file.execute(f"select id, text from texts where {condition}").fetchall())

    def _action(self, row: tuple[Any, ...]) -> Action:
        """A row of numbers, in the order of `lookup_file.TABLES`, as an Action."""
        _, day, cents, ceiling, source_row, first_seen, last_seen = row[: TEXTS.start]
        award, tail, piid, modification, agency, sub_agency, payee, uei, description, psc, naics, path, sha256, url = (
            self._texts[number] for number in row[TEXTS]
        )
        return Action(
            action_id=f"{award}{tail}",
            award_id=award or "",
            piid=piid or "",
            modification=modification or "",
            action_date=date.fromordinal(day),
            obligated=_dollars(cents),
            ceiling=None if ceiling is None else _dollars(ceiling),
            agency=agency,
            sub_agency=sub_agency or "",
            payee=payee or "",
            payee_uei=uei,
            description=description or "",
            psc=psc,
            naics=naics,
            source=SourceRef(path or "", sha256 or "", source_row),
            url=AWARD_PAGE.format(award) if url is None else url,
            first_seen=date.fromordinal(first_seen),
            last_seen=date.fromordinal(last_seen),
        )


TEXTS = slice(7, 21)
"""Which columns of a row are numbers of texts that an Action has."""


def find_lookup(cache: Path, edition: str, manifest_sha256: str) -> Lookup | None:
    """The lookup of an edition, where there is one that can be trusted."""
    for path in sorted(cache.glob(NAME.format(edition=edition, hash="*"))):
        with suppress(OSError, sqlite3.Error, KeyError, ValueError):
            content = path.read_bytes()
            if path.name != NAME.format(edition=edition, hash=hashed(content)):
                continue
            found = Lookup(content)
            if (found.format, found.manifest_sha256) == (FORMAT, manifest_sha256):
                return found
    return None


def hashed(content: bytes) -> str:
    """What stands in the file's name: a hash that finds damage, and no defence against anybody."""
    import xxhash

    return xxhash.xxh3_128_hexdigest(content)


def _among(column: str, numbers: Iterable[int]) -> Iterator[str]:
    """Conditions, any of which is true where a column has one of some numbers. They are our own, so they stand in the text."""
    listed = sorted(set(numbers))
    for place in range(0, len(listed), AT_ONCE):
        yield f"{column} in ({','.join(map(str, listed[place : place + AT_ONCE]))})"


def _days(start: date, end: date) -> str:
    return f"day between {start.toordinal()} and {end.toordinal()}"


def _in_order(said: bytes, words: Iterable[bytes], start: int, end: int) -> bool:
    for word in words:
        found = said.find(word, start, end)
        if found < 0:
            return False
        start = found + len(word)
    return True


def _dollars(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
