"""What a mapping adds to the cells of a table: what it states for all rows, keys, marks, and payees that may be people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.mapping.file import Mapping, Mark
from tallylight.sources.organisations import names_an_organisation, payee_is_an_organisation
from tallylight.sources.readers.reader import Cells, joined, length
from tallylight.sources.shape import MONEY

_TOLD_OF_THE_PAYEE = ("description", "base_description", "url")
"""Of a payee that may be a person these are left out too: a table of payments often says there who it was."""

_REGISTERS = ("payee_uei", "payee_duns", "payee_cage")
"""Numbers that only registered contractors have. A publisher's own number of a payee says nothing: people get one too."""


class Completing:
    """Completes batch after batch of one file, and counts what is worth a note."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.key_parts = {f"award key {n}": column for n, column in enumerate(mapping.award_key)}
        self.row_parts = {f"action key {n}": column for n, column in enumerate(mapping.action_key)}
        self.key_parts |= self.row_parts
        marks = (("void mark", mapping.void), ("negative mark", mapping.negative))
        self.marks = {name: mark.column for name, mark in marks if mark}
        self._firms = {_plain(name) for name in mapping.organisations}
        self._payees: dict[str, bool] = {}
        self.withheld = self.void = self.outside = 0

    def complete(self, cells: Cells) -> Cells:
        """The cells with everything that the mapping states. Called once for each row that is kept."""
        cells = dict(cells)
        mapping, count = self.mapping, length(cells)
        # Keys are joined in the order of the mapping; what is not there leaves no gap.
        award = [cells.pop(name) for name in self.key_parts if name not in self.row_parts]
        rows = [cells.pop(name) for name in self.row_parts]
        if "piid" not in mapping.columns:
            cells["piid"] = award[0]
        cells["award_id"] = joined("_", f"TABLE_{mapping.id}", *_without_gaps(award))
        if rows:
            cells["modification"] = joined("_", *_without_gaps(rows))
        elif "modification" not in mapping.columns:
            # Nothing tells the rows of an award apart: those of one day are newer together, or older together.
            cells["modification"] = cells["action_date"].cast(pa.string())
        if mapping.currency:
            cells["currency"] = pa.repeat(mapping.currency, count)
        if "agency" not in mapping.columns:
            cells["agency"] = (
                pa.repeat(mapping.agency, count).cast(pa.string()) if mapping.agency else cells["sub_agency"]
            )
        elif mapping.agency:
            cells["agency"] = pc.fill_null(cells["agency"], mapping.agency)
        cells["sub_agency"] = (
            pc.coalesce(cells["sub_agency"], cells["agency"]) if "sub_agency" in cells else cells["agency"]
        )
        self._mark(cells)
        self._keep_people_out(cells)
        self._note_days(cells["action_date"])
        return cells

    def _mark(self, cells: Cells) -> None:
        """Signs that another column gives. What is void paid nothing, and stays in the ledger as that."""
        if negative := self._marked(cells, "negative mark", self.mapping.negative):
            taken_back = pc.negate(pc.abs(cells["obligated"])).cast(MONEY)
            cells["obligated"] = pc.if_else(negative, taken_back, cells["obligated"])
        if void := self._marked(cells, "void mark", self.mapping.void):
            self.void += void.true_count
            cells["obligated"] = pc.if_else(void, pa.scalar(0, MONEY), cells["obligated"])
            said = cells["action_type"] if "action_type" in cells else pa.nulls(length(cells), pa.string())
            cells["action_type"] = pc.if_else(void, pc.coalesce(said, "void"), said)

    def _marked(self, cells: Cells, name: str, mark: Mark | None) -> pa.BooleanArray | None:
        if mark is None:
            return None
        column = pc.utf8_lower(cells.pop(name))
        return pc.fill_null(pc.is_in(column, value_set=pa.array(list(mark.values), pa.string())), False)

    def _keep_people_out(self, cells: Cells) -> None:
        """Marks payees that may be people for the door, which takes out their names and all that leads to them."""
        if "payee" not in cells:
            return
        payees = cells["payee"]
        firms = [pc.is_valid(cells[name]) for name in _REGISTERS if name in cells]
        firms.append(_distinct(payees, self._is_firm))
        if "business_types" in cells:
            firms.append(_distinct(cells["business_types"], names_an_organisation))
        firm = reduce(pc.or_, firms)
        alone = pc.and_(pc.fill_null(pc.not_equal(payees, ""), False), pc.invert(firm))
        flagged = pc.if_else(alone, pa.scalar("t"), pa.scalar(None, pa.string()))
        maybe = pc.is_valid(flagged)
        self.withheld += maybe.true_count
        for name in _TOLD_OF_THE_PAYEE:
            if name in cells:
                cells[name] = pc.if_else(maybe, pa.scalar(None, pa.string()), cells[name])
        said = cells.get("sole_proprietor")
        cells["sole_proprietor"] = flagged if said is None else pc.coalesce(flagged, said)

    def _is_firm(self, name: str) -> bool:
        found = self._payees.get(name)
        if found is None:
            found = self._payees[name] = _plain(name) in self._firms or payee_is_an_organisation(name)
        return found

    def _note_days(self, days: pa.Date32Array) -> None:
        held = self.mapping.coverage
        if held.start and held.end:
            inside = pc.and_(pc.greater_equal(days, held.start), pc.less_equal(days, held.end))
            self.outside += len(days) - inside.true_count

    def notes(self) -> Iterator[str]:
        """What whoever added the table should know."""
        if self.withheld:
            yield (
                f"names of payees withheld because nothing says that they are firms: {self.withheld:,}; list firms under "
                "`organisations` in the mapping"
            )
        if self.void:
            yield f"rows that are void and count as 0.00: {self.void:,}"
        if self.outside:
            yield f"rows outside of the days that the mapping states: {self.outside:,}"


def _without_gaps(parts: list[pa.StringArray]) -> list[pa.StringArray]:
    """Parts of a key in capitals, with a dash where one is missing, and without what separates keys."""
    return [pc.fill_null(pc.replace_substring_regex(pc.utf8_upper(part), r"[\s:]+", "-"), "-") for part in parts]


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().casefold()


def _distinct(texts: pa.StringArray, true_of: Callable[[str], bool]) -> pa.BooleanArray:
    """Of which rows it is true, asked once for each distinct text; of none that has no text."""
    encoded = texts.dictionary_encode()
    answers = pa.array([true_of(text) for text in encoded.dictionary.to_pylist()], pa.bool_())
    return answers.take(encoded.indices).fill_null(False)
