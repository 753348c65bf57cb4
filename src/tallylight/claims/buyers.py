"""Public buyers that no ledger of federal awards can know: police departments, cities, states, other countries.

Found so that what a city police department paid is never compared with what a federal agency paid the same vendor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallylight.claims.languages.reading import BuyerWords
from tallylight.claims.names import Mention
from tallylight.claims.text import overlap
from tallylight.knowledge import Agency


def other_buyers(text: str, known: tuple[Mention, ...], words: BuyerWords) -> tuple[Mention, ...]:
    """Buyers of a sentence that are not federal agencies. Where one of those stands too, only if they do buy in it."""
    federal = any(m.agency for m in known)
    found = []
    for mark in words.buyer.finditer(text):
        if overlap(*mark.span(), known):
            continue
        buys = words.buys.match(text, mark.end()) or words.sold_to.search(text[: mark.start()])
        place = words.place_before.search(text[: mark.start()])
        place = place or words.county.search(text, 0, mark.end())
        if buys or not (federal or place):
            article = words.article.match(mark[0])
            name = mark[0][article.end() if article else 0 :]
            found.append(Mention(mark.start(), mark.end(), agency=_buyer(name)))
    return tuple(found)


@dataclass(frozen=True)
class Buyers(Agency):
    """Several federal agencies that a sentence names as one buyer: "CBP and ICE together paid"."""

    members: tuple[Agency, ...] = ()


def together(agencies: tuple[Agency, ...]) -> Buyers:
    """Agencies as one buyer, under all their names."""
    name = " and ".join(a.name for a in agencies)
    short = " and ".join(a.short for a in agencies)
    return Buyers(name, short, agencies[0].code, agencies[0].department, (), (), (), members=agencies)


def members(agency: Agency) -> tuple[Agency, ...]:
    """The agencies that a buyer is made of: itself, unless it is several."""
    return agency.members if isinstance(agency, Buyers) else (agency,)


def is_federal(agency: Agency | None) -> bool:
    """Whether an agency is one of the knowledge files: all of those have a code."""
    return agency is not None and agency.code is not None


@cache
def _buyer(name: str) -> Agency:
    return Agency(name, name, None, "", (), (), ())
