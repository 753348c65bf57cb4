"""Who a text speaks of: vendors, products and agencies, by every name that the knowledge files and the ledger know.

Nothing is guessed from likeness. A name in a text counts when each of its words stands there, in capitals where the name
has capitals, so that "ICE" is an agency and "ice" is not, and Paragon Solutions is never Paragon Systems.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tallylight.claims.common_names import COMMON_NAMES
from tallylight.claims.companies import Companies
from tallylight.claims.maker_names import payees_of_makers, vendors_of_makers
from tallylight.claims.vendor import Vendor
from tallylight.knowledge import Agency, Maker, Product, agencies, makers, plain_name

_TOKEN = re.compile(r"(?:\b[A-Z]\.){2,}|[^\W_]+|&", re.UNICODE)
_LEGAL_FORMS = frozenset(
    "INC INCORPORATED CORP CORPORATION CO COMPANY LLC LC LP LLP LTD LIMITED PLC PLLC PC GMBH AG SA BV NV USA US AND".split()
)
_VENTURE = re.compile(r"(?<=\w)(?: A)? JOINT VENTURE$")
_SMALL_WORDS = frozenset(["of", "and", "the", "for", "de", "la", "in", "on"])
_SHORTEST_SINGLE_NAME = 5  # letters of a payee name of one word; a shorter one is looked for in capitals ("KVG")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text: its place, and what it names: a vendor, a product (with its vendor) or an agency."""

    start: int
    end: int
    vendor: Vendor | None = None
    product: Product | None = None
    agency: Agency | None = None


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Words of a text with their places: initials as one ("B.I."), "&" as "and". A possessive "'s" is a word of its own."""
    return [(m.start(), m.end(), "and" if m[0] == "&" else m[0].replace(".", "")) for m in _TOKEN.finditer(text)]


def bare_name(plain: str) -> str:
    """A payee name in plain form, without the legal form at its end or a leading THE."""
    words = _VENTURE.sub("", plain).split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "THE" else words)


class Names:
    """All names that can be found in a text, for one ledger. Build once for each edition and ask for many texts."""

    def __init__(
        self,
        payees: Iterable[str],
        families: Mapping[str, str] | None = None,
        is_said_of_others: Callable[[str, Sequence[str]], bool] = lambda _name, _payees: True,
    ) -> None:
        """`is_said_of_others` tells of a part of a name whether descriptions of purchases from anybody else have it, too."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Mention]]] = defaultdict(list)
        plain = {payee: plain_name(payee) for payee in sorted(payees)}
        bare = {payee: bare_name(name) for payee, name in plain.items()}
        self.companies = Companies(bare, families or {})
        self._is_said_of_others = is_said_of_others
        own = payees_of_makers(plain)
        self.vendors = vendors_of_makers(own)
        for maker in makers():
            vendor = self.vendors[maker.name]
            self._add_companies(vendor)
            for alias in (maker.name, *maker.aliases):
                self._add(alias, Mention(0, 0, vendor=vendor))
            for product in maker.products:
                for alias in (product.name, *product.aliases):
                    self._add(alias, Mention(0, 0, vendor=vendor, product=product))
                    if alias.isalpha():
                        self._add(f"{alias.title()}s", Mention(0, 0, vendor=vendor, product=product))  # "Tasers"
        self._add_families()
        for agency in agencies():
            for name in (agency.name, agency.short, *agency.names, *agency.components, *agency.loose_names):
                self._add(name, Mention(0, 0, agency=agency))
        claimed = {payee for names in own.values() for payee in names}
        by_name: dict[str, list[str]] = defaultdict(list)
        for payee, name in bare.items():
            if payee not in claimed:
                by_name[name].append(payee)
        # Thousands of payees, of which a text names a few: each becomes a vendor when a text has its first word.
        self._waiting: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for name, names in by_name.items():
            self._waiting[name.partition(" ")[0].lower()].append((name, tuple(names)))

    def by_part(self, word: str, *, alone: bool = False, apposed: bool = False) -> Vendor | None:
        """The company whose name begins with a word, where the ledger has only one; see `companies`.

        `alone`: nothing beside the word says that it is a company. Then no other company's purchases may speak of it: "Nurses" is
        no company although a payee's name begins so, and "Coinbase" is one. `apposed`: the text says that it is a company.
        """
        payees = self.companies.by_part(word, initials=alone)
        first, *more = word.lower().split()
        is_common = first in COMMON_NAMES
        if not payees or (is_common and (not more or more[0] in COMMON_NAMES)):
            return None
        if (is_common or (alone and not apposed)) and self._is_said_of_others(word, payees):
            return None
        return self._vendor_of(payees)

    def widened(self, vendor: Vendor) -> Vendor | None:
        """The vendor with every payee whose name begins with its own, and its family: Grant Thornton Public Sector for Grant
        Thornton. None where that adds nobody, or where the name is a word that many companies have."""
        plain = bare_name(plain_name(vendor.name))
        if not plain or (" " not in plain and (plain.lower() in COMMON_NAMES or len(plain) < _SHORTEST_SINGLE_NAME)):
            return None
        wider = {*vendor.payees, *vendor.family, *self.companies.beginning_with(plain)}
        if wider == set(vendor.payees):
            return None
        return replace(
            vendor, name=f"{vendor.name} and its family", payees=tuple(sorted(wider)), family=tuple(sorted(wider))
        )

    def by_any_part(self, word: str) -> Vendor | None:
        """The only company that has a word in its name, wherever it stands there: Endeavors for Family Endeavors, Inc."""
        payees = self.companies.by_any_part(word)
        return self._vendor_of(payees) if payees and not self._is_said_of_others(word, payees) else None

    def _vendor_of(self, payees: tuple[str, ...]) -> Vendor:
        own = set(payees)
        for vendor in self.vendors.values():
            if not own.isdisjoint(vendor.payees):
                return vendor
        return Vendor(bare_name(plain_name(payees[0])).title(), payees, self.companies.related(payees), ())

    def _add_companies(self, vendor: Vendor) -> None:
        """Of a maker that is paid under several names, each company can be meant by its own: LexisNexis Special Services."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for payee in vendor.payees:
            by_name[bare_name(plain_name(payee))].append(payee)
        of_maker = {plain_name(maker.name) for maker in vendor.makers}
        for name, payees in by_name.items() if len(by_name) > 1 else ():
            if name in of_maker:
                continue  # that name stands for all of them
            shown = tuple(name.title().split())
            if len(shown) > 1:
                one = Vendor(name.title(), tuple(payees), vendor.family, ())
                self._by_first[shown[0].lower()].append((shown, Mention(0, 0, vendor=one)))

    def _add_families(self) -> None:
        """The parent's name stands for its companies: GEO Group for BI Incorporated."""
        members: dict[str, list[Maker]] = defaultdict(list)
        for maker in makers():
            if maker.family:
                members[maker.family.name].append(maker)
        for name, group in members.items():
            if name in self.vendors:
                continue
            aliases = {name, *(a for maker in group if maker.family for a in maker.family.aliases)}
            heads = {bare_name(plain_name(alias)) for alias in aliases}
            own = tuple(payee for payee in self.companies.named(heads))
            of_makers = {p for maker in group for p in self.vendors[maker.name].payees}
            payees = tuple(sorted({*own, *of_makers, *self.companies.related(own)}))
            vendor = Vendor(name, payees, payees, tuple(group))
            for alias in sorted(aliases):
                self._add(alias, Mention(0, 0, vendor=vendor))
                if own:  # with its legal form, the parent itself is meant: The GEO Group, Inc.
                    alone = Vendor(f"{name}, Inc.", own, payees, ())
                    for form in ("Inc", "Incorporated", "LLC", "Corp", "Corporation"):
                        self._add(f"{alias} {form}", Mention(0, 0, vendor=alone))

    def _add_payee(self, name: str, payees: tuple[str, ...]) -> None:
        """A payee that no knowledge file describes is found by its whole name: two words, or one long one."""
        words = name.split()
        if len(words) == 1 and name.lower() in COMMON_NAMES:
            vendor = Vendor(name.title(), payees, self.companies.related(payees), ())
            for form in ("Inc", "Incorporated", "LLC", "Corp", "Corporation", "Ltd"):
                self._add(f"{name.title()} {form}", Mention(0, 0, vendor=vendor))
            return
        if not words or (len(words) == 1 and (len(name) < 3 or not name.isalpha())):
            return
        is_short = len(words) == 1 and len(name) < _SHORTEST_SINGLE_NAME
        shown = name if is_short else name.title()
        vendor = Vendor(shown, payees, self.companies.related(payees), ())
        self._by_first[words[0].lower()].append((tuple(shown.split()), Mention(0, 0, vendor=vendor)))

    def _beginning_with(self, word: str) -> Sequence[tuple[tuple[str, ...], Mention]]:
        """The names that begin with a word in small letters: those of knowledge files, then those of the ledger."""
        for name, payees in self._waiting.pop(word, ()):
            self._add_payee(name, payees)
        return self._by_first.get(word, ())

    def _add(self, name: str, mention: Mention) -> None:
        words = tuple(word for _, _, word in tokens(name))
        if words:
            self._by_first[words[0].lower()].append((words, mention))

    def find(self, text: str, spoken_of: Mapping[str, Vendor] | None = None) -> list[Mention]:
        """All names in a text, the longest first where they overlap, in order of place.

        `spoken_of` are vendors that the text named before, by the first word of their name, which may now stand alone.
        """
        parts = tokens(text)
        small = {word for _, _, word in parts if word.islower()}
        shorter = spoken_of or {}
        found: list[Mention] = []
        index = 0
        while index < len(parts):
            best: tuple[int, Mention] | None = None
            word = parts[index][2]
            if word in shorter and word.lower() not in small and not _is_longer_name(text, parts, index):
                best = (1, Mention(0, 0, vendor=shorter[word]))
            for words, mention in self._beginning_with(word.lower()):
                stretch = parts[index : index + len(words)]
                if len(stretch) < len(words) or not all(_same(w, t[2]) for w, t in zip(words, stretch, strict=True)):
                    continue
                if mention.vendor and not mention.vendor.makers and len(words) == 1 and words[0].lower() in small:
                    continue  # the same word stands in small letters elsewhere: a common word, not a name
                if len(words) == 1 and mention.vendor and _is_longer_name(text, parts, index):
                    continue
                is_written = mention.vendor and mention.vendor.makers  # a payee's name is known in capitals only
                if is_written and len(words) == 1 and _has_capitals_of_its_own(word, words[0]):
                    continue  # Kharon's ClearView is not Clearview
                if best is None or len(words) > best[0]:
                    best = (len(words), mention)
            if best is None:
                index += 1
                continue
            length, mention = best
            end = parts[index + length - 1][1]
            found.append(Mention(parts[index][0], end, mention.vendor, mention.product, mention.agency))
            index += length
        return found


def _same(name_word: str, word: str) -> bool:
    """A word of a name against a word of a text. Capitals in the name must be capitals in the text."""
    if name_word == word:
        return True  # goTenna, iProov
    if name_word.lower() != word.lower():
        return False
    if name_word.isupper() and len(name_word) <= 5 and len(name_word) > 1:
        return word.isupper()
    return name_word.islower() or word[0].isupper() or word[0].isdigit() or name_word.lower() in _SMALL_WORDS


def _has_capitals_of_its_own(word: str, name: str) -> bool:
    """Whether a word has capitals inside that a name of the same letters has not."""
    if word.isupper() or word.lower() != name.lower():
        return False
    return any(c.isupper() and not n.isupper() for c, n in zip(word[1:], name[1:], strict=True))


# Words that make another company's name of a one-word name before them: Paragon Partners is not Paragon.
_COMPANY_WORDS = frozenset(
    "Partners Systems Group Holdings Capital Bank Bancorp Micro Professional Environmental Energy University College Foundation "
    "Construction Industries Consulting Services Therapeutics Health Healthcare Ventures Media Realty Logistics Aerospace "
    "Airlines Motors Pharmaceuticals Properties Insurance Financial Shipping Foods Hotel Hotels Records Theatre Theater".split()
)


def _is_longer_name(text: str, parts: list[tuple[int, int, str]], index: int) -> bool:
    """Whether a word is only the beginning of another company's name."""
    if index + 1 >= len(parts):
        return False
    start, _, word = parts[index + 1]
    return word in _COMPANY_WORDS and text[parts[index][1] : start] == " "
