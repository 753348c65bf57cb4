"""The rows that a check may look at, asked for in the words of a claim: whose, which agency's, up to which day.

A thin layer over one edition. Every answer is kept for the length of a check, because an article returns to its vendors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from tallylight.claims.buyers import members
from tallylight.claims.covered import holds_nothing, lacking, names_of, uncovered
from tallylight.claims.names import Names
from tallylight.claims.vendor import Vendor
from tallylight.knowledge import Agency, Product, plain_name
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
from tallylight.model import Action, Coverage, CoverageState


class Ledger(Protocol):
    """What a check needs of an edition."""

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """The blocks it holds."""
        ...

    def payees(self) -> tuple[str, ...]:
        """Every published payee name."""
        ...

    def families(self) -> Mapping[str, str]:
        """Each published payee name, with the id of its family, or of its organisation where no family is known."""
        ...

    def ask(self, question: Question) -> tuple[Action, ...]:
        """The current actions that a question asks for."""
        ...


CONTRACT_NUMBER = re.compile(r"\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{12,20}\b")
"""A contract number (PIID) as a text may quote it: capitals and digits in one word (FAR 4.1603)."""

_STRAY_AWARDS = 2  # of others, that may have a company's name in their description by chance: a street, a part number


@dataclass(frozen=True, slots=True)
class Extent:
    """From when to when an agency is covered, and how well. `selection` means that silence proves nothing."""

    start: date
    end: date
    selection: bool


class Records:
    """One edition, as claims ask for it."""

    def __init__(self, edition: Ledger) -> None:
        self._edition = edition
        self.names = Names(edition.payees(), edition.families(), self._is_said_of_others)
        self._vendor_rows: dict[str, tuple[Action, ...]] = {}
        self._answers: dict[Question, tuple[Action, ...]] = {}

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """The blocks of the edition."""
        return self._edition.coverage

    def extent(self, agency: Agency | None) -> Extent | None:
        """What the edition covers of an agency, or of any agency for None. None where it covers nothing of it."""
        names = None if agency is None else {a.name for a in members(agency)}
        blocks = [b for b in self.coverage if names is None or b.sub_agency in names]
        if not blocks or (names and not names <= {b.sub_agency for b in blocks}):
            return None
        firm = [b for b in blocks if b.state is not CoverageState.SELECTION]
        chosen = firm or blocks
        return Extent(min(b.start for b in chosen), max(b.end for b in chosen), not firm)

    def uncovered(self, agency: Agency | None, start: date | None, end: date | None) -> tuple[tuple[date, date], ...]:
        """The stretches of a time that are not held of a buyer; without a first day, from when the ledger begins."""
        extent = self.extent(agency)
        if extent is None:
            return ()
        first = start or extent.start
        return uncovered(self.coverage, agency, first, end or extent.end) if end is None or end >= first else ()

    def lacks_of_buyers(self, rows: Iterable[Action], start: date, end: date) -> bool:
        """Whether a stretch of a time is not held of the very buyers of some rows."""
        extent = self.extent(None)
        last = min(end, extent.end) if extent else end
        return any(lacking(self.coverage, name, start, last) for name in {r.sub_agency for r in rows})

    def holds_nothing(self, agency: Agency | None, start: date, end: date) -> bool:
        """Whether nothing is held of a time, of any buyer that may be meant."""
        return holds_nothing(self.coverage, agency, start, end)

    def weak_blocks(self, agency: Agency | None, start: date, end: date) -> tuple[Coverage, ...]:
        """Blocks that touch a time and are provably incomplete."""
        names = {a.name for a in members(agency)} if agency else set()
        return tuple(
            b
            for b in self.coverage
            if b.state is CoverageState.PARTIAL
            and (not names or b.sub_agency in names)
            and b.start <= end
            and start <= b.end
        )

    def ask(self, question: Question) -> tuple[Action, ...]:
        """The current actions that a question asks for. An edition never changes, so a question is asked once."""
        if question not in self._answers:
            self._answers[question] = self._edition.ask(question)
        return self._answers[question]

    def of_vendor(self, vendor: Vendor, agency: Agency | None = None, until: date | None = None) -> tuple[Action, ...]:
        """Rows paid to a vendor, or for its products while another is paid: by the row's own words or its award's."""
        if vendor.name not in self._vendor_rows:
            bought = self.ask(Paid(vendor.payees, tuple(maker.name for maker in vendor.makers)))
            named = self.ask(Saying(tuple(tuple(words.split()) for words in vendor.search_words())))
            found = {*bought, *(r for r in named if vendor.is_named_in(r.description))}
            # What an award was made for, its later actions pay for, whether they say so or not.
            whole = self.of_awards(r.award_id for r in base_awards(found) if r.payee not in vendor.payees)
            self._vendor_rows[vendor.name] = in_order({*found, *whole})
        return narrow(self._vendor_rows[vendor.name], agency, until)

    def of_family(self, vendor: Vendor, agency: Agency | None = None, until: date | None = None) -> tuple[Action, ...]:
        """Rows paid to any company of a vendor's family."""
        if set(vendor.family) <= set(vendor.payees):
            return self.of_vendor(vendor, agency, until)
        return narrow(self.ask(Paid(vendor.family)), agency, until)

    def of_anyone(self, agency: Agency | None, start: date, end: date) -> tuple[Action, ...]:
        """Every row of an agency (of any for None) in a time, both ends included."""
        return self.ask(OfAgencies(tuple(sorted(names_of(self.coverage, agency))), start, end))

    def of_phrase(self, words: Sequence[str]) -> tuple[Action, ...]:
        """Every row whose description has these words next to each other, in one number or the other."""
        return self.ask(SayingTogether(tuple(words)))

    def _is_said_of_others(self, name: str, payees: Sequence[str]) -> bool:
        rows = self.of_phrase(plain_name(name).lower().split())
        stray = 0 if name.isupper() else _STRAY_AWARDS  # letters stand for many things
        return len({r.award_id for r in rows if r.payee not in payees}) > stray

    def of_technology(self, technology: str) -> tuple[Action, ...]:
        """Every row that is attributed to a technology."""
        return self.ask(OfTechnology(technology))

    def of_amount(
        self, low: Decimal, high: Decimal, start: date, end: date, agency: Agency | None
    ) -> tuple[Action, ...]:
        """Rows of anyone, by amount in dollars (of either sign) and day, both ends included."""
        return narrow(self.ask(OfAmount(low, high, start, end)), agency, None)

    def of_awards(self, award_ids: Iterable[str]) -> tuple[Action, ...]:
        """Every row of the awards named, oldest first."""
        return self.ask(OfAwards(tuple(sorted(set(award_ids)))))

    def of_number(self, number: str) -> tuple[Action, ...]:
        """Every row of the awards that carry a contract number."""
        return self.ask(Numbered(number))


def in_order(rows: Iterable[Action]) -> tuple[Action, ...]:
    """Rows as an edition gives them: by day and award, the base award first."""
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                r.action_date,
                r.award_id,
                r.modification != "0",
                r.modification,
                r.source.sha256,
                r.source.row,
            ),
        )
    )


def narrow(rows: Iterable[Action], agency: Agency | None, until: date | None) -> tuple[Action, ...]:
    """Rows of one agency (of any for None), up to and including a day."""
    names = {a.name for a in members(agency)} if agency else set()
    return tuple(r for r in rows if (not names or r.sub_agency in names) and (until is None or r.action_date <= until))


def of_product(rows: Iterable[Action], product: Product, vendor: Vendor) -> tuple[Action, ...]:
    """Rows whose description names a product. Some words mean it only where its own maker is paid."""
    payees = set(vendor.payees)
    return tuple(r for r in rows if product.is_named_in(r.description, maker_is_paid=r.payee in payees))


def total(rows: Iterable[Action]) -> Decimal:
    """The sum of what the rows obligated, in dollars."""
    return sum((r.obligated for r in rows), Decimal(0))


def with_money(rows: Iterable[Action]) -> tuple[Action, ...]:
    """Rows that moved money: zero-dollar actions are paperwork."""
    return tuple(r for r in rows if r.obligated)


def base_awards(rows: Iterable[Action]) -> list[Action]:
    """Rows that made an award, and changed none: modification 0."""
    return [r for r in rows if r.modification == "0"]


def by_award(rows: Iterable[Action]) -> dict[str, tuple[Action, ...]]:
    """Rows by award, in the order of their first row."""
    groups: dict[str, list[Action]] = {}
    for row in rows:
        groups.setdefault(row.award_id, []).append(row)
    return {award: tuple(group) for award, group in groups.items()}
