"""Families that the names themselves show: joint ventures and their partners."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from tallylight.identity.everyday import telling
from tallylight.identity.links import FAMILY, Link, Name
from tallylight.identity.normal import LEGAL_FORMS
from tallylight.knowledge.names import plain_name

JOINT = re.compile(r"\bJV\d?\b|\bJ V\b|JOINT VENTURE|\bTEAM,? LLP\b", re.I)
_JOINT_WORDS = frozenset({"JV", "J", "V", "JOINT", "VENTURE", "VENTURES", "A", "TEAM", "LCC"})
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
            if not telling(shared) or not (whole or JOINT.search(venture)):
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
        if (telling(short) or len(short) > 2) and long[: len(short)] == short:
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
