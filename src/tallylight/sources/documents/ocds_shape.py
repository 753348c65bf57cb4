"""What of a release of OCDS is read, and nothing else: a decoder that knows this makes no object of all the rest.

One shape stands for every document of the standard, whose parts nest in each other: a release, a record, a package of
either. What the standard has as a text or a number may be anything here; `ocds_award` looks at it. A field that is absent
is UNSET, one that is null is None: in a later release that takes it away.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

import msgspec
from msgspec import UNSET, UnsetType

from tallylight.sources.documents.paths import as_written


class Shape(msgspec.Struct, gc=False):
    """An object of the standard."""


class Value(Shape):
    """An amount of money."""

    amount: Any = UNSET
    currency: Any = UNSET


class Identifier(Shape):
    """The number of an organisation in a register."""

    scheme: Any = UNSET
    id: Any = UNSET


class Address(Shape):
    """Town and country only: a street leads to people."""

    locality: Any = UNSET
    countryName: Any = UNSET


class Organisation(Shape):
    """A buyer or a supplier, inside a release or among its parties."""

    id: Any = UNSET
    name: Any = UNSET
    identifier: Identifier | UnsetType | None = UNSET
    address: Address | UnsetType | None = UNSET


class Classification(Shape):
    """What a thing is, by a list of kinds of things."""

    scheme: Any = UNSET
    id: Any = UNSET
    description: Any = UNSET


class Item(Shape):
    """A thing bought."""

    id: Any = UNSET
    classification: Classification | UnsetType | None = UNSET


class Period(Shape):
    """From when to when."""

    startDate: Any = UNSET
    endDate: Any = UNSET


class Tender(Shape):
    """How the purchase was announced."""

    id: Any = UNSET
    title: Any = UNSET
    description: Any = UNSET
    procuringEntity: Organisation | UnsetType | None = UNSET
    procurementMethod: Any = UNSET
    procurementMethodDetails: Any = UNSET
    numberOfTenderers: Any = UNSET


class Award(Shape):
    """Who is to supply what for how much."""

    id: Any = UNSET
    title: Any = UNSET
    description: Any = UNSET
    status: Any = UNSET
    date: Any = UNSET
    value: Value | UnsetType | None = UNSET
    suppliers: list[Organisation] | UnsetType | None = UNSET
    items: list[Item] | UnsetType | None = UNSET
    contractPeriod: Period | UnsetType | None = UNSET
    url: Any = UNSET


class Contract(Shape):
    """What was signed after an award."""

    id: Any = UNSET
    awardID: Any = UNSET
    title: Any = UNSET
    description: Any = UNSET
    status: Any = UNSET
    dateSigned: Any = UNSET
    value: Value | UnsetType | None = UNSET
    suppliers: list[Organisation] | UnsetType | None = UNSET
    items: list[Item] | UnsetType | None = UNSET
    period: Period | UnsetType | None = UNSET
    url: Any = UNSET


class Document(Shape):
    """A release, a record, or a package of releases or records."""

    ocid: Any = UNSET
    tag: Any = UNSET
    date: Any = UNSET
    url: Any = UNSET  # of a release that is only linked
    buyer: Organisation | UnsetType | None = UNSET
    parties: list[Organisation] | UnsetType | None = UNSET
    tender: Tender | UnsetType | None = UNSET
    awards: list[Award] | UnsetType | None = UNSET
    contracts: list[Contract] | UnsetType | None = UNSET
    publishedDate: Any = UNSET
    releases: list[Document] | UnsetType | None = UNSET
    records: list[Document] | UnsetType | None = UNSET
    compiledRelease: Document | UnsetType | None = UNSET
    versionedRelease: Any = UNSET


class Misshapen(Document):
    """A document with something else among its awards. Only `shaped` makes one: no decoder asks for it."""

    no_awards: int = 0  # how many of `awards` are no objects; 1 where it is no list

    @property
    def fitting(self) -> Document:
        """What of it fits."""
        return Document(*(getattr(self, name) for name in Document.__struct_fields__))


DECODER = msgspec.json.Decoder(Document | list[Document], float_hook=as_written)


def shaped(value: object, kind: Any = Document) -> Any:
    """A value that was read without a shape, brought into one; what does not fit is left out, as if it were absent.

    Awards that do not fit are counted, so that none is lost without a word.
    """
    kinds = getattr(kind, "__args__", (kind,)) if getattr(kind, "__origin__", None) is not list else (kind,)
    for one in kinds:
        if isinstance(one, type) and issubclass(one, Shape) and isinstance(value, dict):
            types = _types(one)
            named = {name: shaped(value[name], types[name]) for name in types if name in value}
            if one is Document and (strange := _no_awards(value.get("awards"))):
                return Misshapen(**named, no_awards=strange)
            return one(**named)
        if getattr(one, "__origin__", None) is list and isinstance(value, list):
            return [made for element in value if (made := shaped(element, one.__args__[0])) not in (None, UNSET)]
    return value if value is None or Any in kinds else UNSET


def _no_awards(awards: object) -> int:
    if isinstance(awards, list):
        return sum(not isinstance(one, dict) for one in awards)
    return int(awards is not None)


@cache
def _types(kind: type[Shape]) -> dict[str, Any]:
    return get_type_hints(kind)
