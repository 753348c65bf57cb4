"""A first mapping for a table, from its headings and cells, for a person to finish. Nothing that a cell holds is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from tallylight.errors import SourceError
from tallylight.sources.inputs import Input
from tallylight.sources.mapping import evidence, headings
from tallylight.sources.mapping.concepts import CONCEPTS, HELPERS, is_of_a_person
from tallylight.sources.mapping.evidence import Column
from tallylight.sources.mapping.file import DELIMITERS, NEVER_IN_A_KEY
from tallylight.sources.mapping.nodes import FILL_IN
from tallylight.sources.mapping.table import open_table
from tallylight.sources.shape import NoRow

SAMPLE = 20_000
"""Rows that are looked at."""

_HEADINGS_WITHIN = 30  # rows
_PLAIN = re.compile(r"[A-Za-z][\w ./()&-]*[\w)]|[A-Za-z]", re.ASCII)
_WORDS_OF_YAML = {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}
_DATES = {"action_date", "period_start", "period_end", "solicitation_date", "last_modified"}
_MONEY = {"obligated", "ceiling", "current_value", "award_obligated", "outlayed"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read of the table."""

    encoding: str
    delimiter: str
    header_row: int
    columns: list[Column]


def propose(source: Input, is_known_firm: Callable[[str], bool]) -> str:
    """The text of a mapping file. `is_known_firm` says of a payee's name whether it is that of a company known.

    Raises SourceError when the file is no table or has no row of headings.
    """
    seen = _seen(source)
    of = _chosen(seen.columns)
    dates, why_dates = evidence.date_order([of[c] for c in of if c in _DATES])
    money = [of[c] for c in of if c in _MONEY]
    mark, why_mark = evidence.decimal_mark(money)
    lines = [
        f"# A proposal for {_shown(PurePath(source.path).name)}. Complete what says {FILL_IN}, check the rest, then:",
        "#   tallylight --ledger DIR add --mapping THIS-FILE TABLE",
        f"id: {_slug(source.path)}",
        f"publisher: {FILL_IN}  # who publishes the table",
        f"kind_of_award: {_kind(seen.columns)}  # payment (money went out), contract (a value was agreed) or grant",
    ]
    if "agency" not in of:
        lines.append(f"agency: {FILL_IN}  # who pays")
    if "currency" not in of:
        code, why = evidence.currency(money)
        lines.append(f"currency: {code or FILL_IN}  # {why}")
    keys = _keys(seen.columns, of)
    lines += [
        f"dates: {dates or FILL_IN}  # {why_dates}",
        f"decimal_mark: {json.dumps(mark) if mark else FILL_IN}  # {why_mark}",
        *_form(seen),
        *keys,
        "columns:",
        *(
            f"  {concept}: {_quoted(column.heading)}  # {(CONCEPTS | HELPERS)[concept]}"
            for concept, column in of.items()
        ),
        *(
            f"  {concept}: {FILL_IN}  # {CONCEPTS[concept]}"
            for concept in ("action_date", "obligated")
            if concept not in of
        ),
        *_left_out(seen.columns, of, keys),
        *_marks(seen.columns),
        *_organisations(of.get("payee"), is_known_firm),
        "coverage:",
        "  state: selection  # or: complete, with `from` and `to`, when the table holds all of that time",
    ]
    return "\n".join(lines) + "\n"


def _seen(source: Input) -> _Seen:
    with source.open() as content:
        table = open_table(content.readinto, source.path, encoding=None, delimiter=None, sheet=None)
        rows = [row for row in islice(table.rows, SAMPLE) if not isinstance(row, NoRow)]
    top = rows[:_HEADINGS_WITHIN]
    width = max((sum(bool(cell.strip()) for cell in row) for row in top), default=0)
    for place, row in enumerate(top):
        if width > 1 and _is_header(row, width):
            below = [[cell.strip() for cell in one] for one in rows[place + 1 :]]
            columns = [
                Column(" ".join(heading.split()), [one[at] for one in below if at < len(one) and one[at]])
                for at, heading in enumerate(row)
                if heading.strip()
            ]
            encoding = "windows-1252" if table.recoded[0] and table.encoding == "utf-8" else table.encoding
            return _Seen(encoding, table.delimiter, place + 1, columns)
    what = f"no row of headings is among the first {_HEADINGS_WITHIN}"
    raise SourceError(what, where=source.path, do="Name a table with a heading over each column.")


def _is_header(row: Sequence[str], width: int) -> bool:
    """Whether most columns have a text here, and none of the texts is a number or a date."""
    texts = [cell.strip() for cell in row if cell.strip()]
    if len(texts) < max(2, 0.6 * width) or len({text.casefold() for text in texts}) < len(texts):
        return False
    return not any(re.fullmatch(r"[\d.,/\s:$€£()-]+", text) or len(text) > 120 for text in texts)


def _chosen(columns: Sequence[Column]) -> dict[str, Column]:
    """Concept -> column, in the order of the concepts. Each is used once, the likelier meaning first."""
    wanted = [(rank, place, concept) for place, column in enumerate(columns)
              for rank, concept in enumerate(headings.concepts_of(column.heading)) if _plausible(concept, column)]  # fmt: skip
    found: dict[str, int] = {}
    for _, place, concept in sorted(wanted):
        if concept not in found and place not in found.values():
            found[concept] = place
    return {concept: columns[found[concept]] for concept in (*CONCEPTS, *HELPERS) if concept in found}


def _plausible(concept: str, column: Column) -> bool:
    if concept in _DATES:
        return column.is_date
    if concept in _MONEY:
        return column.is_amount and not column.is_date
    return concept not in ("description", "payee") or not column.cells or not (column.is_amount or column.is_date)


def _kind(columns: Sequence[Column]) -> str:
    text = " ".join(column.heading for column in columns).casefold()
    for words, kind in ((r"che(ck|que)|payment|paid|voucher|invoice", "payment"), (r"grant", "grant"),
                        (r"contract|award|purchase order", "contract")):  # fmt: skip
        if re.search(words, text):
            return kind
    return FILL_IN


def _form(seen: _Seen) -> list[str]:
    """How the file is written, where it is not as usual."""
    if seen.encoding == "workbook":
        made = []
    else:
        names = {mark: name for name, mark in DELIMITERS.items()}
        made = [f"delimiter: {names[seen.delimiter]}"] if seen.delimiter != "," else []
        made += [f"encoding: {seen.encoding}"] if seen.encoding != "utf-8" else []
    return made + ([f"header_row: {seen.header_row}"] if seen.header_row > 1 else [])


def _keys(columns: Sequence[Column], of: dict[str, Column]) -> list[str]:
    """The number of the document, and the line in it where there is one."""
    of_heading = {column.heading: concept for concept, column in of.items()}
    numbered = [
        column
        for column in columns
        if (of_heading.get(column.heading) == "piid" or headings.NUMBERED.search(headings.words_of(column.heading)))
        and of_heading.get(column.heading, "") not in {*NEVER_IN_A_KEY, "psc", "payee_uei", "payee_duns", "payee_cage"}
        and not headings.LINE.search(headings.words_of(column.heading))
        and not is_of_a_person(column.heading, "")
        and column.cells
    ]
    numbered.sort(key=lambda column: of_heading.get(column.heading) != "piid")
    lines = [column for column in columns if headings.LINE.search(headings.words_of(column.heading))]
    if not numbered:
        return [f"award_key: {FILL_IN}  # the columns that make the key of an award: its number, never a name"]
    made = [f"award_key: [{_quoted(numbered[0].heading)}]  # the columns that make the key of an award"]
    if lines:
        made.append(f"action_key: [{_quoted(lines[0].heading)}]  # what tells the rows of one award apart")
    return made


def _left_out(columns: Sequence[Column], of: dict[str, Column], keys: Sequence[str]) -> list[str]:
    used = {id(column) for column in of.values()}
    in_keys = " ".join(keys)
    rest = [
        column.heading for column in columns if id(column) not in used and f"[{_quoted(column.heading)}]" not in in_keys
    ]
    people = [heading for heading in rest if is_of_a_person(heading, "")]
    others = [heading for heading in rest if heading not in people]
    made = [f"# About people, and never kept: {', '.join(map(_shown, people))}"] if people else []
    return made + ([f"# Not mapped, and so not kept: {', '.join(map(_shown, others))}"] if others else [])


def _marks(columns: Sequence[Column]) -> list[str]:
    """Rows that are void, where a column of few values says so."""
    for column in columns:
        values = {cell.casefold(): cell for cell in column.cells}
        void = [text for key, text in values.items() if re.fullmatch(r"voids?|voided|cancell?ed|reversed|stopped", key)]
        if void and len(values) <= 20 and not is_of_a_person(column.heading, ""):
            listed = ", ".join(_quoted(text) for text in sorted(void))
            return ["void:  # such rows paid nothing", f"  column: {_quoted(column.heading)}", f"  values: [{listed}]"]
    return []


def _organisations(payees: Column | None, is_known_firm: Callable[[str], bool]) -> list[str]:
    """Payees whose names do not say that they are firms, and who are known as such."""
    from tallylight.sources.organisations import payee_is_an_organisation

    names = sorted({name for name in (payees.cells if payees else ()) if not payee_is_an_organisation(name)})
    known = [name for name in names if is_known_firm(name)]
    note = "# Payees whose names do not say that they are firms are withheld: they may be people. List firms here."
    return [
        note,
        *(["organisations:", *(f"  - {_quoted(name)}" for name in known)] if known else ["organisations: []"]),
    ]


def _slug(path: str) -> str:
    stem = PurePath(path).name.split(".")[0].casefold()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:60].strip("-") or "table"


def _quoted(text: str) -> str:
    """A text as YAML, quoted where it might be read as something else."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())


def _shown(text: str) -> str:
    """A text fit for a comment."""
    return "".join(character if character.isprintable() else "?" for character in text)
