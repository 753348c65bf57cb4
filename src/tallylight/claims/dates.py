"""Times in running text, resolved against the day of the text and never against the checker's clock.

Each form of words has a kind, and the kind has a tolerance: see `tallylight.claims.tolerance`. Days without a year are the
latest such day not after the text's date, because news looks back. The forms are those of the text's language, and
`date_forms` makes a time of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tallylight.claims.date_forms import counted_from, full_day, time_of
from tallylight.claims.languages.figures import DateWords
from tallylight.claims.spans import month_span
from tallylight.claims.text import overlap
from tallylight.model import When


@dataclass(frozen=True, slots=True)
class FoundWhen:
    """A time and its place in the text it was found in."""

    start: int
    end: int
    when: When


def find_whens(text: str, today: date, words: DateWords, before: date | None = None) -> list[FoundWhen]:
    """All times in a text, in order, resolved against `today`, the day of the text. Longer forms win over their parts.

    `before` is the day told last before this text, from which "two days later" counts when the text tells none first.
    """
    found: list[FoundWhen] = []
    for form, pattern in words.forms:
        for mark in pattern.finditer(text):
            if overlap(*mark.span(), found):
                continue
            try:
                when = time_of(form, mark, today, words)
            except ValueError:  # "February 30" is not a day
                continue
            if when is not None:
                found.append(FoundWhen(mark.start(), mark.end(), when))
    return _in_sequence(sorted(found, key=lambda f: f.start), words, before, today)


def _in_sequence(found: list[FoundWhen], words: DateWords, told: date | None, today: date) -> list[FoundWhen]:
    """Times that count from the one told before: "... in May 2024, followed by more that September", "a year earlier"."""
    fixed: list[FoundWhen] = []
    for item in found:
        before = fixed[-1].when.start if fixed else told
        start = item.when.start
        counted = words.from_before.fullmatch(item.when.text)
        if counted:
            # "A year earlier" counts from the time told before it; with none in the sentence nobody knows from when.
            if before:
                fixed.append(FoundWhen(item.start, item.end, counted_from(counted, before, words)))
            continue
        if before and item.when.kind == "some_year" and (same := words.same_time.fullmatch(item.when.text)):
            span = month_span(before.year, before.month) if words.units[same["unit"].lower()] == "month" else None
            first, last = span or (date(before.year, 1, 1), date(before.year, 12, 31))
            kind = "month" if span else "year"
            fixed.append(FoundWhen(item.start, item.end, When(item.when.text, kind, first, last)))
            continue
        if before and start and item.when.kind == "month" and words.next_such.match(item.when.text):
            # The month meant is the next one after the time before it.
            year = before.year if start.month >= before.month else before.year + 1
            if month_span(year, start.month)[0] > today:
                year = start.year  # what is told has happened
            item = FoundWhen(item.start, item.end, When(item.when.text, "month", *month_span(year, start.month)))
        fixed.append(item)
    return fixed


def find_text_date(text: str, words: DateWords) -> date | None:
    """The day a text gives as its own: a full date in a line of its own near the top (a dateline), or None."""
    for line in text.splitlines()[:12]:
        bare = line.strip().strip("()[]")
        if not bare or len(bare) > 60:
            continue
        for pattern in words.full_days:
            mark = pattern.search(bare)
            # A headline may name a day too: what is left beside a dateline is a few words ("Published", "By", a place).
            if mark and len((bare[: mark.start()] + bare[mark.end() :]).split()) <= 4:
                try:
                    return full_day(mark, words)
                except ValueError:
                    continue
    return None
