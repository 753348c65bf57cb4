"""The records of the knowledge files, and how each is read. docs/knowledge.md says what every field means."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from tallylight.knowledge.names import begins_with, holds_words, plain_name
from tallylight.knowledge.yaml_nodes import Entry, read_file


@dataclass(frozen=True)
class Technology:
    """One kind of surveillance technology. `of_people` is false for what watches things only (cargo, aircraft)."""

    id: str
    label: str
    of_people: bool


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
    technology: str  # id of a Technology
    source: str

    @cached_property
    def _plain(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(map(plain_name, self.words)), tuple(map(plain_name, self.payee_words))

    def is_named_in(self, description: str, *, maker_is_paid: bool) -> bool:
        """Whether a published description names this product."""
        text = plain_name(description)
        words, payee_words = self._plain
        return any(holds_words(text, word) for word in words + (payee_words if maker_is_paid else ()))


@dataclass(frozen=True)
class Maker:
    """Who makes a product that is bought, or provides a service."""

    name: str
    legal_names: tuple[str, ...]  # how published payee names of this maker begin, in plain form
    aliases: tuple[str, ...]  # what texts call it, besides `name`
    words: tuple[str, ...]  # how descriptions name it when somebody else is paid, in plain form
    family: Family | None
    reseller: bool  # sells the products of many makers, so the payee does not say what was bought
    products: tuple[Product, ...]
    not_to_be_confused_with: tuple[str, ...]
    sources: tuple[str, ...]

    def is_payee(self, published: str) -> bool:
        """Whether a published payee name is this maker: it begins with one of the legal names, in whole words."""
        name = plain_name(published)
        return any(begins_with(name, stem) for stem in self.legal_names)

    def is_named_in(self, description: str) -> bool:
        """Whether a description names this maker, as the award of a reseller does."""
        text = plain_name(description)
        return any(holds_words(text, word) for word in self.words)


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
    maker = Maker(
        name=entry.take_text("name"),
        legal_names=tuple(map(plain_name, entry.take_texts("legal_names"))),
        aliases=entry.take_texts("aliases"),
        words=tuple(map(plain_name, entry.take_texts("words"))),
        family=_family(entry.take_entry("family")),
        reseller=entry.take_flag("reseller"),
        products=tuple(_product(item, technologies) for item in entry.take_entries("products")),
        not_to_be_confused_with=entry.take_texts("not_to_be_confused_with"),
        sources=entry.take_urls("sources"),
    )
    if not maker.legal_names and not maker.words:
        entry.refuse("the file names neither a payee (legal_names) nor words of a description (words)")
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


def _family(entry: Entry | None) -> Family | None:
    if entry is None:
        return None
    family = Family(
        name=entry.take_text("name"),
        aliases=entry.take_texts("aliases"),
        start=entry.take_date("from"),
        end=entry.take_date("to"),
        source=entry.take_url("source"),
    )
    entry.finish()
    return family


def _product(entry: Entry, technologies: Set[str]) -> Product:
    product = Product(
        name=entry.take_text("name"),
        aliases=entry.take_texts("aliases"),
        words=entry.take_texts("words"),
        payee_words=entry.take_texts("payee_words"),
        technology=entry.take_text("technology"),
        source=entry.take_url("source"),
    )
    if product.technology not in technologies:
        entry.refuse(f"'{product.technology}' is not a technology of technologies.yaml")
    entry.finish()
    return product


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
        id=entry.take_text("id"), label=entry.take_text("label"), of_people=not entry.take_flag("things_only")
    )
    entry.finish()
    return technology
