"""The rules by which two published names are tied, one function each. Every link says which rule, which words, which source.

`SAME` links make one organisation, `FAMILY` links common ownership. No rule rests on likeness alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from sys import intern

from tallylight.identity.normal import bare_words, form_of, normal_form, other_names
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


# Payees that stand for many: nothing may be concluded from what they share.
PLACEHOLDER = re.compile(
    "UNDISCLOSED|MISCELLANEOUS|NAME WITHHELD|REDACTED|SOURCEAMERICA|ABILITYONE|NATIONAL INDUSTRIES FOR THE BLIND"
    "|FEDERAL PRISON INDUSTRIES"
)


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
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.form:
            groups[name.form].append(name)
    for form, group in groups.items():
        for one, other in pairwise(group):
            if not _two_companies(one, other):
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


def by_award(names: Iterable[Name], said: Mapping[str, str]) -> Iterator[Link]:
    """Two names paid on one award: a rename where the record says so or many awards moved at once, else a successor.

    `said` has, for an award, the words of an action that speak of a change of name or a novation.
    """
    on_award: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if not PLACEHOLDER.search(name.name.upper()):
            for award in name.awards:
                on_award[award].append(name)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_name = {name.name: name for name in names}
    for award, paid in sorted(on_award.items()):
        for one, other in combinations(sorted(paid, key=lambda n: n.name), 2):
            shared[one.name, other.name].append(award)
    for (a, b), awards in shared.items():
        words = next((said[award] for award in awards if award in said), "")
        renamed = bool(RENAMED.search(words)) or (len(awards) >= MOVED_AT_ONCE and _follows(by_name[a], by_name[b]))
        if TRANSFERRED.search(words):
            continue  # a line of work was sold; the seller lives on
        kind, rule = (SAME, RENAMED_RULE) if renamed else (FAMILY, SUCCESSOR)
        yield Link(
            a,
            b,
            kind,
            rule,
            words or f"{len(awards)} shared award{'s' if len(awards) > 1 else ''}: {awards[0]}",
            "record",
        )


MOVED_AT_ONCE = 3  # awards that changed their payee's name from one to the other: a rename, or a sale of everything
RENAMED = re.compile(
    r"\b(?:NAME CHANGE|CHANGE (?:OF|IN) (?:THE )?(?:\w+ )?NAME|CHANGE-OF-NAME|CHANGED ITS NAME|RENAMED)\b", re.I
)
NOVATION = re.compile(r"\bNOVAT|\bSUCCESSOR IN INTEREST\b|\bMERGE[RD]\b|\bACQUI(?:RED|SITION) (?:BY|OF)\b", re.I)
TRANSFERRED = re.compile(
    r"\bTRANSFER(?:RED|S)? (?:\w+ ){0,6}ASSETS\b|\bSALE OF (?:\w+ ){0,4}(?:LINE|DIVISION|UNIT)\b", re.I
)


def _follows(one: Name, other: Name) -> bool:
    """Whether one name stops about when the other begins."""
    if not (one.first and one.last and other.first and other.last):
        return False
    early, late = sorted((one, other), key=lambda n: n.last or date.max)
    return bool(
        early.last and late.first and early.first and late.last and early.last < late.last and early.first < late.first
    )


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


JOINT = re.compile(r"\bJV\b|\bJ V\b|JOINT VENTURE", re.I)
_DIVISION = (
    "GOVERNMENT SOLUTIONS", "GOVERNMENT SERVICES", "GOVERNMENT", "FEDERAL", "FEDERAL SOLUTIONS", "FEDERAL SERVICES",
    "FEDERAL SYSTEMS", "PUBLIC SECTOR", "USA", "US", "USG", "NORTH AMERICA", "AMERICA", "AMERICAS", "HOLDINGS", "HOLDING",
    "PARENT", "GROUP", "LABORATORIES", "SUBSIDIARY", "OPERATIONS", "WORLDWIDE",
)  # fmt: skip
_LAST_OF_DIVISION = frozenset(division.rpartition(" ")[2] for division in _DIVISION)


def by_joint_venture(names: Sequence[Name]) -> Iterator[Link]:
    """A joint venture and the partners that its name names: A-B JV, A/B LLC."""
    owners: dict[str, set[str]] = defaultdict(set)  # a first word -> names that begin with it
    by_word: dict[str, str] = {}
    ventures: list[tuple[Name, bool]] = []
    for name in names:
        joint = bool(JOINT.search(name.name))
        if joint or "/" in name.name:
            ventures.append((name, joint))
        elif name.words:
            owners[name.words[0]].add("".join(name.words))
            by_word[name.words[0]] = name.name
    for venture, joint in ventures:
        for word in dict.fromkeys(re.split(r"[^0-9A-Z]+", venture.name.upper())):
            if not joint and word not in owners.get(
                word, ()
            ):  # a mere slash: the partner's name must stand there whole
                continue
            # One company only begins with this word, so the word can mean no other.
            if len(word) >= SHORTEST_PARTNER and len(owners.get(word, ())) == 1 and word not in COMMON:
                yield Link(venture.name, by_word[word], FAMILY, "joint venture", word, "record")


SHORTEST_PARTNER = 4
COMMON = frozenset(
    "JOINT VENTURE SERVICES SOLUTIONS GROUP SECURITY GENERAL FEDERAL GLOBAL NATIONAL AMERICAN CONSTRUCTION TECHNOLOGY "
    "ENGINEERING MANAGEMENT PARTNERS ALLIANCE PREMIER UNITED FIRST BLUE GREEN EAGLE STAR BUILT CLEAN SWEEP OMEGA ALPHA DELTA "
    "DIVERSIFIED POWER TEAM PRIME SAFE SMART SMITH JOHNSON WILLIAMS SPENCER BROWN DAVIS BELT BUILDERS DESIGN SYSTEMS SUPPORT "
    "PACIFIC ATLANTIC NORTH SOUTH EAST WEST NORTHERN SOUTHERN WESTERN EASTERN CENTRAL VALLEY MOUNTAIN RIVER LAKE COAST OCEAN "
    "ADVANCED APPLIED INTEGRATED INNOVATIVE STRATEGIC TACTICAL DYNAMIC QUALITY PROFESSIONAL TECHNICAL INDUSTRIAL "
    "ENVIRONMENTAL MEDICAL HEALTH ENERGY WATER FIRE LIFE HOME LAND WORLD STATE CITY COUNTY AMERICA SILVER GOLD BLACK WHITE "
    "GRANITE IRON STEEL STONE SUMMIT LIBERTY FREEDOM PATRIOT VETERAN VETERANS EXCEL APEX VISION LEGACY HERITAGE PIONEER "
    "FRONTIER GATEWAY BRIDGE CROSS POINT VENTURES CONSULTING LOGISTICS CONTRACTING CONTRACTORS SUPPLY DATA INFORMATION NETWORK "
    "DIGITAL CYBER MISSION FORCE GUARD DEFENSE AIR SPACE AVIATION MARINE AUTO TRUCK ELECTRIC MECHANICAL "
    "FACILITY FACILITIES BUILDING MAINTENANCE PROPERTY OFFICE PROJECT PROGRAM TRANSPORT TRANSPORTATION STAFFING TRAINING "
    "SOFTWARE RESEARCH".split()
)
"""Words that begin a company's name and say nothing about which one."""


def by_division(names: Sequence[Name]) -> Iterator[Link]:
    """A company and its part for the government or the country: X and X GOVERNMENT SOLUTIONS.

    The name X must be two words, or one that no other company's name begins with: PATRIOT and PATRIOT USA prove nothing.
    """
    forms: dict[str, str] = {}
    begin: dict[str, set[str]] = defaultdict(set)
    for name in names:
        form = " ".join(name.words)
        forms.setdefault(form, name.name)
        begin[form.partition(" ")[0]].add(form)
    for form, published in forms.items():
        if form.rpartition(" ")[2] not in _LAST_OF_DIVISION:
            continue
        for division in _DIVISION:
            base = form.removesuffix(f" {division}")
            if base == form or base not in forms:
                continue
            if " " in base or (len(base) >= SHORTEST_BASE and base not in COMMON and not begin[base] - {base, form}):
                yield Link(forms[base], published, FAMILY, "its own division", division, "record")


SHORTEST_BASE = 5
