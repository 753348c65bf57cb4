"""A company by a part of its name: "GardaWorld" for GARDAWORLD FEDERAL SERVICES LLC, "ADS" for ATLANTIC DIVING SUPPLY, INC.

A part of a name is weaker than a name. So `by_part` answers only where every payee of the ledger that begins with the word is
one company or family, and is asked only where the text puts a company; and `is_spoken_of` only confirms what an amount and a
day have found already.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from tallylight.knowledge import plain_name
from tallylight.knowledge.names import begins_with

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]\.?)*")
_NAME_GOES_ON = re.compile(r"\s([A-Z][\w&-]+)")
_MOST_COMPANIES = 3  # a word in the names of more companies says little of which one is meant
_LONG_PART = 6  # letters; a shorter word inside a name says too little
_SHORTEST_PART = 4  # letters; a shorter word counts only in capitals ("KVG")


class Companies:
    """The payees of a ledger, by the words of their names. `families` gives each the id of its family or organisation."""

    def __init__(self, bare: Mapping[str, str], families: Mapping[str, str]) -> None:
        self._bare = bare
        self._who = {payee: families.get(payee, name) for payee, name in bare.items()}
        self._together: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for payee, name in sorted(bare.items()):
            self._together[self._who[payee]].append(payee)
            self._by_name[name].append(payee)
            if name:
                self._by_first[name.partition(" ")[0]].append(payee)

    @cached_property
    def _companies(self) -> Counter[str]:
        """How many companies or families have a word in their names."""
        holders: dict[str, set[str]] = defaultdict(set)
        for payee, name in self._bare.items():
            for word in name.split():
                holders[word].add(self._who[payee])
        return Counter({word: len(who) for word, who in holders.items()})

    def who(self, payee: str) -> str:
        """The id of a payee's family, or of its organisation, or its own plain name."""
        return self._who.get(payee, payee)

    def named(self, names: Iterable[str]) -> tuple[str, ...]:
        """The payees whose bare names are among some plain ones, in alphabetical order."""
        return tuple(sorted(p for name in set(names) for p in self._by_name.get(name, ())))

    def related(self, payees: Iterable[str]) -> tuple[str, ...]:
        """Every payee of the same families or organisations, in alphabetical order."""
        return tuple(sorted(p for who in {self.who(p) for p in payees} for p in self._together.get(who, ())))

    def by_part(self, word: str, *, initials: bool = False) -> tuple[str, ...]:
        """The payees whose names begin with a word, where they are all one company or family; else none. A word in capitals
        counts where it is a whole name; with `initials` also where it begins one."""
        if len(word) < _SHORTEST_PART and not (word.isupper() and len(word) > 2):
            return ()
        plain = plain_name(word)
        found = self.beginning_with(plain)
        if word.isupper() and word.isalpha() and not initials and not any(self._bare[p] == plain for p in found):
            return ()  # an acronym is the whole name of a company, or something else ("ITIN data")
        return found if len({self._who[p] for p in found}) == 1 else ()

    def beginning_with(self, plain: str) -> tuple[str, ...]:
        """Every payee whose plain name begins with some plain words, whether they are one company or not."""
        return tuple(p for p in self._by_first.get(plain.split(" ")[0], ()) if begins_with(self._bare[p], plain))

    def by_any_part(self, word: str) -> tuple[str, ...]:
        """The payees with a long word in their names, where they are all one company or family; else none."""
        plain = plain_name(word)
        if len(plain) < _LONG_PART or self._companies[plain] != 1:
            return ()
        return tuple(p for p, name in self._bare.items() if plain in name.split())

    def is_spoken_of(self, payee: str, text: str) -> bool:
        """Whether a text holds a telling word of a payee's name, written as a name, or its initials."""
        words = self._bare.get(payee, "").split()
        telling = {w for w in words if len(w) > 2 and self._companies[w] <= _MOST_COMPANIES}
        initials = "".join(w[0] for w in words) if len(words) > 2 else ""
        for word, capitals, after in _names_in(text):
            named = word in telling or (word == initials and capitals)
            if named and (after is None or after in words or word == initials):
                return True  # Clear Secure is not Clear Global Solutions
        return False


@lru_cache(maxsize=2**8)  # a sentence is held against many payees
def _names_in(text: str) -> tuple[tuple[str, bool, str | None], ...]:
    """The words of a text that are written as names, in plain form, whether in capitals throughout, and how each goes on."""
    named = (mark for mark in _WORD.finditer(text) if mark[0][0].isupper() or mark[0][0].isdigit())
    found = [(mark, _NAME_GOES_ON.match(text, mark.end())) for mark in named]
    return tuple((plain_name(m[0]), m[0].isupper(), plain_name(after[1]) if after else None) for m, after in found)
