"""A language as the claims engine knows it: words and patterns in groups, and nothing of what they lead to.

docs/languages.md lists every field, and says how to add a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tallylight.claims.languages.figures import AmountWords, DateWords
from tallylight.claims.languages.reading import (
    BuyerWords,
    PartyWords,
    Pattern,
    PointingWords,
    SentenceWords,
    Spoken,
    TellingWords,
)
from tallylight.claims.languages.rules import (
    AwardWords,
    BeginningWords,
    ContentsWords,
    CountWords,
    EventWords,
    FirstWords,
    QuantityWords,
    RatioWords,
    StatisticWords,
    VendorCountWords,
)
from tallylight.claims.languages.wording import MoneyWords, ToldWords


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Language:
    """One language: how it is known, and one group of words for each thing that is read. No group knows of another."""

    code: str
    """Its code in ISO 639-1: "en"."""
    name: str
    """Its name in English, as a warning gives it."""
    letters: Pattern
    """Matched at the head of a word: a letter of its script."""
    frequent: frozenset[str]
    """Its commonest small words, in small letters: by their share a text is known to be in it."""
    sentences: SentenceWords
    """Where sentences, clauses and breaths end."""
    pointing: PointingWords
    """What points to something spoken of before."""
    parties: PartyWords
    """Which vendor an amount belongs to."""
    buyers: BuyerWords
    """Public buyers other than federal agencies."""
    telling: TellingWords
    """Words that say what was bought."""
    amounts: AmountWords
    """Sums of money."""
    dates: DateWords
    """Times."""
    told: ToldWords
    """Whether a thing is told as done."""
    money: MoneyWords
    """What an amount is the price of."""
    topics: Mapping[str, Pattern]
    """How texts speak of a technology, by its id in knowledge/technologies.yaml."""
    spoken: tuple[Spoken, ...]
    """Things that texts have other words for than descriptions of awards."""
    awards: AwardWords
    """For the rule award_made."""
    firsts: FirstWords
    """For the rule first_award."""
    vendor_counts: VendorCountWords
    """For the rule count_of_vendors."""
    ratios: RatioWords
    """For the rule ratio_of_sums."""
    contents: ContentsWords
    """For the rule award_contents."""
    events: EventWords
    """For the rule award_event."""
    counts: CountWords
    """For the rule count_of_awards."""
    statistics: StatisticWords
    """For the rule not_an_award_fact."""
    quantities: QuantityWords
    """For the rule quantity_bought."""
    beginnings: BeginningWords
    """For the rule relationship_since."""
