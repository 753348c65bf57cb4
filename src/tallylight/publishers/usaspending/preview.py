"""What a pull would ask, without asking. Pure, but for reading what earlier pulls left in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tallylight.publishers import pulls
from tallylight.publishers.usaspending import archive_lists, award, pieces, questions
from tallylight.publishers.usaspending.answers import COUNT, LAST_UPDATED
from tallylight.publishers.usaspending.held import held_by
from tallylight.publishers.usaspending.pieces import Piece
from tallylight.publishers.usaspending.plan import OVERLAP
from tallylight.publishers.usaspending.wanted import OLDEST, Wanted, fiscal_year


@dataclass(frozen=True, slots=True)
class Question:
    """One request, and what it is for."""

    words: str
    request: str
    question: dict[str, Any]


def preview(wanted: Wanted, ledger: Path, today: date) -> list[Question]:
    """Every question that is known beforehand. `today` stands for the publisher's newest day, which only it can say."""
    return [Question("of which day the data are", f"GET {LAST_UPDATED}", {}), *_main(wanted, ledger, today)]


def _main(wanted: Wanted, ledger: Path, today: date) -> Iterable[Question]:
    until = min(wanted.until or today, today)
    if wanted.award:
        key = wanted.award if wanted.award.startswith("CONT_") else "KEY"
        if key == "KEY":
            yield Question(f"the key of {wanted.award}", f"POST {award.SEARCH}", {"award_ids": [f'"{wanted.award}"']})
        yield Question("the key as it is today", f"GET /api/v2/awards/{key}/", {})
        yield Question("the keys of its actions", f"POST {award.TRANSACTIONS}", {"award_id": key})
        yield from _of([questions.of_award(key, wanted.award)])
    elif wanted.vendor:
        yield from _of(questions.of_vendor(wanted.vendor, [(wanted.since or OLDEST, until)]))
    elif wanted.monthly:
        yield from _archive(dict.fromkeys(buyer.top for buyer in wanted.buyers), wanted.years or (fiscal_year(today),))
    elif wanted.update:
        known, _ = held_by(pulls.all_pulls(ledger))
        chosen = [one for one in known if not wanted.buyers or one.buyer in wanted.buyers]
        for one in chosen:
            after = max(OLDEST, one.as_of - OVERLAP)
            yield from _of(questions.of_update(one.buyer, one.updated(today).window, after, max(after, today)))
        yield from _archive(dict.fromkeys(one.buyer.top for one in chosen), (fiscal_year(today),))
    else:
        yield from _of(questions.of_agencies(wanted, until))


def _archive(tops: Iterable[str], years: Iterable[int]) -> Iterable[Question]:
    yield Question("the archive's agencies", f"POST {archive_lists.AGENCIES}", {"type": "award_agencies"})
    for top in tops:
        for year in years:
            body = {"agency": f"the number of {top}", "fiscal_year": year, "type": "contracts"}
            yield Question(f"files of {top}, fiscal {year}", f"POST {archive_lists.FILES}", body)


def _of(asked: Iterable[Piece]) -> Iterable[Question]:
    for piece in asked:
        if piece.count and piece.path != pieces.SEARCH:
            yield Question(f"how many: {piece.words}", f"POST {COUNT}", {"filters": piece.count})
        yield Question(piece.words, f"POST {piece.path}", piece.body)
