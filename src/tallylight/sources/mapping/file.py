"""A mapping as its file states it. `load` checks every field and names file, line and field of the first mistake."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tallylight.sources.mapping.concepts import CONCEPTS, HELPERS, REQUIRED, is_of_a_person
from tallylight.sources.mapping.nodes import Fields, nearest, read_fields
from tallylight.sources.mapping.values import MARKS, ORDERS

ENDING = ".mapping.yaml"
"""A mapping beside a table has its name and this."""

KINDS = {"payment": "payment", "contract": "process", "grant": "assistance"}
"""What a mapping calls its records -> `award_kind` of the ledger. None of them is added to federal contracts."""

ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15", "cp437", "cp850", "windows-1250", "windows-1251",
             "shift_jis", "gb18030", "big5", "euc-kr")  # fmt: skip
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
STATES = ("complete", "selection")

FIELDS = ("id", "publisher", "publisher_page", "kind_of_award", "agency", "currency", "dates", "decimal_mark", "encoding",
          "delimiter", "header_row", "sheet", "award_key", "action_key", "columns", "void", "negative", "organisations",
          "coverage")  # fmt: skip

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LONGEST_ID = 60
NEVER_IN_A_KEY = {"payee", "payee_dba", "payee_id", "payee_parent", "description", "base_description"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows in which `column` has one of `values` (compared without case)."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the mapping says of how much the table holds: all payments of `agency` from `start` to `end`, or a selection."""

    complete: bool
    agency: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one kind of table is read. `columns`: concept -> heading. `where`: concept or field -> file, line, field."""

    path: str
    sha256: str
    id: str
    publisher: str
    kind_of_award: str  # a key of KINDS
    dates: str
    decimal_mark: str
    columns: dict[str, str]
    award_key: tuple[str, ...]
    action_key: tuple[str, ...] = ()
    publisher_page: str | None = None
    agency: str | None = None
    currency: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int = 1
    sheet: str | None = None
    void: Mark | None = None
    negative: Mark | None = None
    organisations: tuple[str, ...] = ()
    coverage: Stated = Stated(complete=False)
    where: Named[str, str] = field(default_factory=dict, compare=False)

    def needed(self) -> list[tuple[str, str]]:
        """Every heading that the table must have, with what asks for it."""
        asked = list(self.columns.items())
        asked += [("award_key", name) for name in self.award_key] + [("action_key", name) for name in self.action_key]
        marks = (("void", self.void), ("negative", self.negative))
        return [(what, column) for what, column in (*asked, *((name, mark.column) for name, mark in marks if mark))]


def load(path: str, shown: str | None = None) -> Mapping:
    """Read a mapping file. Raises SourceError for the first mistake, with file, line and field."""
    fields = read_fields(path, shown or path)
    where = {name: fields.where(key, name) for name, key in fields.keys.items()}
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    known: dict[str, Any] = {
        "id": _checked(fields, "id", _ID, "small letters, digits and dashes"),
        "publisher": fields.required("publisher"),
        "publisher_page": _page(fields),
        "kind_of_award": fields.required("kind_of_award", KINDS),
        "agency": fields.text("agency"),
        "dates": fields.required("dates", ORDERS),
        "decimal_mark": fields.required("decimal_mark", MARKS),
        "encoding": fields.text("encoding", ENCODINGS),
        "delimiter": DELIMITERS.get(fields.text("delimiter", DELIMITERS) or ""),
        "header_row": fields.number("header_row", 1, 1000) or 1,
        "sheet": fields.text("sheet"),
        "void": _mark(fields, "void", where),
        "negative": _mark(fields, "negative", where),
        "organisations": tuple(text for text, _ in fields.texts("organisations")),
        "coverage": _coverage(fields),
    }
    if "currency" in fields.nodes:
        known["currency"] = _checked(fields, "currency", _CURRENCY, "a code of three capital letters (ISO 4217)")
    keys = {name: fields.texts(name) for name in ("award_key", "action_key")}
    columns = _columns(fields, where)
    fields.finish(FIELDS)
    if not keys["award_key"]:
        fields.refuse(
            "the columns that make the key of an award are not named", fields.keys.get("award_key"), "award_key"
        )
    for name, listed in keys.items():
        _check_key(fields, name, listed, columns)
    _check_whole(fields, columns, known)
    known |= {name: tuple(text for text, _ in listed) for name, listed in keys.items()}
    return Mapping(path=shown or path, sha256=digest, columns=columns, where=where, **known)


def _checked(fields: Fields, name: str, form: re.Pattern[str], words: str) -> str:
    node = fields.nodes.get(name)
    text = fields.required(name)
    if not form.fullmatch(text) or len(text) > _LONGEST_ID:
        fields.refuse(f"expected {words}", node, name)
    return text


def _page(fields: Fields) -> str | None:
    node = fields.nodes.get("publisher_page")
    page = fields.text("publisher_page")
    if page and not page.startswith("https://"):
        fields.refuse("expected the address of a public page (https://…)", node, "publisher_page")
    return page


def _columns(fields: Fields, where: dict[str, str]) -> dict[str, str]:
    part = fields.part("columns")
    if part is None:
        fields.refuse("no column is mapped", fields.keys.get("columns"), "columns")
    found: dict[str, str] = {}
    for concept, node in part.nodes.items():
        key = part.keys[concept]
        if concept not in CONCEPTS and concept not in HELPERS:
            close = nearest(concept, (*CONCEPTS, *HELPERS))
            part.refuse(f"there is no such concept{close}", key, concept[:60])
        column = part.scalar(node, concept)
        if is_of_a_person(column, concept):
            part.refuse(f"'{column[:60]}' is a column about a person, and no concept of an award", node, concept)
        found[concept] = column
        where[concept] = part.where(key, concept)
    for concept in REQUIRED:
        if concept not in found:
            part.refuse(f"no column is mapped to {concept}", None, concept)
    return found


def _mark(fields: Fields, name: str, where: dict[str, str]) -> Mark | None:
    part = fields.part(name)
    if part is None:
        return None
    column = part.required("column")
    values = part.texts("values")
    if not values:
        part.refuse("no value is named", part.keys.get("values"), "values")
    part.finish(("column", "values"))
    if is_of_a_person(column, ""):
        part.refuse("this is a column about a person", part.keys.get("column"), "column")
    where[name] = part.where(part.keys["column"], "column")
    return Mark(column, tuple(text.casefold() for text, _ in values))


def _coverage(fields: Fields) -> Stated:
    part = fields.part("coverage")
    if part is None:
        return Stated(complete=False)
    state = part.required("state", STATES)
    made = Stated(state == "complete", part.text("agency"), part.day("from"), part.day("to"))
    if made.complete and not (made.start and made.end):
        part.refuse("complete from when to when? Both `from` and `to` are needed", part.keys["state"], "state")
    if made.start and made.end and made.start > made.end:
        part.refuse("this is before `from`", part.keys.get("to"), "to")
    part.finish(("state", "agency", "from", "to"))
    return made


def _check_key(fields: Fields, name: str, listed: list[tuple[str, yaml.Node]], columns: Named[str, str]) -> None:
    """A key is shown everywhere: it must not be made of a name or of free text."""
    of_column = {column: concept for concept, column in columns.items()}
    for column, node in listed:
        if is_of_a_person(column, "") or of_column.get(column) in NEVER_IN_A_KEY:
            fields.refuse(f"'{column[:60]}' may name a person, and a key is shown everywhere", node, name)


def _check_whole(fields: Fields, columns: Named[str, str], known: dict[str, Any]) -> None:
    if "currency" in columns and known.get("currency"):
        fields.refuse("the currency is stated and mapped; leave one out", fields.keys["currency"], "currency")
    if "currency" not in columns and not known.get("currency"):
        fields.refuse("neither stated nor mapped", None, "currency")
    if not known["agency"] and "agency" not in columns and "sub_agency" not in columns:
        fields.refuse("neither stated nor mapped", None, "agency")
    if known["coverage"].complete and not (known["coverage"].agency or known["agency"]):
        fields.refuse("complete for which agency? Name it here, or in `agency`", fields.keys["coverage"], "coverage")
