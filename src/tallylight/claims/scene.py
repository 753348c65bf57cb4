"""A sentence with everything found in it, and whom it speaks of when it only says "the company" or "the contract"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from tallylight.claims.amounts import find_amounts
from tallylight.claims.buyers import is_federal, other_buyers, together
from tallylight.claims.common_names import PLACES_AND_TIMES
from tallylight.claims.dates import FoundWhen, find_whens
from tallylight.claims.languages import Language
from tallylight.claims.languages.reading import PartyWords
from tallylight.claims.named import NamedSentence, nearest
from tallylight.claims.names import Mention, Names, tokens
from tallylight.claims.text import Sentence, overlap, sentences
from tallylight.claims.tolerance import FIRM_TIMES
from tallylight.claims.vendor import Vendor
from tallylight.claims.vendor import together as all_of
from tallylight.knowledge import Agency, Product, agencies
from tallylight.model import When

_SHORTEST_CALL_NAME = 3  # letters
_NAME = re.compile(r"[A-Z][\w&-]*\w")
_TWO_WORDS = re.compile(r"(?=\b([A-Z][\w-]*[a-z]\s[A-Z][\w-]*[a-z])\b)")
_AFTER_A_NAME = re.compile(r"(?:\b[A-Z][\w&.-]*|&)\s+\Z")
_NEXT_OF_A_NAME = re.compile(r"\s+([A-Z][\w&-]*\w)")
ANCHORS = (*FIRM_TIMES, "year", "part_of_year", "since")  # times from which "that September" counts
MOST_BEFORE = 8  # vendors named before that a sentence may mean
LONGEST_SENTENCE = 1500  # characters; a longer one is a table or a list without full stops, and is left to a person


@dataclass(frozen=True, slots=True)
class Scene(NamedSentence):
    """One sentence, what was found in it, and what the text spoke of just before."""

    last_vendor: Vendor | None
    last_product: Product | None
    last_agency: Agency | None
    others: tuple[Mention, ...] = ()  # buyers that are not federal agencies
    before: str = ""  # the two sentences before it, with blanks for names
    vendors_just_before: tuple[Vendor, ...] = ()  # named in the sentence before
    vendors_after: tuple[Vendor, ...] = ()  # named in the sentence after
    vendors_before: tuple[Vendor, ...] = ()  # named in the text before, the last one first
    agencies_before: tuple[Agency, ...] = ()
    told_before: When | None = None  # the one day or month that the sentence before it told, of something not priced
    of_award_after: Vendor | None = None  # whom the next sentence names with the award that this one tells of

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.text.count("|") > 1 or self.text.count("\t") > 1

    def when(self, start: int, end: int) -> FoundWhen | None:
        """The time that belongs to a stretch; in a sentence without any that points back, the time told just before."""
        if not self.whens and self.told_before and self.refers_back():
            return FoundWhen(start, start, self.told_before)
        return NamedSentence.when(self, start, end)

    def when_told(self, start: int, end: int) -> FoundWhen | None:
        """The time of something that is told, not priced; in a sentence without any that points back, the time just before."""
        if not self.whens and self.told_before and self.refers_back():
            return FoundWhen(start, start, self.told_before)
        return NamedSentence.when_told(self, start, end)

    def vendor(self, start: int, end: int) -> Vendor | None:
        """The vendor that a stretch of the sentence speaks of: named nearest, or the one last named and referred to."""
        if self.is_of_somebody_else(start):
            return None
        named = self.named_for(start, end)
        if named:
            return named.vendor
        if len(self.vendors_just_before) > 1 and self.language.pointing.several.search(self.text):
            return all_of(self.vendors_just_before)
        if self.refers_back() and self.last_vendor:
            return self.last_vendor
        return self.of_award_after

    def unknown_party(self) -> str | None:
        """The name of somebody whom the sentence pays and whom neither the ledger nor a knowledge file knows."""
        for pattern in self.language.parties.unknown:
            for mark in pattern.finditer(self.text):
                start, end = mark.span("who")
                known = overlap(start, end, (*self.mentions, *self.others, *self.whens))
                is_place = mark["who"].split()[0].lower() in PLACES_AND_TIMES
                if not (known or is_place):
                    return mark["who"]
        return None

    def product(self, start: int, end: int, vendor: Vendor | None) -> Product | None:
        """The product of that vendor named nearest to a stretch, or the one last spoken of when nothing else is named."""
        named = [m for m in self.mentions if m.product and (vendor is None or m.vendor == vendor)]
        if named:
            return nearest(named, start, end, self.clause(start)).product
        if not any(m.vendor for m in self.mentions) and self.refers_back() and vendor == self.last_vendor:
            return self.last_product
        return None

    def agency(self, start: int, end: int) -> Agency | None:
        """The agency named nearest, else the one the text last spoke of."""
        named = [*(m for m in self.mentions if m.agency), *self.others]
        named = [m for m in named if not self._is_aside(m, start) and not self._is_owner(m, named)] or named
        if named:
            return self._together(nearest(named, start, end, self.clause(start)), named)
        if self.last_agency is None and self.language.pointing.department.search(self.text):
            return next((a for a in agencies() if a.name == "Department of Homeland Security"), None)
        return self.last_agency

    def _together(self, mention: Mention, named: list[Mention]) -> Agency | None:
        """The agency of a mention; of two in one row ("CBP and ICE together paid") both as one buyer."""
        for other in named:
            first, second = sorted((mention, other), key=lambda m: m.start)
            if not (first.agency and second.agency) or first.agency == second.agency:
                continue
            joined = self.language.pointing.together.fullmatch(self.text[first.end : second.start])
            if joined and is_federal(first.agency) and is_federal(second.agency):
                return together((first.agency, second.agency))
        return mention.agency

    def _is_aside(self, mention: Mention, place: int) -> bool:
        """Whether a name stands in a "which ..." of its own ("Clearview AI, which also sells to the FBI, got $2 million"), or
        another is only compared with it ("as much as ICE")."""
        if self.language.pointing.compared_to.search(self.text, 0, mention.start):
            return True
        low, high = self.stretch(mention.start)
        return not low <= place < high and bool(self.language.pointing.aside.match(self.text, low))

    def _is_owner(self, mention: Mention, named: list[Mention]) -> bool:
        """Whether a name only says whose agency another is: "the Department of Homeland Security's border agency"."""
        possessive = self.language.parties.possessive
        return any(possessive.fullmatch(self.text, mention.end, other.start) for other in named if other.agency)

    def names_agency(self) -> bool:
        """Whether an agency stands in the sentence itself, by name or as "the agency"."""
        return any(m.agency for m in self.mentions) or bool(
            is_federal(self.last_agency) and self.language.pointing.agency.search(self.text)
        )

    def points_to_agency(self) -> bool:
        """Whether the sentence, or one just before it, speaks of "the agency" without saying which."""
        agency = self.language.pointing.agency
        return bool(agency.search(self.text) or agency.search(self.before))

    def refers_back(self) -> bool:
        """Whether the sentence points to what was spoken of before."""
        words = self.language.pointing
        return bool(words.vendor.search(self.text) or words.award.search(self.text))


def scenes(text: str, text_date: date, names: Names, language: Language) -> list[Scene]:
    """Every sentence of a text with what it says, each knowing whom the text spoke of before."""
    made: list[Scene] = []
    vendor: Vendor | None = None
    product: Product | None = None
    agency: Agency | None = None
    spoken_of: dict[str, Vendor] = {}
    vendors: list[Vendor] = []  # the last named first
    agencies_named: list[Agency] = []
    last_day: date | None = None
    just_before: tuple[Vendor, ...] = ()
    for sentence in sentences(text, language.sentences):
        if len(sentence.text) > LONGEST_SENTENCE:
            made.append(Scene(sentence, text_date, language, (), (), (), vendor, product, agency))
            continue
        mentions = _mentions(sentence.text, names, spoken_of, language.parties)
        amounts = tuple(find_amounts(sentence.text, language.amounts))
        whens = tuple(find_whens(sentence.text, text_date, language.dates, last_day))
        others = other_buyers(sentence.text, mentions, language.buyers)
        before = " ".join(scene.without_names() for scene in made[-2:])
        told = _told_just_before(made[-1], sentence) if made else None
        made.append(
            Scene(
                sentence, text_date, language, amounts, whens, mentions, vendor, product, agency, others, before,
                just_before, (), tuple(vendors)[:MOST_BEFORE], tuple(agencies_named), told,
            )
        )  # fmt: skip
        just_before = tuple({m.vendor.name: m.vendor for m in mentions if m.vendor}.values())
        last_day = next((w.when.start for w in reversed(whens) if w.when.start and w.when.kind in ANCHORS), last_day)
        for mention in mentions:
            if mention.vendor:
                spoken_of.update(_first_word(sentence.text, mention, names))
                product = mention.product or (product if vendor == mention.vendor else None)
                vendor = mention.vendor
                vendors = [vendor, *(v for v in vendors if v != vendor)]
        named = [m.agency for m in mentions if m.agency]
        # "It" and "the agency" mean the subject of the sentence before, which mostly stands first in it.
        agency = named[0] if named else others[-1].agency if others else agency
        for one in reversed([*named, *(m.agency for m in others if m.agency)]):
            agencies_named = [one, *(a for a in agencies_named if a != one)]
    return [_with_next(scene, after) for scene, after in zip_longest(made, made[1:])]


def _with_next(scene: Scene, after: Scene | None) -> Scene:
    """A sentence with the vendors of the next one of its paragraph, which may name whom this one leaves unnamed."""
    if after is None or after.sentence.paragraph != scene.sentence.paragraph:
        return scene
    vendors = tuple(m.vendor for m in after.mentions if m.vendor)
    tells_award = scene.language.pointing.award.match(after.text) and not any(m.vendor for m in scene.mentions)
    return replace(scene, vendors_after=vendors, of_award_after=vendors[0] if tells_award and vendors else None)


def _mentions(text: str, names: Names, spoken_of: dict[str, Vendor], words: PartyWords) -> tuple[Mention, ...]:
    """Every name of a sentence, and companies by a part of their name where the words put a company."""
    others = [mark.span() for mark in words.no_agency.finditer(text)]
    found = names.find(text, spoken_of)
    found = [m for m in found if not (m.agency and any(low <= m.start < high for low, high in others))]
    for mark in (mark for pattern in words.company for mark in pattern.finditer(text)):
        start, end = mark.span("who")
        if overlap(start, end, found) or words.inside_a_name.search(text, 0, start) or words.a_place.match(text, end):
            continue
        if any(m.vendor and m.end < start and words.possessive.fullmatch(text, m.end, start) for m in found):
            continue  # "Booz Allen's RAVEN order": what a company sells, and no other company
        onward = _goes_on(text, end, found)
        name = f"{mark['who']} {onward[1]}" if onward else mark["who"]
        told = words.company_noun.search(text, 0, start)
        vendor = names.by_part(name) or (names.by_any_part(name) if told else None)
        if vendor:
            found.append(Mention(start, end, vendor=vendor))
    for mark in _TWO_WORDS.finditer(text):
        start, end = mark.span(1)
        is_subject = words.subject.match(text, end) and not words.inside_a_name.search(text, 0, start)
        vendor = names.by_part(mark[1]) if is_subject and not overlap(start, end, found) else None
        if vendor:
            found.append(Mention(start, end, vendor=vendor))
    for mark in words.standing.finditer(text):
        start, end = mark.span("who")
        if overlap(start, end, found) or _AFTER_A_NAME.search(text, 0, start) or words.a_place.match(text, end):
            continue
        if any(m.vendor and m.end < start and words.possessive.fullmatch(text, m.end, start) for m in found):
            continue
        onward = _goes_on(text, end, found)
        if not onward and words.standing_at.search(text, 0, start):
            continue
        name = f"{mark['who']} {onward[1]}" if onward else mark["who"]
        vendor = names.by_part(name, alone=True, apposed=bool(words.apposed.match(text, end)))
        if vendor:
            found.append(Mention(start, onward.end() if onward else end, vendor=vendor))
    joined = [_joined_to(text, m.end, names, words) for m in found if m.vendor and not m.product]
    found += [m for m in joined if m and not overlap(m.start, m.end, found)]
    return tuple(sorted(found, key=lambda m: m.start))


def _goes_on(text: str, end: int, found: list[Mention]) -> re.Match[str] | None:
    """The next word of a name, unless that is a name by itself: in "a Talbot ICE contract" the company is Talbot."""
    onward = _NEXT_OF_A_NAME.match(text, end)
    return onward if onward and not overlap(onward.start(1), onward.end(), found) else None


def _joined_to(text: str, end: int, names: Names, words: PartyWords) -> Mention | None:
    """The company that stands in one row after one that is known, by a part of its name: "to KVG and GardaWorld"."""
    joint = words.joined.match(text, end)
    name = _NAME.match(text, joint.end()) if joint and joint.end() > end else None
    vendor = names.by_part(name[0]) if name else None
    return Mention(name.start(), name.end(), vendor=vendor) if name and vendor else None


def _told_just_before(scene: Scene, sentence: Sentence) -> When | None:
    times = [w.when for w in scene.whens if not scene.is_deadline(w) and w.when.kind in FIRM_TIMES]
    is_next = scene.sentence.paragraph == sentence.paragraph
    return times[0] if is_next and len(times) == 1 and len(scene.whens) == 1 and not scene.amounts else None


def _first_word(text: str, mention: Mention, names: Names) -> dict[str, Vendor]:
    """The word by which a vendor named in full may be called from now on: "Acme" for Acme Holdings. One company of a maker
    does not take the maker's name: after LexisNexis Special Services, LexisNexis is still all of them."""
    first, *more = tokens(text[mention.start : mention.end])
    word = first[2]
    maker = names.vendors.get(word)
    if (
        not more
        or mention.vendor is None
        or mention.product
        or (maker and set(mention.vendor.payees) <= set(maker.payees))
        or len(word) < _SHORTEST_CALL_NAME
        or not word[0].isupper()
    ):
        return {}
    return {word: mention.vendor}
