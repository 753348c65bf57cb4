"""Families that the names themselves show: joint ventures and their partners, parts of a company, numbered companies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tallylight.identity.links import FAMILY, Link, Name
from tallylight.identity.normal import LEGAL_FORMS
from tallylight.knowledge.names import plain_name

JOINT = re.compile(r"\bJV\d?\b|\bJ V\b|JOINT VENTURE|\bTEAM,? LLP\b", re.I)
_JOINT_WORDS = frozenset({"JV", "J", "V", "JOINT", "VENTURE", "VENTURES", "A", "TEAM", "LCC"})
DIVISION = (
    "GOVERNMENT SOLUTIONS", "GOVERNMENT SERVICES", "GOVERNMENT", "FEDERAL", "FEDERAL SOLUTIONS", "FEDERAL SERVICES",
    "FEDERAL SYSTEMS", "PUBLIC SECTOR", "USA", "US", "USG", "NORTH AMERICA", "AMERICA", "AMERICAS", "HOLDINGS", "HOLDING",
    "PARENT", "GROUP", "LABORATORIES", "SUBSIDIARY", "OPERATIONS", "WORLDWIDE",
)  # fmt: skip
SHORTEST_PARTNER, SHORTEST_BASE = 4, 5
COMMON = frozenset(
    "JOINT VENTURE SERVICES SERVICE SOLUTIONS GROUP SECURITY GENERAL FEDERAL GLOBAL NATIONAL AMERICAN CONSTRUCTION "
    "TECHNOLOGY TECHNOLOGIES ENGINEERING MANAGEMENT PARTNERS ALLIANCE PREMIER UNITED FIRST BLUE GREEN EAGLE STAR BUILT "
    "CLEAN SWEEP OMEGA ALPHA DELTA DIVERSIFIED POWER TEAM PRIME SAFE SMART SMITH JOHNSON WILLIAMS SPENCER BROWN DAVIS BELT "
    "BUILDERS DESIGN SYSTEMS SUPPORT FACILITY FACILITIES MAINTENANCE SIGNATURE TREND SQUARE ARROW BORDER "
    "PACIFIC ATLANTIC NORTH SOUTH EAST WEST NORTHERN SOUTHERN WESTERN EASTERN CENTRAL VALLEY MOUNTAIN RIVER LAKE COAST OCEAN "
    "ADVANCED APPLIED INTEGRATED INNOVATIVE STRATEGIC TACTICAL DYNAMIC QUALITY PROFESSIONAL TECHNICAL INDUSTRIAL "
    "ENVIRONMENTAL MEDICAL HEALTH ENERGY WATER FIRE LIFE HOME LAND WORLD STATE CITY COUNTY AMERICA SILVER GOLD BLACK WHITE "
    "GRANITE IRON STEEL STONE SUMMIT LIBERTY FREEDOM PATRIOT VETERAN VETERANS EXCEL APEX VISION LEGACY HERITAGE PIONEER "
    "FRONTIER GATEWAY BRIDGE CROSS POINT VENTURES CONSULTING LOGISTICS CONTRACTING CONTRACTORS SUPPLY DATA INFORMATION NETWORK "
    "DIGITAL CYBER MISSION FORCE GUARD DEFENSE AIR SPACE AVIATION MARINE AUTO TRUCK ELECTRIC MECHANICAL".split()
)
"""Words that begin a company's name and say nothing about which one."""

Words = tuple[str, ...]


def by_joint_venture(names: Sequence[Name]) -> Iterator[Link]:
    """A joint venture and the partners that its name names: A-B JV, A/B LLC; and two ventures of the same partners.

    A venture names a partner when the partner's whole name stands in it, or the words that the partner's name begins
    with, if no other company's name has them. A mere slash must have the whole name beside it.
    """
    ventures: list[tuple[str, Words]] = []
    partners: dict[Words, str] = {}  # the words of a name -> one published name
    for name in names:
        if JOINT.search(name.name):
            ventures.append((name.name, _venture_words(name.name)))
        elif "/" in name.name:
            ventures.append((name.name, tuple(plain_name(name.name.replace("/", " ")).split())))
        else:
            partners.setdefault(name.words, name.name)
    holders: dict[str, set[Words]] = defaultdict(set)  # a word -> the names, other than ventures, that have it anywhere
    beginning: dict[str, set[Words]] = defaultdict(set)
    for words in partners:
        beginning[words[0]].add(words)
        for word in words:
            holders[word].add(words)
    for venture, spoken in ventures:
        for partner in sorted({form for word in spoken for form in beginning[word]}):
            shared = _shared(partner, spoken)
            whole = len(shared) == len(partner)
            if not _telling(shared) or not (whole or JOINT.search(venture)):
                continue
            if len(shared) > 1:
                rivals = {form for form in beginning[shared[0]] if form[: len(shared)] == shared}
            else:
                rivals = holders[shared[0]]
            if rivals == {partner}:
                yield Link(venture, partners[partner], FAMILY, "joint venture", " ".join(shared), "record")
    joint = [(venture, words) for venture, words in ventures if JOINT.search(venture)]
    for (one, some), (other, more) in combinations(joint, 2):
        short, long = sorted((some, more), key=len)
        if (_telling(short) or len(short) > 2) and long[: len(short)] == short:
            yield Link(one, other, FAMILY, "joint venture", " ".join(short), "record")


def _venture_words(name: str) -> Words:
    """The words of a venture's name that may name a partner."""
    cut = LEGAL_FORMS | _JOINT_WORDS
    words = plain_name(name.replace("/", " ").replace("-", " ")).split()
    return tuple(word for word in words if word not in cut and not re.fullmatch(r"JV\d", word))


def _shared(partner: Words, spoken: Words) -> Words:
    """How much of the beginning of a partner's name stands in a venture's name, in one piece."""
    best = 0
    for start in (place for place, word in enumerate(spoken) if word == partner[0]):
        length = 0
        for mine, theirs in zip(partner, spoken[start:], strict=False):
            if mine != theirs:
                break
            length += 1
        best = max(best, length)
    return partner[:best]


def _telling(words: Words) -> bool:
    """Whether words can mean one company only: one is long enough and no everyday word."""
    return any(len(word) >= SHORTEST_PARTNER and word not in COMMON for word in words)


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
