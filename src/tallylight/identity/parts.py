"""Families that the names themselves show: a company and its parts, numbered companies, a public body and its departments."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tallylight.identity.everyday import COMMON, telling
from tallylight.identity.links import FAMILY, Link, Name
from tallylight.identity.normal import PLACES

DIVISION = (
    "GOVERNMENT SOLUTIONS", "GOVERNMENT SERVICES", "GOVERNMENT", "FEDERAL", "FEDERAL SOLUTIONS", "FEDERAL SERVICES",
    "FEDERAL SYSTEMS", "PUBLIC SECTOR", "USA", "US", "USG", "NORTH AMERICA", "AMERICA", "AMERICAS", "HOLDINGS", "HOLDING",
    "PARENT", "GROUP", "LABORATORIES", "SUBSIDIARY", "OPERATIONS", "WORLDWIDE",
)  # fmt: skip
SHORTEST_BASE, LONG_BASE = 5, 3  # letters of a name of one word; words of a name
SHORTEST_RARE = 3  # letters of a word that few others have
RARE = 3
"""How many other companies may have a word that is to tell one company from all others."""
DEPARTMENT = frozenset(
    "POLICE SHERIFF FIRE DEPARTMENT DIVISION BUREAU OFFICE CLERK TREASURER AUDITOR JAIL DETENTION CORRECTIONS PLANNING PUBLIC "
    "HEALTH EMERGENCY FINANCE TREASURY PURCHASING".split()
)


def by_division(names: Sequence[Name]) -> Iterator[Link]:
    """A company and its part for the government or the country: X and X GOVERNMENT SOLUTIONS; also X and X II.

    The name X must be two words, or one that no other company's name begins with: PATRIOT and PATRIOT USA prove nothing.
    """
    forms: dict[str, str] = {}
    begin: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name.words
        forms.setdefault(" ".join(words), name.name)
        begin[words[0]].add(" ".join(words))
    for form, published in forms.items():
        base, _, number = form.rpartition(" ")
        if re.fullmatch(r"[2-9]", number) and len(base.split(" ")) > 2 and base in forms:
            yield Link(forms[base], published, FAMILY, "numbered company", number, "record")
        for division in DIVISION:
            base = form.removesuffix(f" {division}")
            if base == form or base not in forms:
                continue
            others = {other for other in begin[base.split(" ")[0]] if other not in (base, form)}
            if " " in base or (len(base) >= SHORTEST_BASE and not others and base not in COMMON):
                yield Link(forms[base], published, FAMILY, "its own division", division, "record")


def by_whole_name(names: Sequence[Name]) -> Iterator[Link]:
    """A company's name of two words or more, and a longer name that begins with all of it: HENRY SCHEIN MEDICAL SYSTEMS.

    One of the words must be rare, because UNMANNED SYSTEMS and UNMANNED SYSTEMS AND SOLUTIONS say what two companies do;
    and a place is no company, because everything there may be called after it.
    """
    forms: dict[tuple[str, ...], str] = {}
    for name in names:
        forms.setdefault(name.words, name.name)
    holders = Counter(word for words in forms for word in set(words))
    bases: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for words in forms:
        found = [base for length in range(len(words) - 1, 1, -1) if (base := words[:length]) in forms]
        if found:
            bases[words] = found
    beginning = Counter(base for some in bases.values() for base in some)
    for words, some in bases.items():
        published = forms[words]
        for base in some:
            after = words[len(base)]
            if after == "AND" or PLACES.intersection(base):
                continue
            others = beginning[base] + RARE + 1  # the name itself, and all that begin with it, have the word too
            rare = tuple(word for word in base if holders[word] <= others)
            if telling(rare, SHORTEST_RARE) or (after == "OF" and len(base) >= LONG_BASE):
                yield Link(forms[base], published, FAMILY, "begins with its whole name", " ".join(base), "record")
                break


def by_department(names: Sequence[Name]) -> Iterator[Link]:
    """A county or city and its department: CITY OF POMONA and CITY OF POMONA POLICE DEPARTMENT."""
    bodies: dict[tuple[str, ...], str] = {}
    places = [(_place_first(name.words), name.name) for name in names if PLACES.intersection(name.words)]
    for words, published in places:
        if words:
            bodies.setdefault(words, published)
    for words, published in places:
        for length in range(len(words) - 1, 1, -1):
            if words[:length] in bodies and DEPARTMENT.intersection(words[length:]):
                yield Link(
                    bodies[words[:length]], published, FAMILY, "its department", " ".join(words[length:]), "record"
                )
                break


def _place_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a public body with its kind in front: POMONA CITY OF, COUNTY OF X and X COUNTY become one."""
    for place, word in enumerate(words):
        if word in PLACES:
            rest = tuple(other for number, other in enumerate(words) if number != place and other not in ("OF", "THE"))
            return (word, *rest)
    return ()
