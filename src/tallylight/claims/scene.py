"""A sentence with everything found in it, and whom it speaks of when it only says "the company" or "the contract"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tallylight.claims.amounts import FoundAmount, find_amounts
from tallylight.claims.buyers import is_federal, other_buyers
from tallylight.claims.dates import FoundWhen, find_whens
from tallylight.claims.names import Mention, Names, Vendor
from tallylight.claims.parties import in_order, is_somebody_else, share
from tallylight.claims.text import Sentence, sentences, stretch
from tallylight.knowledge import Agency, Product, agencies

_CLAUSE = re.compile(
    r";|\s[—–-]\s|:\s|,\s+(?=(?:while|although|though|but|and|which|whereas|including|followed|plus|spending|after|before|with)\b)"
    r"|,\s+(?=the\s+[A-Z])",
)
_BACK_TO_VENDOR = re.compile(
    r"\b(?:the\s+(?:\w+\s+)?(?:company|firm|vendor|contractor|start-?up|supplier|maker|manufacturer|provider|outfit)|"
    r"its?|their|they|he|she)\b",
    re.IGNORECASE,
)
_BACK_TO_AWARD = re.compile(
    r"\b(?:the|this|that|its|a)\s+(?:[\w-]+\s+){0,2}(?:contract|deal|agreement|award|order|package|purchase|licen[cs]e|subscription|arrangement)s?\b"
    r"|\bit\b|\bwork\b",
    re.IGNORECASE,
)
_BACK_TO_AGENCY = re.compile(
    r"\b(?:the|that)\s+(?:agency|bureau|service|department)\b|\b(?:federal\s+)?agents\b", re.IGNORECASE
)
# With no other department spoken of before, "the department" of an article on these records is Homeland Security.
_DEPARTMENT = re.compile(r"\bthe\s+department\b")
_PARTICIPLE = re.compile(r"\s*(?:spending|paying|costing|totall?ing)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:(?:by|until|till|through|before)(?:\s+the)?|expir\w+(?:\s+in|\s+on)?|run(?:s|ning)?\s+(?:to|until|through|into)|"
    r"start(?:s|ing)?(?:\s+(?:in|at|from))?|begin(?:s|ning)?(?:\s+(?:in|at))?|ends?(?:\s+in)?|effective|kicks?\s+in\s+at(?:\s+the)?|"
    r"founded|established|incorporated|formed|created|launched|elected|acquired|hired|born|sworn\s+in)(?:\s+back)?\s*$",
    re.IGNORECASE,
)


LONGEST_SENTENCE = 1500  # characters; a longer one is a table or a list without full stops, and is left to a person


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, what was found in it, and what the text spoke of just before. Places are relative to the sentence."""

    sentence: Sentence
    text_date: date
    amounts: tuple[FoundAmount, ...]
    whens: tuple[FoundWhen, ...]
    mentions: tuple[Mention, ...]
    last_vendor: Vendor | None
    last_product: Product | None
    last_agency: Agency | None
    others: tuple[Mention, ...] = ()  # buyers that are not federal agencies

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.sentence.text

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """A place in the sentence as a span of the whole text."""
        return self.sentence.start + start, self.sentence.start + (len(self.text) if end is None else end)

    def clause(self, place: int) -> tuple[int, int]:
        """The clause of the sentence that a place lies in."""
        cuts = [0, *(m.end() for m in _CLAUSE.finditer(self.text)), len(self.text)]
        for start, end in pairwise(cuts):
            if start <= place < end:
                return start, end
        return 0, len(self.text)

    def vendor(self, start: int, end: int) -> Vendor | None:
        """The vendor that a stretch of the sentence speaks of: named nearest, or the one last named and referred to."""
        named = [m for m in self.mentions if m.vendor]
        amount = next((a for a in self.amounts if a.start == start), None)
        if amount and is_somebody_else(self.text, amount, self.mentions, self.amounts):
            return None
        if named:
            mention = in_order(self.text, named, self.amounts).get(start) or self._antecedent(start, named)
            return (mention or _nearest(named, start, end, self.clause(start))).vendor
        if self.refers_back():
            return self.last_vendor
        return None

    def _antecedent(self, start: int, named: list[Mention]) -> Mention | None:
        """Whom "which got $30 million" speaks of: the vendor just before, where none stands in the same breath."""
        low, high = stretch(self.text, start)
        if not re.match(r"(?:which|who)\b", self.text[low:]) or any(low <= m.start < high for m in named):
            return None
        return max((m for m in named if m.end <= low), key=lambda m: m.end, default=None)

    def shared_by(self, start: int, end: int) -> bool:
        """Whether the vendor of an amount stands in one row with others, so that the amount may be that of all together."""
        named = [m for m in self.mentions if m.vendor]
        if len(named) < 2 or start in in_order(self.text, named, self.amounts):
            return False
        return share(self.text, _nearest(named, start, end, self.clause(start)), named)

    def product(self, start: int, end: int, vendor: Vendor | None) -> Product | None:
        """The product of that vendor named nearest to a stretch, or the one last spoken of when nothing else is named."""
        named = [m for m in self.mentions if m.product and (vendor is None or m.vendor == vendor)]
        if named:
            return _nearest(named, start, end, self.clause(start)).product
        if not any(m.vendor for m in self.mentions) and self.refers_back() and vendor == self.last_vendor:
            return self.last_product
        return None

    def agency(self, start: int, end: int) -> Agency | None:
        """The agency named nearest, else the one the text last spoke of."""
        named = [*(m for m in self.mentions if m.agency), *self.others]
        named = [m for m in named if not self._is_aside(m, start)] or named
        if named:
            return _together(self.text, _nearest(named, start, end, self.clause(start)), named)
        if self.last_agency is None and _DEPARTMENT.search(self.text):
            return next((a for a in agencies() if a.name == "Department of Homeland Security"), None)
        return self.last_agency

    def _is_aside(self, mention: Mention, place: int) -> bool:
        """Whether a name stands in a "which ..." of its own: "Clearview AI, which also sells to the FBI, got $2 million"."""
        low, high = stretch(self.text, mention.start)
        return not low <= place < high and bool(re.match(r"(?:which|who|whose)\b", self.text[low:]))

    def names_agency(self) -> bool:
        """Whether an agency stands in the sentence itself, by name or as "the agency"."""
        return any(m.agency for m in self.mentions) or bool(
            is_federal(self.last_agency) and _BACK_TO_AGENCY.search(self.text)
        )

    def refers_back(self) -> bool:
        """Whether the sentence points to what was spoken of before."""
        return bool(_BACK_TO_VENDOR.search(self.text) or _BACK_TO_AWARD.search(self.text))

    def when(self, start: int, end: int) -> FoundWhen | None:
        """The time that belongs to a stretch: in its clause first, then the only one of the sentence. Deadlines do not count."""
        past = [w for w in self.whens if not self.is_deadline(w) and not self._is_of_another(w, start)]
        low, high = self.clause(start)
        inside = [w for w in past if low <= w.start < high]
        paired = self._paired(inside, start, low, high)
        if paired:
            return paired
        if inside:
            first, last = stretch(self.text, start)
            return min(
                inside,
                key=lambda w: (
                    w.when.kind == "recently",
                    not (first <= w.start < last),
                    _gap(w.start, w.end, start, end),
                ),
            )
        before = [w for w in past if w.start < low]
        if _PARTICIPLE.match(self.text, low):
            return None  # "... since 2023, spending millions": the sum has no time of its own
        if len(past) == 1 and (before or low == 0 or not any(a.start >= low for a in self.amounts if a.start != start)):
            return past[0]
        return before[-1] if before and before[-1].end <= _first_comma(self.text) else None

    def _paired(self, whens: list[FoundWhen], start: int, low: int, high: int) -> FoundWhen | None:
        """Amounts and times that take turns in a clause, as many of each, belong together in order."""
        amounts = [a for a in self.amounts if low <= a.start < high]
        if len(amounts) < 2 or len(amounts) != len(whens):
            return None
        turns = [kind for _, kind in sorted([*((a.start, "a") for a in amounts), *((w.start, "w") for w in whens)])]
        if any(one == other for one, other in pairwise(turns)):
            return None
        return next((w for a, w in zip(amounts, whens, strict=True) if a.start == start), None)

    def _is_of_another(self, found: FoundWhen, place: int) -> bool:
        """Whether a time is told in one breath with another amount: "worth $3.75 million, up from $1.1 million last year"."""
        low, high = stretch(self.text, found.start)
        return not low <= place < high and any(low <= a.start < high for a in self.amounts)

    def when_told(self, start: int, end: int) -> FoundWhen | None:
        """The time of something that is told, not priced: in its own clause, or at the head of the sentence before it."""
        past = [w for w in self.whens if not self.is_deadline(w)]
        low, high = self.clause(start)
        inside = [w for w in past if low <= w.start < high]
        if inside:
            return min(inside, key=lambda w: _gap(w.start, w.end, start, end))
        before = [w for w in past if w.start < low]
        return before[-1] if before and len(past) == 1 else None

    def is_deadline(self, found: FoundWhen) -> bool:
        """Whether a time says when something ends or takes effect, and not when it was signed."""
        return bool(_DEADLINE.search(self.text[max(0, found.start - 60) : found.start])) or bool(
            re.match(r"(?:by|until|through)\b", self.text[found.start : found.end], re.IGNORECASE)
        )


def scenes(text: str, text_date: date, names: Names) -> list[Scene]:
    """Every sentence of a text with what it says, each knowing whom the text spoke of before."""
    made: list[Scene] = []
    vendor: Vendor | None = None
    product: Product | None = None
    agency: Agency | None = None
    for sentence in sentences(text):
        if len(sentence.text) > LONGEST_SENTENCE:
            made.append(Scene(sentence, text_date, (), (), (), vendor, product, agency))
            continue
        mentions = tuple(names.find(sentence.text))
        amounts = tuple(find_amounts(sentence.text))
        whens = tuple(find_whens(sentence.text, text_date))
        others = other_buyers(sentence.text, mentions)
        made.append(Scene(sentence, text_date, amounts, whens, mentions, vendor, product, agency, others))
        for mention in mentions:
            if mention.vendor:
                product = mention.product or (product if vendor == mention.vendor else None)
                vendor = mention.vendor
            elif mention.agency:
                agency = mention.agency
        if others and not any(m.agency for m in mentions):
            agency = others[-1].agency
    return made


def _nearest(mentions: list[Mention], start: int, end: int, clause: tuple[int, int]) -> Mention:
    low, high = clause
    return min(mentions, key=lambda m: (not low <= m.start < high, _gap(m.start, m.end, start, end)))


def _together(text: str, mention: Mention, named: list[Mention]) -> Agency | None:
    """The agency of a mention; of two in one row ("CBP and ICE together paid") the department that both are part of."""
    for other in named:
        first, second = sorted((mention, other), key=lambda m: m.start)
        if not (mention.agency and other.agency) or mention.agency == other.agency:
            continue
        joined = re.fullmatch(r"\s*(?:and|&|as\s+well\s+as)\s+(?:the\s+)?", text[first.end : second.start])
        if joined and mention.agency.department == other.agency.department:
            return next((a for a in agencies() if a.name == mention.agency.department), mention.agency)
    return mention.agency


def _gap(one_start: int, one_end: int, start: int, end: int) -> int:
    return max(0, one_start - end, start - one_end)


def _first_comma(text: str) -> int:
    return text.find(",") if "," in text else 0
