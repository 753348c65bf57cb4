"""The read side: one immutable edition, opened without a lock.

`open_ledger` finds the edition, checks that it is whole, and returns an `Edition`. Nothing here writes to the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallylight import settings
from tallylight.errors import LedgerError, TallylightError
from tallylight.ledger import engine, layout
from tallylight.ledger.lookup import Lookup, find_lookup
from tallylight.ledger.manifest import Manifest, read_manifest
from tallylight.ledger.question import Question
from tallylight.model import Action, Coverage, FileReport, SourceRef

if TYPE_CHECKING:  # loaded when a question needs it: most of a check does not
    import duckdb

# A question to the Parquet files of 57,000 actions takes some 40 ms, one to a copy in memory 4 ms, and making the copy
# 120 ms. So whoever asks a few things reads the files, and whoever asks many soon gets the copy. An edition that small
# is also read with one thread: two take longer to agree than they save.
FROM_DISK = 3
MOST_IN_MEMORY = 250_000

STREAMED = 2000  # rows

IN_MEMORY = """action_id, award_id, piid, parent_piid, modification, action_date, fiscal_year, obligated, ceiling, agency,
    sub_agency_code, sub_agency, payee, payee_uei, payee_parent, description, psc, psc_label, naics, naics_label,
    source_path, source_sha256, source_row, url, first_seen, last_seen, missing, removed, award_kind, currency,
    technology, product, maker"""
"""The columns of the view `bought` that are copied: what questions ask for. The others would double the time."""


class Edition:
    """One edition of a ledger, open for reading. Money is Decimal US dollars, days are `date`.

    id, sha256 (of manifest.json), as_of (the newest day on which a publisher showed one of its files), coverage (one
    block for each sub-agency and fiscal year), files (the accounts of every input), warnings (one plain sentence
    each), starter (true for the ledger that the package ships), parent (the edition it was built from).
    """

    def __init__(self, folder: Path, manifest: Manifest, sha256: str, *, starter: bool = False) -> None:
        self.folder = folder
        self.manifest = manifest
        self.sha256 = sha256
        self.starter = starter
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._questions = 0
        self._in_memory = False
        self._payees: tuple[str, ...] | None = None

    @property
    def id(self) -> str:
        """The name of the edition, e.g. 2026-08-20.1."""
        return self.manifest.id

    @property
    def parent(self) -> str | None:
        """The edition that this one was built from; None for the first."""
        return self.manifest.parent

    @property
    def as_of(self) -> date:
        """The newest day on which a publisher showed one of the files."""
        return self.manifest.as_of

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """What the edition holds: one block for each sub-agency and fiscal year, in that order."""
        return self.manifest.coverage

    @property
    def files(self) -> tuple[FileReport, ...]:
        """The accounts of every file that went into the edition, in the order in which they were added."""
        return tuple(entry.report for entry in self.manifest.files)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything known to be incomplete, one plain sentence each."""
        return self.manifest.warnings

    @property
    def sql(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with the views `versions`, `actions`, `summaries` and `files` of this edition.

        Take a `.cursor()` for each task: a connection whose result is not read to its end is busy.
        """
        if self._connection is None:
            import duckdb

            self._connection = engine.connect(threads=1 if self._is_small else None)
            try:
                engine.create_views(self._connection, self.folder)
            except duckdb.Error as error:
                self._connection = None
                raise unreadable(self.folder, error) from error
        return self._connection

    def query(self, statement: str, params: Sequence[object] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Every row that a statement returns, on a cursor of its own. Raises LedgerError when a file cannot be read."""
        return self.named(statement, params)[1]

    def named(
        self, statement: str, params: Sequence[object] | dict[str, Any] = ()
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """As `query`, with the names of the columns in front."""
        with self.reading():
            answer = self.sql.cursor().execute(statement, params or None)
            return [column[0] for column in answer.description or ()], answer.fetchall()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around whatever reads rows: when it fails, look first whether a file is damaged, and then say that in one line.

        Raises LedgerError for a damaged file and for one that cannot be read. A column that does not exist is no damage.
        """
        import duckdb

        try:
            yield
        except (TallylightError, duckdb.BinderException, BrokenPipeError):
            raise
        except Exception as error:
            layout.check_hashes(self.folder, self.manifest.parts)
            if isinstance(error, duckdb.IOException):
                raise unreadable(self.folder, error) from error
            raise

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """As `query`, a few thousand rows at a time."""
        with self.reading():
            answer = self.sql.cursor().execute(statement)
            while rows := answer.fetchmany(STREAMED):
                yield from rows

    @cached_property
    def lookup(self) -> Lookup | None:
        """What the last build left ready for questions to this edition; None where it did not, or the file is damaged."""
        return find_lookup(self.folder.parent.parent / layout.CACHE, self.id, self.sha256)

    def payees(self) -> tuple[str, ...]:
        """Every distinct name of a payee of an action as published, in alphabetical order."""
        if self._payees is None and self.lookup:
            self._payees = self.lookup.payees()
        if self._payees is None:
            self._questions += FROM_DISK  # whoever asks for all names goes on to ask about many
            rows = self.query(f"select distinct payee from {self.actions_table()} where payee <> '' order by payee")
            self._payees = tuple(row[0] for row in rows)
        return self._payees

    def published_names(self) -> tuple[str, ...]:
        """`payees`, and the payees of award summaries and sub-awards, of grants and of awards abroad; in the same order."""
        return tuple(sorted({*self.payees(), *(name for (name,) in self.query("select name from names"))}))

    def families(self) -> dict[str, str]:
        """Each of `published_names`, with the id of its family, or of its organisation where no family is known."""
        if self.lookup:
            return self.lookup.families()
        return dict(self.query("select name, coalesce(family_id, organisation_id) from names order by name"))

    def ask(self, question: Question) -> tuple[Action, ...]:
        """The current actions that a question asks for, in the order of `actions`."""
        return self.lookup.answer(question) if self.lookup else self.actions(*question.sql())

    def actions(self, where: str, params: Sequence[object] = ()) -> tuple[Action, ...]:
        """The current actions for which `where` (SQL over the columns of the view `bought`, values as ?) holds.

        Ordered by action_date, award_id, modification (the base award, "0", first), then by place in the source.
        """
        import duckdb

        try:
            rows = self.query(select_actions(self.actions_table(), where), params)
        except duckdb.BinderException:  # a column that is not kept in memory, or not of the record itself
            rows = self.query(select_actions("bought", where), params)
        return tuple(action_of(row) for row in rows)

    def award(self, award_id_or_piid: str) -> tuple[Action, ...]:
        """Every current action of the award with this key, or of all awards that carry this PIID; oldest first."""
        wanted = award_id_or_piid.strip().upper()
        return self.actions("upper(award_id) = ?", [wanted]) or self.actions("upper(piid) = ?", [wanted])

    def actions_table(self) -> str:
        """What to select current actions from: the view `actions`, or after some questions a copy of it in memory.

        The copy has the columns IN_MEMORY; the view has all.
        """
        self._questions += 1
        if self._questions <= FROM_DISK or not self._is_small:
            return "actions"
        if not self._in_memory:
            self.query(f"create table current_actions as select {IN_MEMORY} from bought")
            self._in_memory = True
        return "current_actions"

    @property
    def _is_small(self) -> bool:
        return self.manifest.counts["actions"] <= MOST_IN_MEMORY

    def close(self) -> None:
        """Give the memory back. The edition opens itself again when it is asked something."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._in_memory = False


COLUMNS = """action_id, award_id, coalesce(piid, ''), coalesce(modification, ''), action_date, obligated, ceiling,
    agency, coalesce(sub_agency, ''), coalesce(payee, ''), payee_uei, coalesce(description, ''), coalesce(psc,
    psc_label),
    coalesce(naics, naics_label), source_path, source_sha256, source_row, coalesce(url, ''), first_seen, last_seen"""
"""The columns of a row from which `action_of` makes an Action, in its order."""


def select_actions(table: str, where: str, columns: str = COLUMNS) -> str:
    """The statement for actions of a table for which a condition holds, in the order that `Edition.actions` promises."""
    order = "action_date, award_id, modification <> '0', modification, source_sha256, source_row"
    return f"select {columns} from {table} where {where} order by {order}"


def action_of(row: tuple[Any, ...]) -> Action:
    """One row selected with COLUMNS, as an Action."""
    (action_id, award_id, piid, modification, action_date, obligated, ceiling, agency, sub_agency, payee, uei) = row[
        :11
    ]
    (description, psc, naics, path, sha256, source_row, url, first_seen, last_seen) = row[11:]
    return Action(
        action_id=action_id,
        award_id=award_id,
        piid=piid,
        modification=modification,
        action_date=action_date,
        obligated=Decimal(obligated),
        ceiling=ceiling,
        agency=agency,
        sub_agency=sub_agency,
        payee=payee,
        payee_uei=uei,
        description=description,
        psc=psc,
        naics=naics,
        source=SourceRef(path, sha256, source_row),
        url=url,
        first_seen=first_seen,
        last_seen=last_seen,
    )


def open_ledger(path: str | None = None, edition: str | None = None) -> Edition:
    """The edition `edition` of the ledger at `path`, by default the current one.

    Without a path, TALLYLIGHT_LEDGER names the ledger, and without that the starter ledger of the package is opened.
    Raises LedgerError when there is no such ledger or edition, or when a file of it is missing or damaged.
    """
    named = path or settings.ledger_from_environment()
    folder = Path(named) if named else settings.starter_ledger()
    name = edition or layout.current(folder)
    if name is None:
        raise LedgerError(f"there is no ledger in {folder}", do="Make one with `tallylight --ledger DIR add FILE...`.")
    home = layout.edition_folder(folder, name)
    manifest, raw = read_manifest(home)
    layout.check_whole(home, manifest.parts)
    return Edition(home, manifest, hashlib.sha256(raw).hexdigest(), starter=not named)


def unreadable(folder: Path, error: Exception) -> LedgerError:
    """What to say when a file of an edition cannot be read."""
    first_line = str(error).splitlines()[0]
    return LedgerError(
        f"a file of the ledger cannot be read: {first_line}",
        where=str(folder),
        do="Check it with `tallylight status --verify`, or read an older edition with --edition.",
    )
