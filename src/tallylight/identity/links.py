"""The rules by which two published names are tied, one function each. Every link says which rule, which words, which source.

`SAME` links make one organisation, `FAMILY` links common ownership. No rule rests on likeness alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from sys import intern

from tallylight.identity.normal import (
    bare_words,
    form_of,
    normal_form,
    other_names,
    singular_form,
    spaced_and_formed_differently,
    turned_form,
    written_out,
)
from tallylight.knowledge.names import plain_name

SAME, FAMILY = "same", "family"

RENAMED_RULE, SUCCESSOR = "renamed", "successor on an award"
KNOWN_OWNER, KNOWN_NAMES = "known owner", "known names"


@dataclass(frozen=True, slots=True)
class Name:
    """One published name and what it was seen with, over all versions of all actions."""

    name: str
    uei: tuple[str, ...] = ()
    duns: tuple[str, ...] = ()
    cage: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()  # UEI, or where there is none the name, of the parent that the record states
    awards: tuple[str, ...] = ()  # keys of awards that more than one name was paid on
    first: date | None = None  # first and last action date
    last: date | None = None
    actions: int = 0
    paid_uei: tuple[str, ...] | None = None  # those of `uei` that actions state; None: all of them

    plain: str = field(init=False, repr=False, compare=False)  # see knowledge.names.plain_name
    words: tuple[str, ...] = field(init=False, repr=False, compare=False)  # see normal.bare_words
    form: str = field(init=False, repr=False, compare=False)  # see normal.normal_form

    def __post_init__(self) -> None:
        plain = plain_name(self.name)
        words = tuple(map(intern, bare_words(self.name, plain)))
        for what, value in (("plain", plain), ("words", words), ("form", form_of(words))):
            object.__setattr__(self, what, value)


@dataclass(frozen=True, slots=True)
class Link:
    """Two names that belong together, and why."""

    one: str
    other: str
    kind: str
    rule: str
    words: str  # what the two have in common, or the words that say so
    source: str  # a public page, or "record" for what the award records themselves state
    start: date | None = None
    end: date | None = None


def by_identifier(names: Iterable[Name]) -> Iterator[Link]:
    """The same UEI, else the same DUNS, else the same CAGE: one legal entity, whatever the names."""
    for kind in ("uei", "duns", "cage"):
        holders: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for identifier in getattr(name, kind):
                holders[identifier].append(name)
        for identifier, group in holders.items():
            newer = [name for name in group if name.uei]
            if kind != "uei" and any(_two_companies(one, other) for one, other in combinations(newer, 2)):
                group = [name for name in group if not name.uei]  # the newer identifier tells its holders apart
            for one, other in pairwise(group):
                yield Link(one.name, other.name, SAME, f"same {kind.upper()}", identifier, "record")


def by_spelling(names: Iterable[Name]) -> Iterator[Link]:
    """Names that are equal but for spelling and legal form, unless their identifiers say that they are two companies."""
    names = tuple(names)
    for forms in (
        (name.form for name in names),
        (singular_form(name.words) for name in names),
        (turned_form(name.words) for name in names),
    ):
        groups: dict[str, list[Name]] = defaultdict(list)
        for name, form in zip(names, forms, strict=True):
            if form:
                groups[form].append(name)
        for form, group in groups.items():
            for one, other in combinations(group, 2):
                if not _two_companies(one, other) and not spaced_and_formed_differently(one.name, other.name):
                    yield Link(one.name, other.name, SAME, "same name", form, "record")


def _two_companies(one: Name, other: Name) -> bool:
    """Whether their UEIs say so: of two names that were paid, those that actions state, else all.

    Public bodies and large companies have several UEIs. One that an award summary adds to a name ties it to others, but it does
    not part two names of one spelling under which money was paid: a later file would then change what an earlier one said.
    """
    both_paid = bool(one.actions and other.actions)
    first, second = (name.paid_uei if both_paid and name.paid_uei is not None else name.uei for name in (one, other))
    return bool(first and second and not set(first) & set(second))


def by_abbreviation(names: Iterable[Name]) -> Iterator[Link]:
    """A name with a word that is short for several, and the only company that has one of those in its place."""
    names = tuple(names)
    by_form: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_form[name.form].append(name)
    for name in names:
        found = [other for form in written_out(name.name, name.words) for other in by_form.get(form, ())]
        if found and len({other.form for other in found}) == 1:
            for other in found:
                if other.form != name.form and not _two_companies(name, other):
                    yield Link(name.name, other.name, SAME, "abbreviated name", other.form, "record")


CUT_AT = 30
"""Letters after which records before 2019 cut a payee's name: SYSTEMS RESEARCH AND APPLICATI."""


def by_cut_name(names: Iterable[Name]) -> Iterator[Link]:
    """A name cut in the middle of a word, and the only company whose name goes on from there."""
    ordered = sorted((name.name.upper(), name) for name in names)
    spelled = [upper for upper, _ in ordered]
    for place, (upper, name) in enumerate(ordered):
        if len(upper) != CUT_AT:
            continue
        whole = [other for _, other in ordered[place + 1 : bisect_left(spelled, upper + "\uffff")]]
        going_on = [other for other in whole if other.name[CUT_AT].isalnum()]
        if going_on and len(going_on) == len(whole) and len({other.form for other in whole}) == 1:
            for other in whole:
                if not _two_companies(name, other):
                    yield Link(name.name, other.name, SAME, "cut name", upper, "record")


def by_other_name(names: Sequence[Name]) -> Iterator[Link]:
    """A name that states another one: X DBA Y, X FORMERLY Y."""
    by_form = {name.form: name.name for name in names}
    for name in names:
        for other in other_names(name.name):
            found = by_form.get(normal_form(other))
            if found and found != name.name:
                yield Link(name.name, found, SAME, "stated name", other, "record")


def by_stated_parent(names: Iterable[Name]) -> Iterator[Link]:
    """The record states the same parent for both."""
    seen: dict[str, str] = {}
    for name in names:
        for parent in name.parents:
            first = seen.setdefault(parent, name.name)
            if first != name.name:
                yield Link(first, name.name, FAMILY, "stated parent", parent, "record")
