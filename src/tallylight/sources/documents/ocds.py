"""Awards of the Open Contracting Data Standard, 1.0 and 1.1: releases, records, packages of them, JSON Lines.

A release says what is new about one contracting process. A later release of the same process replaces what it repeats:
objects merge, objects of a list merge by id, and null takes a field away (OCDS merging guidance). So one row is one award
as all releases of the file together have it. Its value is what was agreed, in its own currency: no obligation, and for a
framework a ceiling. Contracts of an award stand beside it and are not added to it; without an award they are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from msgspec import UNSET

from tallylight import figures
from tallylight.sources.cells import DateOrder, to_date
from tallylight.sources.documents.json_values import Text, collector_at_rest, values
from tallylight.sources.documents.ocds_award import COLUMNS, HEADER, row_of_none, rows_of
from tallylight.sources.documents.ocds_merge import merged
from tallylight.sources.documents.ocds_shape import DECODER, Document, Misshapen, shaped
from tallylight.sources.documents.paths import column_of
from tallylight.sources.documents.tabulated import Tabulated
from tallylight.sources.readers.reader import Reader
from tallylight.sources.shape import NoRow

READER = Reader(
    name="ocds",
    kind="actions",
    columns={name: (published,) for name, published in COLUMNS.items()},
    recognises=lambda _: False,
    award_kind="process",
    optional=frozenset(("obligated",)),
)

NO_AWARD = NoRow("no award stands here: awards are objects in a list", "awards")


def opened(text: Text) -> list[Document] | None:
    """The documents of a file's first text, None where they are no release, no record, and no package or list of such."""
    with collector_at_rest():
        documents = list(_documents(text))
    return documents if documents and _is_ours(documents[0]) else None


def _is_ours(document: object) -> bool:
    if not isinstance(document, Document):
        return False
    if document.ocid is not UNSET:
        told = (document.tag, document.awards, document.releases, document.compiledRelease, document.versionedRelease)
        return any(field is not UNSET for field in told)
    return isinstance(document.releases, list) or isinstance(document.records, list)


def tabulate(first: list[Document], others: Iterable[Text], notes: Callable[[], list[str]]) -> Tabulated:
    """The awards in the documents of one file: those that are `opened`, and its other texts.

    `notes` are what is known of the file itself.
    """
    file = _File(first, others)
    return Tabulated(
        READER,
        HEADER,
        file.rows(),
        column=column_of,
        as_of=lambda: file.as_of,
        notes=lambda: [*notes(), *file.notes()],
        reasons=file.reasons,
    )


class _File:
    """The processes of one file, gathered from all its documents before the first row is known."""

    def __init__(self, first: list[Document], others: Iterable[Text]) -> None:
        self._first, self._others = first, others
        self.as_of: date | None = None
        self.reasons: dict[int, NoRow] = {}  # why a row is none
        self._processes: dict[str, list[Document]] = {}
        self._no_awards: Counter[str] = Counter()  # process -> how many things among its awards are none
        self._rows = self._releases = self._linked = self._strange = self._without_award = 0

    def rows(self) -> Iterator[list[object]]:
        """One row an award, processes in the order in which they are met."""
        with collector_at_rest():
            self._gather()
            for ocid, releases in self._processes.items():
                together = merged(releases)
                made = rows_of(together)
                none = self._no_awards.get(ocid, 0)
                self._without_award += not made and not none
                self._rows += len(made)
                yield from made
                for _ in range(none):
                    self._rows += 1
                    self.reasons[self._rows] = NO_AWARD
                    yield row_of_none(together)
            self._processes = {}

    def _gather(self) -> None:
        for document in chain(self._first, (one for text in self._others for one in _documents(text))):
            self._take(document)
        self._first = []

    def _take(self, document: object) -> None:
        if not isinstance(document, Document):
            self._strange += 1
            return
        self._date(document.publishedDate)
        if isinstance(document.records, list):
            for record in document.records:
                self._record(record)
        elif (
            document.compiledRelease
            or document.versionedRelease
            or (isinstance(document.ocid, str) and document.releases)
        ):
            self._record(document)
        elif isinstance(document.releases, list):
            for release in document.releases:
                self._release(release, release.ocid)
        else:
            self._release(document, document.ocid)

    def _record(self, record: Document) -> None:
        """The compiled release when there is one: it is what the publisher merged itself."""
        embedded = [one for one in record.releases or () if one.url is UNSET]
        if isinstance(record.compiledRelease, Document):
            self._release(record.compiledRelease, record.ocid)
        elif embedded:
            for release in embedded:
                self._release(release, record.ocid)
        elif isinstance(record.versionedRelease, dict):
            self._release(shaped(_latest(record.versionedRelease)), record.ocid)
        else:
            self._linked += 1

    def _release(self, release: Document, ocid: object) -> None:
        if not isinstance(ocid, str) or not ocid:
            self._strange += 1
            return
        self._releases += 1
        if isinstance(release, Misshapen):
            self._no_awards[ocid] += release.no_awards
            release = release.fitting
        release.ocid = ocid
        known = self._processes.get(ocid)
        if known is None:
            self._processes[ocid] = [release]
        else:
            known.append(release)

    def _date(self, published: object) -> None:
        if isinstance(published, str) and published:
            try:
                day = to_date(published[:10], DateOrder.UNKNOWN)
            except ValueError:
                return
            self.as_of = max(day, self.as_of or day)

    def notes(self) -> Iterator[str]:
        """What of the file is in no row, and why."""
        if self._without_award:
            yield f"{self._without_award:,} contracting processes in {self._releases:,} releases have no award yet"
        if none := self._no_awards.total():
            yield f"what stands in `awards` is no award {figures.count(none, 'time')}; each is a rejected row"
        if self._linked:
            one = self._linked == 1
            yield f"{figures.count(self._linked, 'record')} only {'links' if one else 'link'} to releases, which are not fetched"
        if self._strange:
            yield f"{self._strange:,} entries are no releases or have no ocid, and are passed over"


def _documents(text: Text) -> Iterator[Document]:
    """The documents in one text, some of which may be lists of them. Where one has another shape, what fits is taken."""
    for value in values(text, DECODER, _whatever_fits):
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _whatever_fits(value: Any) -> Any:
    return [shaped(one) for one in value] if isinstance(value, list) else shaped(value)


def _latest(value: Any) -> Any:
    """A versioned release as its newest values: each field is a list of what it was, with the dates."""
    if isinstance(value, list):
        if value and all(isinstance(one, dict) and "releaseDate" in one and "value" in one for one in value):
            return max(value, key=lambda one: str(one["releaseDate"]))["value"]
        return [_latest(one) for one in value]
    if isinstance(value, dict):
        return {key: _latest(one) for key, one in value.items()}
    return value
