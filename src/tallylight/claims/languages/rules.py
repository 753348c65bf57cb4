"""Groups of words for single rules, one group each. A rule that is not here needs no words of its own.

How a docstring speaks of a pattern is told in `reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tallylight.claims.languages.reading import Pattern


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AwardWords:
    """award_made: an award told without a sum."""

    made: Pattern
    """It was made, signed or bought, or took effect: "awarded", "signed", "took effect"."""
    not_made: Pattern
    """What is told is something else: it was announced, extended, protested, or is over."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FirstWords:
    """first_award: nothing of the kind came before."""

    first: Pattern
    """The first contract, or bought for the first time: "first ever contract", "never before had ICE bought"."""
    largest: Pattern
    """The largest order or contract of all: "the largest order that ..."."""
    of_all: Pattern
    """Matched after a sum: the sentence is about the first payment only, not about a first purchase."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class VendorCountWords:
    """count_of_vendors: a number of companies that won something."""

    counted: Pattern
    """A number of companies: "13 companies", "six firms". Groups: `n`, digits or a key of the numbers of count_of_awards."""
    won: Pattern
    """They won, received or share it."""
    of_the: Pattern
    """What they won is something definite, so that all who won it are meant: "won the orders"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RatioWords:
    """ratio_of_sums: one sum or award so many times another."""

    times: Pattern
    """ "Five times as much", "ten times the size". Groups: `n`, digits or a key of the table of numbers."""
    multiplied: Pattern
    """ "Doubled", "tripled". Groups: `verb`, a key of the table of factors."""
    numbers: Mapping[str, int]
    """What `n` stands for in words."""
    factors: Mapping[str, int]
    """What `verb` stands for."""
    year_before: Pattern
    """The other sum is that of the time just before: "than the year before"."""
    predecessor: Pattern
    """The other one is the award before: "its predecessor", "the previous contract"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ContentsWords:
    """award_contents: what an award is for."""

    contains: Pattern
    """A list of contents: "the contract covers", "the package includes"."""
    purpose: Pattern
    """What it is meant for: "to support", "intended for"."""
    bought: Pattern
    """An award, without which a purpose is not one of an award."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EventWords:
    """award_event: what happened to an award, as texts tell it."""

    resumed: Pattern
    """Taken up again: "reactivated", "lifted the freeze"."""
    stopped: Pattern
    """Halted for a time: "paused", "stop-work order"."""
    terminated: Pattern
    """Ended early: "terminated", "cancelled"."""
    closed_out: Pattern
    """Wound up: "closed out"."""
    modified: Pattern
    """Changed: "was extended", "exercised an option"."""
    award: Pattern
    """Says that it happened to an award: "contract", "work", "it"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CountWords:
    """count_of_awards: a number of contracts."""

    counted: Pattern
    """A number with the thing counted: "three separate contracts". Groups: `n`, digits or a key of one of the tables."""
    went: Pattern
    """How many of contracts told before somebody got: "of the contracts, seven went to". Groups: `n`, `what`."""
    numbers: Mapping[str, int]
    """Exact numbers in words."""
    at_least: Mapping[str, int]
    """Words for a number that is not exact, and the least that they ask for: "several"."""
    ordinal: Pattern
    """One more of them: "a third". Groups: `n`."""
    ordinals: Mapping[str, int]
    """What `n` of that stands for."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class StatisticWords:
    """not_an_award_fact: numbers that no award record holds."""

    decided: Pattern
    """Who decided something: "it was the director who ordered"."""
    saved: Pattern
    """Before an amount: it is what is said to be saved, which no record holds."""
    its_product: Pattern
    """What belongs to somebody named before: "its X10", "the company's app"."""
    able: Pattern
    """Matched after the name of a product or vendor: what it can do ("can follow a phone")."""
    statistic: Pattern
    """ "1.2 million searches", "people deported". Groups: `n`, `what`."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class QuantityWords:
    """quantity_bought: a number of things bought."""

    bought: Pattern
    """Delivered, ordered, bought."""
    things: Pattern
    """ "106 drones". Groups: `n`, `what`."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BeginningWords:
    """relationship_since: a stated beginning. The last six are looked for in the words of the time alone."""

    relation: Pattern
    """Contracts, dealings, being a customer."""
    ranked: Pattern
    """Ranks one contract, and says nothing of when they began: "the first contract since 2024"."""
    since: Pattern
    """Matched at the head: the word "since" and its blank, which are left out of the name of the time."""
    in_office: Pattern
    """The beginning of a term in office, in which something was done: "since the second Trump administration began"."""
    at_least: Pattern
    """ "Since at least"."""
    with_day: Pattern
    """A day is told."""
    with_part: Pattern
    """A part of a year is told: "early"."""
    year_only: Pattern
    """All of it is a year, with or without a part."""
