"""What a check asks of the actions of an edition: whose they are, of which awards, with which words, how much, when.

Each kind of question says itself as a condition in SQL, over the columns of the view `bought`, for an edition that is asked
through the engine. `lookup` answers the same questions without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Condition = tuple[str, list[object]]
"""A condition in SQL, and the values of its question marks."""


@dataclass(frozen=True, slots=True)
class Paid:
    """Paid to one of these payees, by their published names, or attributed to one of these makers."""

    payees: tuple[str, ...]
    makers: tuple[str, ...] = ()

    def sql(self) -> Condition:
        """See `Condition`."""
        either = [*_one_of("payee", self.payees), *_one_of("maker", self.makers)]
        return " or ".join(either) or "false", [*self.payees, *self.makers]


@dataclass(frozen=True, slots=True)
class Saying:
    """With a description that holds the words of one of these phrases, in their order, in small letters or capitals."""

    phrases: tuple[tuple[str, ...], ...]

    def sql(self) -> Condition:
        """See `Condition`."""
        either = " or ".join(["description ilike ?"] * len(self.phrases))
        return either or "false", [f"%{'%'.join(words)}%" for words in self.phrases]


@dataclass(frozen=True, slots=True)
class SayingTogether:
    """With a description that has these words next to each other, in one number or the other."""

    words: tuple[str, ...]

    def sql(self) -> Condition:
        """See `Condition`."""
        between = r"[^\pL\pN]"
        joined = self._joined(f"{between}*")
        pattern = rf"(?:^|{between}){joined}(?:s|es)?(?:{between}|$)"
        return "regexp_matches(description, ?, 'i')", [pattern]

    def pattern(self) -> re.Pattern[str]:
        r"""The same for Python, which writes "neither letter nor digit" as [\W_]."""
        between = r"[\W_]"
        return re.compile(rf"(?:\A|{between}){self._joined(f'{between}*')}(?:s|es)?(?:{between}|\Z)", re.IGNORECASE)

    def _joined(self, between: str) -> str:
        return between.join(re.escape(w.removesuffix("s")) + ("s?" if w.endswith("s") else "") for w in self.words)


@dataclass(frozen=True, slots=True)
class OfAwards:
    """Of one of these awards, by their keys."""

    award_ids: tuple[str, ...]

    def sql(self) -> Condition:
        """See `Condition`."""
        return " or ".join(_one_of("award_id", self.award_ids)) or "false", list(self.award_ids)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Of the awards that carry this contract number."""

    piid: str

    def sql(self) -> Condition:
        """See `Condition`."""
        return "piid = ?", [self.piid]


@dataclass(frozen=True, slots=True)
class OfTechnology:
    """Attributed to this technology."""

    technology: str

    def sql(self) -> Condition:
        """See `Condition`."""
        return "technology = ?", [self.technology]


@dataclass(frozen=True, slots=True)
class OfAgencies:
    """Of one of these sub-agencies, in a time, both ends included."""

    sub_agencies: tuple[str, ...]
    start: date
    end: date

    def sql(self) -> Condition:
        """See `Condition`."""
        (named,) = _one_of("sub_agency", self.sub_agencies) or ["false"]
        return f"{named} and action_date between ? and ?", [*self.sub_agencies, self.start, self.end]


@dataclass(frozen=True, slots=True)
class OfAmount:
    """Of an amount in dollars, of either sign, in a time, all ends included."""

    low: Decimal
    high: Decimal
    start: date
    end: date

    def sql(self) -> Condition:
        """See `Condition`."""
        where = "abs(obligated) between ? and ? and action_date between ? and ?"
        return where, [self.low, self.high, self.start, self.end]


Question = Paid | Saying | SayingTogether | OfAwards | Numbered | OfTechnology | OfAgencies | OfAmount


def _one_of(column: str, values: Sequence[str]) -> list[str]:
    return [f"{column} in ({', '.join('?' * len(values))})"] if values else []
