"""What `search` and `export` can be limited to: one set of options, one meaning.

In: a `Filter` as the command line states it. Out: a condition in SQL over rows of actions (or of sub-awards), and its values.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallylight import knowledge
from tallylight.errors import UsageError
from tallylight.ledger.names import words as words_of

TEXT = "(coalesce(description, '') || chr(10) || coalesce(payee, ''))"

# The words of a payee's name as `names.words` finds them, with a blank around each.
_PLAIN = "upper(regexp_replace(coalesce(payee, ''), '[.''’]', '', 'g'))"
_PAYEE = rf"(' ' || regexp_replace({_PLAIN}, '[^\pL\pN_&]+', ' ', 'g') || ' ')"
_BUYER = "(coalesce(sub_agency, '') || chr(10) || coalesce(agency, ''))"


@dataclass(frozen=True, slots=True)
class Filter:
    """What every row has to be: None, or no word, asks nothing. Days are included."""

    words: Sequence[str] = ()  # each begins a word of the description or the payee
    agency: str | None = None  # a name or short name of an agency or department, or words of one
    since: date | None = None
    until: date | None = None
    technology: str | None = None  # an id of the list of technologies
    vendor: str | None = None  # words of the payee's name, whole, in any order

    @property
    def asks(self) -> bool:
        """Whether it asks anything at all."""
        return bool(self.asked_words or self.agency or self.since or self.until or self.technology or self.vendor)

    @property
    def asked_words(self) -> list[str]:
        """The words one by one."""
        return " ".join(self.words).split()

    def condition(self, *, technology_of: str = "row_hash") -> tuple[str, dict[str, Any]]:
        """The condition, `true` where nothing is asked, and its values.

        Over columns description, payee, agency, sub_agency and action_date. `technology_of` is the column that tells what
        was bought: `row_hash` of an action, or `award_id` for what only belongs to an award. Raises UsageError for a
        technology that is not on the list, and a vendor without a word.
        """
        parts: list[str] = []
        params: dict[str, Any] = {}
        for number, word in enumerate(self.asked_words):
            parts.append(f"regexp_matches({TEXT}, $word{number}, 'i')")
            params[f"word{number}"] = beginning(word)
        if self.agency is not None:
            text, values = _buyer(self.agency)
            parts.append(text)
            params |= values
        for name, operator, day in (("since", ">=", self.since), ("until", "<=", self.until)):
            if day is not None:
                parts.append(f"action_date {operator} ${name}")
                params[name] = day
        if self.vendor is not None:
            asked = words_of(self.vendor)
            if not asked:
                raise UsageError("there is no word of a name", where="--vendor", do="Give at least one.")
            for number, word in enumerate(asked):
                parts.append(f"contains({_PAYEE}, $vendor{number})")
                params[f"vendor{number}"] = f" {word} "
        if self.technology is not None:
            bought = "select row_hash from attributions where technology = $technology and basis = 'attributed'"
            if technology_of == "award_id":
                bought = f"select award_id from every_action where row_hash in ({bought})"
            parts.append(f"{technology_of} in ({bought})")
            params["technology"] = _technology(self.technology)
        return " and ".join(parts) or "true", params


EVERYTHING = Filter()


def beginning(word: str) -> str:
    """A pattern (RE2) for a text in which this word begins a word."""
    return r"(?:^|[^\pL\pN])" + re.sub(r"([!-/:-@\[-^`{-~])", r"\\\1", word)


def _buyer(asked: str) -> tuple[str, dict[str, Any]]:
    """An agency that knowledge has under this name, by its names in award records; any other by words of its name."""
    plain = " ".join(asked.split()).casefold()
    if not plain:
        raise UsageError("there is no name of an agency", where="--agency", do="Give one, such as ICE.")
    known = [
        one for one in knowledge.agencies() if plain in {name.casefold() for name in (one.name, one.short, *one.names)}
    ]
    if known:
        names = sorted({one.name.casefold() for one in known})
        listed = "(select unnest($agencies::varchar[]))"
        return f"(lower(sub_agency) in {listed} or lower(agency) in {listed})", {"agencies": names}
    params = {f"agency{number}": beginning(word) for number, word in enumerate(plain.split())}
    return " and ".join(f"regexp_matches({_BUYER}, ${name}, 'i')" for name in params), params


def _technology(asked: str) -> str:
    known = [one.id for one in knowledge.technologies()]
    if asked in known:
        return asked
    close = difflib.get_close_matches(asked, known, 1)
    meant = f"; is {close[0]} meant?" if close else ""
    raise UsageError(
        f"there is no technology {asked!r}{meant}", where="--technology", do="See `tallylight technology`."
    )
