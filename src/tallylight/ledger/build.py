"""Making a new edition from the current one and some files: `add` is the way in.

The steps, in this order: take the ledger's lock, link the parent's parts into a hidden folder, read each file into
parts, keep each version once, check each file's accounts against what is stored, work out what is current and what is
covered, write the manifest, publish. Nothing outside the hidden folder changes before the last step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

import tallylight
from tallylight import identity, knowledge, sources, technology
from tallylight.errors import LedgerError, SourceError
from tallylight.ledger import completeness, desk, engine, layout, listing, lookup_file, manifest, parts, publish
from tallylight.ledger.attributing import attribute
from tallylight.ledger.edition import open_ledger
from tallylight.ledger.indexing import Index
from tallylight.ledger.manifest import Block, FileEntry, Manifest
from tallylight.ledger.matches import Matches
from tallylight.ledger.resolving import BESIDE, keep_payees, resolve
from tallylight.ledger.workbench import Workbench
from tallylight.model import Asked, FileReport, Rejected
from tallylight.sources.mapping import Mapping

Progress = Callable[[str, int, int], None]
"""Called as (path, files done, files in all) before each file is read."""


class Reader(Protocol):
    """What a build needs from `sources`. Tests put their own in its place."""

    def find_inputs(self, paths: Sequence[str]) -> list[sources.Input]:
        """See `sources.find_inputs`."""

    def read(self, source: sources.Input, sink: sources.Sink, *, memory: sources.Memory | None = None) -> FileReport:
        """See `sources.read`."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file met in a folder or an archive that is nothing Tallylight reads, and why."""

    path: str
    reason: str
    may_hold_records: bool = False  # an archive in an archive: somebody must unpack it


@dataclass(frozen=True, slots=True)
class AddResult:
    """What `add` did. When every file was in the ledger already, `unchanged` is true and `edition` the current one."""

    edition: str
    parent: str | None
    as_of: date
    files: tuple[FileReport, ...]  # every file that was read, those already in the ledger included
    skipped: tuple[Skipped, ...]
    changes: dict[str, int]  # added, removed, altered, missing; all zero for a first edition
    warnings: tuple[str, ...]
    unchanged: bool = False
    undated: tuple[str, ...] = ()  # new files in which no day was found: taken as shown today

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Every row that could not be kept, file by file."""
        return tuple(row for report in self.files for row in report.rejected)


@dataclass(frozen=True, slots=True)
class Choices:
    """How files are to be added, as the caller said."""

    as_of: date | None
    strict: bool
    selection: bool
    asked: Asked | None = None  # what the publisher was asked, where that is known


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that a publisher was asked for: `tallylight pull` makes them."""

    source: sources.Input
    as_of: date  # the day of the publisher's data
    asked: Asked


def add(
    paths: Sequence[str],
    ledger_dir: str,
    as_of: date | None = None,
    strict: bool = False,
    selection: bool = False,
    progress: Progress | None = None,
    reader: Reader = sources,
    mappings: Sequence[Mapping] = (),
) -> AddResult:
    """Read files, folders and archives, and make one new edition of the ledger in `ledger_dir` (made when missing).

    `as_of` is the day on which the publisher showed the files (default: found by the reader, else today). `strict`
    refuses a file with a rejected row; `selection` says that only some awards were asked for; `mappings` say how any
    other table is read. Raises SourceError when a file cannot be read and LedgerError when the ledger cannot; either way
    the current edition is untouched.
    """
    choices = Choices(as_of, strict, selection)
    found = reader.find_inputs(paths)
    inputs = [source.with_mappings(mappings) for source in found] if mappings else found
    made = _add([(source, choices) for source in inputs], Path(ledger_dir), progress, reader)
    if made is None or not made.files:  # what was named must not end in "nothing new" when none of it was read
        raise SourceError(
            "none of the files holds records that Tallylight reads",
            where=", ".join(paths),
            do="Run `tallylight add --help` for what is read.",
        )
    return made


def add_answers(
    answers: Sequence[Answer], ledger_dir: str, progress: Progress | None = None, reader: Reader = sources
) -> AddResult | None:
    """As `add`, for files that a publisher was asked for: each has its own day, and what was asked is kept with it.

    None when the answers hold nothing that is read and the ledger is empty.
    """
    given = [
        (
            answer.source,
            Choices(answer.as_of, False, not (answer.asked.windows or answer.asked.all_agencies), answer.asked),
        )
        for answer in answers
    ]
    return _add(given, Path(ledger_dir), progress, reader)


def _add(
    inputs: Sequence[tuple[sources.Input, Choices]], ledger: Path, progress: Progress | None, reader: Reader
) -> AddResult | None:
    """One new edition from these files; the current one when it has them all; None when there is neither."""
    with publish.building(ledger) as folder, publish.disk_errors(ledger):
        parent = _parent(ledger)
        with closing(_Build(ledger, folder, parent, reader)) as build:
            for done, (source, choices) in enumerate(inputs):
                if progress:
                    progress(source.path, done, len(inputs))
                build.read(source, choices)
            if build.packed and not build.reports:
                raise build.packed
            made = build.finish() if build.new else parent
            if made and build.new:
                publish.publish(ledger, folder, made.id)
                build.remember()
        if made is None:
            return None
    return AddResult(
        edition=made.id,
        parent=made.parent,
        as_of=made.as_of,
        files=tuple(build.reports),
        skipped=tuple(build.skipped),
        changes=made.changes if build.new else NO_CHANGES,
        warnings=made.warnings,
        unchanged=not build.new,
        undated=tuple(entry.report.path for entry in build.new if entry.as_of_from == "today"),
    )


def rebuild(ledger_dir: str) -> Manifest:
    """Make a new edition of what the ledger holds, with the knowledge files and people's decisions as they are now.

    Raises LedgerError when there is no ledger to build on.
    """
    ledger = Path(ledger_dir)
    parent = _parent(ledger) if ledger.is_dir() else None
    if parent is None:
        raise LedgerError("there is no ledger here", where=ledger_dir, do="Make one with `tallylight add`.")
    with publish.building(ledger) as folder, publish.disk_errors(ledger):
        parent = _parent(ledger) or parent
        with closing(_Build(ledger, folder, parent, sources)) as build:
            made = build.finish()
            publish.publish(ledger, folder, made.id)
            build.remember()
    return made


NO_CHANGES = {"added": 0, "removed": 0, "altered": 0, "missing": 0}


def _parent(ledger: Path) -> Manifest | None:
    """The current edition, whole; None for a new ledger."""
    name = layout.current(ledger)
    if name is None:
        return None
    folder = layout.edition_folder(ledger, name)
    found, _ = manifest.read_manifest(folder)
    layout.check_whole(folder, found.parts)
    return found


def _passed_over(path: str, error: sources.UnknownFormat) -> Skipped:
    packed = isinstance(error, sources.PackedTwice)
    return Skipped(path, f"{error.what}. {error.do}" if packed else error.what, may_hold_records=packed)


class _Build:
    """One running build: what was read so far, and where it goes."""

    def __init__(self, ledger: Path, folder: Path, parent: Manifest | None, reader: Reader) -> None:
        self._ledger = ledger
        self._folder = folder
        self._parent = parent
        self._reader = reader
        self._memory = sources.Memory(ledger / layout.CACHE, self._earlier_rows)
        self._closing = ExitStack()
        self._matches: Matches | None = None
        self._bench = self._closing.enter_context(closing(Workbench(folder)))
        self._index = Index(self._bench)
        self.new: list[FileEntry] = []
        self.reports: list[FileReport] = []
        self.skipped: list[Skipped] = []
        self.packed: sources.PackedTwice | None = None  # the first archive in an archive
        self._old = parent.files if parent else ()
        if parent:
            for part in parent.parts:
                if part.path.split("/")[0] in KEPT:
                    publish.link(self._parent_folder(parent) / part.path, folder / part.path)
        parts.empty(folder)

    def _parent_folder(self, parent: Manifest) -> Path:
        return layout.edition_folder(self._ledger, parent.id)

    def read(self, source: sources.Input, choices: Choices) -> None:
        """Read one input into parts of its own, unless the ledger has exactly this file already."""
        number = max((entry.number for entry in (*self._old, *self.new)), default=0) + 1
        try:
            report, blocks = self._read_into(number, source, self._memory)
        except sources.UnknownFormat as error:
            if source.named or (choices.strict and isinstance(error, sources.PackedTwice)):
                raise
            self.skipped.append(_passed_over(source.path, error))
            if isinstance(error, sources.PackedTwice):
                self.packed = self.packed or error
            return
        if choices.strict and report.rows_rejected:
            raise _refused(report)
        self.reports.append(report)
        entry = self._entry(number, report, blocks, choices)
        if self._is_known(entry):
            self._forget(number)
        else:
            listing.write(self._folder, number, report)
            self.new.append(entry)

    def _read_into(
        self, number: int, source: sources.Input, memory: sources.Memory | None
    ) -> tuple[FileReport, tuple[Block, ...]]:
        """Read one input, and make sure that the ledger can show every kept row again, to the cent.

        What the memory says was read before must be in this ledger. When it is not, the file is read once more without it.
        """
        with parts.Parts(self._folder, number, self._ledger) as sink:
            report = self._reader.read(source, sink, memory=memory)
        self._index.keep_new_versions(report.kind, number)
        self._index.keep_new_versions("withdrawals", number)
        held, blocks = self._index.blocks(report, number)
        if (held.rows, held.obligated) == (report.rows_kept, report.obligated):
            return report, blocks
        self._forget(number)
        if memory is not None:
            return self._read_into(number, source, None)
        raise LedgerError(
            f"{held.rows:,} of {report.rows_kept:,} rows were stored, {held.obligated} of {report.obligated} dollars",
            where=report.path,
            do="Nothing was added. This is a fault in Tallylight: please report it.",
        )

    def _earlier_rows(self, sha256: str) -> parts.StoredRows | None:
        """The rows of a file that the parent edition holds, for the memory; None when it holds no such file."""
        for entry in self._old:
            path = self._folder / "rows" / f"{entry.number:04d}.parquet"
            if entry.report.sha256 == sha256 and path.exists():
                return parts.StoredRows(path)
        return None

    def remember(self) -> None:
        """Keep what was learned for the next build. It only saves time: losing it is no harm."""
        with suppress(OSError):
            if self.new:
                self._memory.save()
            if self._matches:
                self._matches.keep()
        lookup_file.keep(self._ledger, open_ledger(str(self._ledger)))

    def _entry(self, number: int, report: FileReport, blocks: tuple[Block, ...], choices: Choices) -> FileEntry:
        if choices.as_of:
            shown, told = choices.as_of, "given"
        elif report.as_of:
            shown, told = report.as_of, "file"
        else:
            shown, told = date.today(), "today"
        kept = manifest.without_lists(report)
        return FileEntry(number, kept, shown, told, choices.selection, blocks, choices.asked)

    def _is_known(self, entry: FileEntry) -> bool:
        """The same bytes, read in the same way, with nothing new said about the day they were shown, or about what was asked."""
        same = [
            old
            for old in (*self._old, *self.new)
            if old.report.sha256 == entry.report.sha256 and _reading(old) == _reading(entry)
        ]
        if entry.asked:  # files without a row are all the same: what was asked tells them apart
            same = [old for old in same if old.asked and _question(old.asked) == _question(entry.asked)]
        return bool(same) and (entry.as_of_from == "today" or entry.as_of in [old.as_of for old in same])

    def _forget(self, number: int) -> None:
        for kind in (*sources.SCHEMAS, "rows"):
            (self._folder / kind / f"{number:04d}.parquet").unlink(missing_ok=True)

    def finish(self) -> Manifest:
        """Work out what the edition says, and write everything but its name."""
        files = (*_not_read_anew(self._old, self.new), *self.new)
        self._index.files(files)
        counts: dict[str, int] = {}
        for kind in ("summaries", "subawards", "notices", "actions"):  # the questions after this are about actions
            self._index.build(kind, files)
            counts |= self._index.counts(kind)
            if kind in BESIDE:
                keep_payees(self._bench, kind)
        changes = self._index.changes(self._parent_folder(self._parent) if self._parent and self.new else None)
        self._index.current()
        resolve(self._bench, identity.Resolver(knowledge.groups(), knowledge.makers(), *desk.links(self._ledger)))
        labeller = technology.Labeller(knowledge.makers(), knowledge.technologies())
        self._matches = self._closing.enter_context(Matches(self._ledger / layout.CACHE, labeller))
        attribute(self._bench, labeller, self._matches, technology.Suggester(technology.load_model()))
        coverage = completeness.coverage_of(files, self._index.filled(), self._index.totals())
        keyless = self._index.keyless()
        self._bench.close()
        as_of = max(entry.as_of for entry in files)
        made = Manifest(
            id=_next_id(self._ledger, as_of),
            parent=self._parent.id if self._parent else None,
            as_of=as_of,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            software=tallylight.__version__,
            files=files,
            coverage=coverage,
            warnings=completeness.edition_warnings(files, coverage, counts["actions_missing"], keyless),
            counts=counts,
            changes=changes,
        )
        (self._folder / "views.sql").write_text(engine.views(None), encoding="utf-8")
        made = replace(made, parts=self._parts())
        (self._folder / manifest.NAME).write_text(manifest.to_json(made), encoding="utf-8")
        return made

    def _parts(self) -> tuple[manifest.Part, ...]:
        """Size and hash of every file. Those linked from the parent are not read again."""
        known = {part.path: part for part in self._parent.parts} if self._parent else {}
        paths = [path for path in sorted(self._folder.rglob("*")) if path.is_file() and path.name != publish.OWNER]
        made = []
        for path in paths:
            old = known.get(path.relative_to(self._folder).as_posix())
            linked = old is not None and old.path.split("/")[0] in KEPT
            made.append(old if old and linked else publish.part_of(self._folder, path))
        return tuple(made)

    def close(self) -> None:
        """Give back memory and scratch space; safe to call twice."""
        self._closing.close()


def _reading(entry: FileEntry) -> str | None:
    """By which mapping a file was read, if by any."""
    return entry.report.stated.mapping_sha256 if entry.report.stated else None


def _not_read_anew(old: Sequence[FileEntry], new: Sequence[FileEntry]) -> list[FileEntry]:
    """Earlier files without those that a corrected mapping reads now: their rows would stand beside the new ones."""
    anew = {entry.report.sha256: _reading(entry) for entry in new}
    return [entry for entry in old if anew.get(entry.report.sha256, _reading(entry)) == _reading(entry)]


def _question(asked: Asked) -> tuple[object, ...]:
    """What makes two questions one. The same question in another pull is the same."""
    return asked.request, asked.question, asked.windows, asked.all_agencies, asked.lacks, asked.aliases


KEPT = (*sources.SCHEMAS, "rows", "rejected", "repeated")
"""Folders whose files an edition shares with its parent: they never change once written."""


def _refused(report: FileReport) -> SourceError:
    first = report.rejected[0]
    others = f", and {report.rows_rejected - 1:,} more" if report.rows_rejected > 1 else ""
    return SourceError(
        f"{first.shown_as} {first.value!r}: {first.reason}{others}",
        where=f"{report.path}, row {first.row}",
        do="Nothing was added, as --strict asks. Fix the row, or add the file without --strict.",
    )


def _next_id(ledger: Path, as_of: date) -> str:
    numbers = [int(name.rsplit(".", 1)[1]) for name in layout.editions(ledger) if name.startswith(f"{as_of}.")]
    return f"{as_of}.{max(numbers, default=0) + 1}"
