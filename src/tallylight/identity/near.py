"""Names that are merely near each other: candidates for a person, never merged by themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from tallylight.identity.normal import bare_words

NEAR_ENOUGH = 88  # of 100, rapidfuzz's token_sort_ratio; below that, real pairs of one company are rare
LARGEST_BLOCK = 60  # names that share a word: with more, the word says nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names of different organisations that a person should look at, and how near they are (of 100)."""

    one: str
    other: str
    nearness: int
    shared: str  # the rarest word that both have


def candidates(
    organisation_of: Mapping[str, str], family_of: Mapping[str, str | None], decided: Collection[frozenset[str]]
) -> list[Candidate]:
    """Near names that no rule ties and nobody decided on, nearest first. Names are compared when they share a rare word."""
    words = {name: bare_words(name) for name in organisation_of}
    counts = Counter(word for some in words.values() for word in set(some))
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, some in sorted(words.items()):
        for word in sorted(set(some), key=lambda w: (counts[w], w))[:2]:
            blocks[word].append(name)
    found: dict[frozenset[str], Candidate] = {}
    for word, names in blocks.items():
        if len(names) > LARGEST_BLOCK:
            continue
        for one, other in combinations(names, 2):
            pair = frozenset((one, other))
            if pair in found or pair in decided or not _apart(one, other, organisation_of, family_of):
                continue
            nearness = int(fuzz.token_sort_ratio(" ".join(words[one]), " ".join(words[other])))
            if nearness >= NEAR_ENOUGH:
                found[pair] = Candidate(one, other, nearness, word)
    return _ordered(list(found.values()))


def _apart(one: str, other: str, organisation_of: Mapping[str, str], family_of: Mapping[str, str | None]) -> bool:
    return organisation_of[one] != organisation_of[other] and (
        family_of[one] is None or family_of[one] != family_of[other]
    )


def _ordered(found: Sequence[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda each: (-each.nearness, each.one, each.other))
