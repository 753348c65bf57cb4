"""Groups of words that say how a thing is told, and what an amount is the price of.

How a docstring speaks of a pattern is told in `reading`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallylight.claims.languages.reading import Pattern


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ToldWords:
    """Is a thing told as done? Each is looked for in the breath before a place, unless it says otherwise."""

    question: Pattern
    """The end of a sentence that asks."""
    denied: Pattern
    """What did not happen: "did not", "never", "no contracts"."""
    against: Pattern
    """What was refused, stopped or saved: "declined to", "instead of"."""
    proposed: Pattern
    """What is asked for or only possible: "would", "is seeking", "if"."""
    condition: Pattern
    """Matched at the head of a sentence: "If"."""
    proposed_after: Pattern
    """Matched after an amount: "proposal", "contract that fell through"."""
    by_award: Pattern
    """At the end of what stands before an amount: the award by which a thing is done, which has been made already ("will build
    it under a")."""
    planned: Pattern
    """What is planned and may have come about: "will", "plans to"."""
    rate: Pattern
    """Matched after an amount: "a year", "per seat"."""
    difference: Pattern
    """After an amount: by how much one thing is more than another."""
    part: Pattern
    """At the end of what stands before an amount: "half of"."""
    cut: Pattern
    """Words that end what belongs to the place: "but", "while", and "and" before something else."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MoneyWords:
    """What the words around an amount ask for. Looked for in its clause or its sentence."""

    purchase: Pattern
    """Anything that makes an amount one of a purchase: a contract, an award, paying, buying."""
    other_money: Pattern
    """Money that is no purchase: a valuation, a salary, a fine, a budget."""
    award_noun: Pattern
    """A noun that makes it a purchase all the same: "contract", "order"."""
    received: Pattern
    """A vendor is paid: "got", "was awarded", "won"."""
    award_of: Pattern
    """At the end of what stands before a time: it says which award, as in "under its contract of 2022"."""
    added_since: Pattern
    """All that was added to an award after it was made: "has since added"."""
    to_people: Pattern
    """Matched after an amount: it is a bonus, a fine or the like, or handed to people, and buys nothing."""
    takeover: Pattern
    """Matched after an amount, where no agency is named: the price of a company."""
    priced: Pattern
    """Matched after an amount: it is the price of a contract, as in "a $5 million contract", whatever was done with it."""
    several_awards: Pattern
    """Orders, contracts or the like, in the plural."""
    award_after: Pattern
    """Matched after an amount: within a few words, "contract", "deal"."""
    earnings: Pattern
    """What a vendor earned in all: "revenue"."""
    pays: Pattern
    """Matched after a vendor: it pays, gives or buys itself."""
    whose: Pattern
    """Matched at the head of a breath: the amount in it is somebody's own."""
    vehicle: Pattern
    """An umbrella agreement under which orders are placed."""
    ceiling: Pattern
    """The worth if every option is used."""
    paid: Pattern
    """Money that moved: "spent", "paid"."""
    value: Pattern
    """The worth of an award: "contract", "signed"."""
    all_of_it: Pattern
    """A sum over several things or a time: "in all", "so far", "total"."""
    summed: Pattern
    """Says that the figure is a sum over several awards: "all told", "together", "add up to"."""
    of_a_law: Pattern
    """Matched after an amount: it is money that a law or a budget provides."""
    at_once: Pattern
    """Says that all of it was one award: "a single purchase"."""
    single_award: Pattern
    """One award, by its noun in the singular: "a one-year contract", "the border order"."""
    one_award: Pattern
    """Says that money moved under one award: "under the deal"."""
    final: Pattern
    """What an award came to in the end: "final worth"."""
    every_vendor: Pattern
    """A sum over all that an agency bought, from whomever: "across all vendors", "on contracts"."""
    signing: Pattern
    """An award made or money paid, so that a time in the same breath is its day."""
    later_event: Pattern
    """Something later, such as "cancelled" or "reported", so that a time in the same breath is not the day of the award."""
    taken_back: Pattern
    """Money taken back: "cut", "clawed back"."""
