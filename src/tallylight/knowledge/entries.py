"""The records of the knowledge files, and how each is read. docs/knowledge.md says what every field means."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from tallylight.knowledge.names import begins_with, holds_words, plain_name
from tallylight.knowledge.yaml_nodes import Entry, read_file


@dataclass(frozen=True)
class Phrase:
    """Words that name something in a description, in plain form, with the company they keep.

    They count when at least one of `needs` stands in the description too (none given: always), and none of `unless`.
    """

    words: str
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def stands_in(self, text: str) -> bool:
        """Whether a plain text names it."""
        return (
            holds_words(text, self.words)
            and (not self.needs or any(holds_words(text, word) for word in self.needs))
            and not any(holds_words(text, word) for word in self.unless)
        )


@dataclass(frozen=True)
class Technology:
    """One kind of surveillance technology. `of_people` is false for what watches things only (cargo, aircraft).

    `phrases` name it whoever is paid; `codes` are product or service codes that mean it where nothing else speaks.
    """

    id: str
    label: str
    of_people: bool
    phrases: tuple[Phrase, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """Common ownership: the parent, since and until when (None: beyond what the source says), and who says so."""

    name: str
    aliases: tuple[str, ...]
    start: date | None
    end: date | None
    source: str


@dataclass(frozen=True)
class Product:
    """Something a maker sells.

    `words` name it in a description whoever is paid. `payee_words` mean it only where the maker itself is paid, because
    other companies' awards use the same words for other things.
    """

    name: str
    aliases: tuple[str, ...]  # what texts call it
    words: tuple[str, ...]
    payee_words: tuple[str, ...]
    technology: str  # id of a Technology; `none` for a product that is not surveillance technology
    source: str
    needs: tuple[str, ...] = ()  # `words` count only beside one of these
    unless: tuple[str, ...] = ()  # no words count beside one of these

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """`words`, ready to be compared."""
        needs, unless = _plain(self.needs), _plain(self.unless)
        return tuple(Phrase(word, needs, unless) for word in _plain(self.words))

    @cached_property
    def payee_phrases(self) -> tuple[Phrase, ...]:
        """`payee_words`, ready to be compared."""
        return tuple(Phrase(word, (), _plain(self.unless)) for word in _plain(self.payee_words))

    def is_named_in(self, description: str, *, maker_is_paid: bool) -> bool:
        """Whether a published description names this product."""
        text = plain_name(description)
        phrases = self.phrases + (self.payee_phrases if maker_is_paid else ())
        return any(phrase.stands_in(text) for phrase in phrases)


@dataclass(frozen=True)
class Maker:
    """Who makes a product that is bought, or provides a service."""

    name: str
    legal_names: tuple[str, ...]  # how published payee names of this maker begin, former names included, in plain form
    aliases: tuple[str, ...]  # what texts call it, besides `name`
    words: tuple[str, ...]  # how descriptions name it when somebody else is paid, in plain form
    parents: tuple[Family, ...]  # owners, the first one first
    reseller: bool  # sells the products of many makers, so the payee does not say what was bought
    sells: str | None  # the one technology that an award to it buys where its own words say nothing else
    products: tuple[Product, ...]
    resellers_seen: tuple[str, ...]
    not_to_be_confused_with: tuple[str, ...]
    sources: tuple[str, ...]
    needs: tuple[str, ...] = ()  # `words` count only beside one of these
    unless: tuple[str, ...] = ()  # `words` do not count beside one of these
    former_names: tuple[str, ...] = ()  # earlier whole names of the company that is `legal_names[0]` now, in plain form

    @property
    def family(self) -> Family | None:
        """The owner that the newest statement names."""
        return self.parents[-1] if self.parents else None

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """`words`, ready to be compared."""
        return tuple(Phrase(word, _plain(self.needs), _plain(self.unless)) for word in self.words)

    @cached_property
    def technologies(self) -> frozenset[str]:
        """Every technology that its products are of."""
        return frozenset({p.technology for p in self.products} | ({self.sells} if self.sells else set())) - {"none"}

    def is_payee(self, published: str) -> bool:
        """Whether a published payee name is this maker: it begins with one of the legal names, in whole words."""
        name = plain_name(published)
        return any(begins_with(name, stem) for stem in self.legal_names)

    def is_named_in(self, description: str) -> bool:
        """Whether a description names this maker, as the award of a reseller does."""
        text = plain_name(description)
        return any(phrase.stands_in(text) for phrase in self.phrases)


@dataclass(frozen=True)
class Agency:
    """A federal buyer. Naming one of its components is naming the agency."""

    name: str  # the sub-agency (or department) as award records have it
    short: str
    code: str | None  # the code of the award records: four characters for a sub-agency, three for a department
    department: str  # the department as award records have it; equal to `name` for a department itself
    names: tuple[str, ...]  # what texts call it, besides `name` and `short`
    components: tuple[str, ...]  # its parts, under the names that texts use
    loose_names: tuple[str, ...]  # what texts may mean it by, when nothing firmer is near


def read_maker(path: Path, technologies: Set[str]) -> Maker:
    """One file under `makers/`. `technologies` are the ids that a product may be of. Raises `LedgerError`."""
    entry = read_file(path)
    former = entry.take_texts("former_names")
    maker = Maker(
        name=entry.take_text("name"),
        legal_names=_plain((*entry.take_texts("legal_names"), *former)),
        aliases=entry.take_texts("aliases"),
        words=_plain(entry.take_texts("words")),
        parents=tuple(_family(item) for item in entry.take_entries("parents")),
        reseller=entry.take_flag("reseller"),
        sells=_technology_of(entry, "sells", entry.take_optional_text("sells"), technologies),
        products=tuple(_product(item, technologies) for item in entry.take_entries("products")),
        resellers_seen=entry.take_texts("resellers_seen"),
        not_to_be_confused_with=entry.take_texts("not_to_be_confused_with"),
        sources=entry.take_urls("sources"),
        needs=entry.take_texts("needs"),
        unless=entry.take_texts("unless"),
        former_names=_plain(former),
    )
    if not maker.legal_names and not maker.words:
        entry.refuse("the file names neither a payee (legal_names) nor words of a description (words)")
    if maker.reseller and maker.sells:
        entry.refuse("a reseller sells many things: `sells` cannot stand beside `reseller`")
    entry.finish()
    return maker


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """The agencies of `agencies.yaml`. Raises `LedgerError`."""
    top = read_file(path)
    found = tuple(_agency(item) for item in top.take_entries("agencies"))
    top.finish()
    return found


def read_technologies(path: Path) -> tuple[Technology, ...]:
    """The kinds of technology of `technologies.yaml`. Raises `LedgerError`."""
    top = read_file(path)
    found = tuple(_technology(item) for item in top.take_entries("technologies"))
    top.finish()
    return found


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(plain_name, words)))


def _family(entry: Entry) -> Family:
    family = Family(
        name=entry.take_text("name"),
        aliases=entry.take_texts("aliases"),
        start=entry.take_date("from"),
        end=entry.take_date("to"),
        source=entry.take_url("source"),
    )
    if family.start and family.end and family.end < family.start:
        entry.refuse(f"the parent '{family.name}' ends ({family.end}) before it begins ({family.start})", field="to")
    entry.finish()
    return family


def _product(entry: Entry, technologies: Set[str]) -> Product:
    product = Product(
        name=entry.take_text("name"),
        aliases=entry.take_texts("aliases"),
        words=entry.take_texts("words"),
        payee_words=entry.take_texts("payee_words"),
        technology=_technology_of(entry, "technology", entry.take_text("technology"), technologies) or "",
        source=entry.take_url("source"),
        needs=entry.take_texts("needs"),
        unless=entry.take_texts("unless"),
    )
    entry.finish()
    return product


def _technology_of(entry: Entry, field: str, technology: str | None, technologies: Set[str]) -> str | None:
    if technology is not None and technology not in technologies:
        entry.refuse(f"'{technology}' is not a technology of technologies.yaml", field=field)
    return technology


def _agency(entry: Entry) -> Agency:
    name = entry.take_text("name")
    agency = Agency(
        name=name,
        short=entry.take_text("short"),
        code=entry.take_optional_text("code"),
        department=entry.take_optional_text("department") or name,
        names=entry.take_texts("names"),
        components=entry.take_texts("components"),
        loose_names=entry.take_texts("loose_names"),
    )
    entry.finish()
    return agency


def _technology(entry: Entry) -> Technology:
    technology = Technology(
        id=entry.take_text("id"),
        label=entry.take_text("label"),
        of_people=not entry.take_flag("things_only"),
        phrases=tuple(phrase for item in entry.take_entries("words") for phrase in _phrases(item)),
        codes=entry.take_texts("codes"),
    )
    entry.finish()
    return technology


def _phrases(entry: Entry) -> list[Phrase]:
    """One group of words that share what they need and what rules them out."""
    words = entry.take_texts("any_of", required=True)
    needs, unless = _plain(entry.take_texts("needs")), _plain(entry.take_texts("unless"))
    entry.finish()
    return [Phrase(word, needs, unless) for word in _plain(words)]
