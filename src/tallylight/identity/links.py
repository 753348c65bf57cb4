"""The rules by which two published names are tied, one function each. Every link says which rule, which words, which source.

`SAME` links make one organisation, `FAMILY` links common ownership. No rule rests on likeness alone.
"""

from __future__ import annotations

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
)
from tallylight.knowledge.entries import Maker
from tallylight.knowledge.families import Group
from tallylight.knowledge.names import begins_with, plain_name

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
        seen: dict[str, str] = {}
        for name in names:
            if kind != "uei" and name.uei:
                continue  # the newer identifier speaks
            for identifier in getattr(name, kind):
                first = seen.setdefault(identifier, name.name)
                if first != name.name:
                    yield Link(first, name.name, SAME, f"same {kind.upper()}", identifier, "record")


def by_spelling(names: Iterable[Name]) -> Iterator[Link]:
    """Names that are equal but for spelling and legal form, unless their identifiers say that they are two companies."""
    names = tuple(names)
    for forms in ((name.form for name in names), (singular_form(name.name) for name in names)):
        groups: dict[str, list[Name]] = defaultdict(list)
        for name, form in zip(names, forms, strict=True):
            if form:
                groups[form].append(name)
        for form, group in groups.items():
            for one, other in combinations(group, 2):
                if not _two_companies(one, other) and not spaced_and_formed_differently(one.name, other.name):
                    yield Link(one.name, other.name, SAME, "same name", form, "record")


def _two_companies(one: Name, other: Name) -> bool:
    return bool(one.uei and other.uei and not set(one.uei) & set(other.uei))


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


def by_knowledge(names: Sequence[Name], groups: Iterable[Group], makers: Iterable[Maker]) -> Iterator[Link]:
    """What the knowledge files say of owners, with their days and sources."""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        plain = name.plain.removeprefix("THE ")
        by_first[plain.partition(" ")[0]].append((plain, name.name))

    def paid_as(stem: str) -> list[str]:
        return [name for plain, name in by_first[stem.partition(" ")[0]] if begins_with(plain, stem)]

    heads: dict[str, str] = {}  # a group's name in plain form -> one published name of it
    for group in groups:
        first = heads.get(plain_name(group.name))
        for member in group.members:
            for paid in paid_as(member.stem):
                first = first or paid
                if paid != first:
                    yield Link(first, paid, FAMILY, KNOWN_OWNER, group.name, member.source, member.start, member.end)
        if first:
            heads.setdefault(plain_name(group.name), first)
    makers = tuple(makers)
    own = {maker.name: [name for stem in maker.legal_names for name in paid_as(stem)] for maker in makers}
    for maker in makers:
        for one, other in pairwise(own[maker.name]):
            yield Link(one, other, FAMILY, KNOWN_NAMES, maker.name, maker.sources[0])
        if own[maker.name]:
            heads.setdefault(plain_name(maker.name), own[maker.name][0])
    for maker in makers:
        for parent in maker.parents:
            head = heads.get(plain_name(parent.name))
            for paid in own[maker.name]:
                if head is None:
                    head = heads.setdefault(plain_name(parent.name), paid)
                elif head != paid:
                    yield Link(head, paid, FAMILY, KNOWN_OWNER, parent.name, parent.source, parent.start, parent.end)
