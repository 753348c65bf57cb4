"""Groups of words that a text is read with: its sentences, whom they point to, who sells, who buys, which words tell.

Patterns are compiled; a docstring says what each must find and which named groups it must have ("Groups: ..."). Where it
says "matched", the pattern is tried at that place only; else it is looked for anywhere in what is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Pattern = re.Pattern[str]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SentenceWords:
    """Where sentences, clauses and breaths end."""

    end: Pattern
    """The end of a sentence that another one follows on the same line: its marks and closing quotes."""
    abbreviations: frozenset[str]
    """In small letters, without their last full stop: what a full stop after them does not end."""
    company_abbreviations: frozenset[str]
    """Those of the abbreviations that a sentence may end with all the same, such as "inc"."""
    opening: Pattern
    """Matched at the full stop of one of those: what follows then begins a new sentence ("Inc. The agency ...")."""
    single_letters: frozenset[str]
    """Words of one letter, which are no initials: a full stop after them ends a sentence."""
    closing: tuple[str, ...]
    """Marks that complete a line. A short line without one is a heading."""
    line_end: tuple[str, ...]
    """Marks after which a wrapped line that begins with a capital is a paragraph of its own."""
    closing_quotes: str
    """Quotes and brackets that may stand after a closing mark."""
    two_sentences: Pattern
    """One sentence ends and another begins: a first line that has it is no title."""
    goes_on: Pattern
    """Matched at the head of a sentence: it says what a fragment just before it was about ("Just $11,025. That is what ...")."""
    comma: str
    """What ends the head of a sentence: "In 2024, ..."."""
    pause: Pattern
    """What ends a breath: comma, semicolon, colon, a dash between blanks."""
    clause: Pattern
    """What ends a clause: the marks, and a comma before a word such as "while", "but", "which"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PointingWords:
    """Words that point to what was spoken of before, or say that a time or a name belongs to something else."""

    vendor: Pattern
    """The vendor last named: "the company", "its", "they"."""
    company: Pattern
    """A company that the text spoke of before, told by a noun: "the firm", and not only "it"."""
    several: Pattern
    """All the vendors of the sentence before: "the pair", "both", "together"."""
    award: Pattern
    """The award last spoken of: "the contract", "this deal", "it"."""
    agency: Pattern
    """The agency last named: "the agency", "federal agents"."""
    department: Pattern
    """The department that an article on these records means when it has named none."""
    which: Pattern
    """Matched at the head of a breath: it speaks of the vendor just before it ("which", "who")."""
    aside: Pattern
    """Matched at the head of a breath: it tells something else of a name in it ("which", "who", "whose")."""
    participle: Pattern
    """Matched at the head of a clause: "spending", "costing"; the sum in it has no time of its own."""
    deadline_before: Pattern
    """At the end of what stands before a time: it says when a thing ends, begins or was founded, not when it was signed."""
    deadline: Pattern
    """Matched at the head of a time: "by", "until", "through"."""
    when_clause: Pattern
    """Matched after a time: what follows happened then, whatever stands before it (", when CBP picked ...")."""
    beyond: Pattern
    """Just before a time: something else is only compared with it, "well above", "up from"."""
    compared_to: Pattern
    """At the end of what stands before a name: another is compared with it ("as much as", "than", "unlike")."""
    together: Pattern
    """All that stands between two agencies that act together: "and", "as well as"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PartyWords:
    """Which of several vendors an amount belongs to."""

    joined: Pattern
    """All that stands between two vendors of one row: a comma, "and", "as well as"."""
    respectively: Pattern
    """Says that vendors and amounts belong together in order."""
    to_somebody: Pattern
    """Matched after an amount: it goes to, or is with, a name. Groups: `who`, `rest`, the words after the name."""
    possessive: Pattern
    """All that stands between a vendor and what is its own: "'s "."""
    subject: Pattern
    """Matched after two capitalised words, and after what is said of them between commas: what only a company does."""
    awardee: Pattern
    """Matched after a vendor: it sold, won or was paid something, so that what follows is told of it and of nobody else."""
    given_to: Pattern
    """All that stands between an amount and the vendor whom it is told of outright: "contract to", "for", "with"."""
    a_place: Pattern
    """Matched after a capitalised word: it is a town in a state or country, as in "Rome, N.Y."."""
    inside_a_name: Pattern
    """At the end of what stands before a capitalised word: it is part of a longer name, as in "Department of Public Safety"."""
    unknown: tuple[Pattern, ...]
    """A name to whom money goes, or who sells, whether anybody knows it or not. Groups: `who`."""
    company: tuple[Pattern, ...]
    """A capitalised word where the words around it put a company that sells or is paid. Groups: `who`."""
    standing: Pattern
    """Any capitalised word that is no place and nobody who speaks: it may be a company of the ledger. Groups: `who`."""
    company_noun: Pattern
    """At the end of what stands before a name: "the nonprofit"."""
    standing_at: Pattern
    """At the end of what stands before such a word: it is a place, unless it has two words."""
    apposed: Pattern
    """Matched after a name: it is that of a company, "CSI, the main contractor"."""
    no_agency: Pattern
    """Words with a name of an agency in them that mean something else."""
    somebody_got: Pattern
    """At the end of what stands before an amount: a name that received it. Groups: `who`."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BuyerWords:
    """Public buyers that no ledger of federal awards can know."""

    buyer: Pattern
    """The name of a police force, city, state, ministry or foreign government."""
    place_before: Pattern
    """At the end of what stands before such a name: "in", "near", so that it is a place and no buyer."""
    county: Pattern
    """Up to the end of such a name: a county that something is done to, and that buys nothing ("will wall off X County")."""
    article: Pattern
    """Matched at the head of such a name: the article, which may be empty and is left out of the name."""
    buys: Pattern
    """Matched after such a name: it signs, pays or buys."""
    sold_to: Pattern
    """At the end of what stands before such a name: "contract with", "sold to"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TellingWords:
    """Which words of a sentence say what was bought, so that they can be looked for in descriptions of awards."""

    common: frozenset[str]
    """Words in small letters that say nothing of what was bought."""
    stem: Callable[[str], str]
    """A word cut to the stem that award descriptions have it with. Those are in English: "Lizenzen" gives "licens"."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A thing that texts have other words for than descriptions of awards: "bounty hunters" for skip tracing."""

    name: str
    """What it is called where a verdict speaks of it."""
    pattern: Pattern
    """How texts speak of it."""
    written: tuple[tuple[str, ...], ...]
    """Phrases that descriptions have for it, in English whatever the language of the text."""
