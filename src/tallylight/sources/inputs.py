"""From what a person named to record files: folders are walked, zips opened, in an order that never changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from tallylight.errors import SourceError
from tallylight.sources import archive
from tallylight.sources.as_of import as_of
from tallylight.sources.mapping import ENDING, Mapping, load


@dataclass(frozen=True, slots=True)
class Input:
    """One record file: a file (plain or gzip), or one member of a zip."""

    path: str  # as given; below a folder with the way to it, in a zip "archive.zip/member.csv"
    file: Path
    member: str | None = None
    named: bool = True  # False when it was found in a folder or a zip: then an unknown format is passed over
    mappings: tuple[Mapping, ...] = ()  # that may fit it
    own_mapping: bool = False  # one lies beside it, and must fit

    @property
    def as_of(self) -> date | None:
        """The day the publisher showed the file: from the member's name, the file's, or the folders' as given."""
        given = PurePath(self.path)
        return as_of([given.name, self.file.name, *(parent.name for parent in given.parents)])

    def with_mappings(self, mappings: Sequence[Mapping]) -> Input:
        """The same file, with mappings that may fit it. One that lies beside it goes before them all."""
        return self if self.own_mapping else replace(self, mappings=tuple(mappings))

    def open(self) -> AbstractContextManager[archive.Content]:
        """The unpacked content, as a context manager. Can be opened again. Raises SourceError."""
        return archive.open_content(self.file, self.member, self.path)


def find_inputs(paths: Sequence[str]) -> list[Input]:
    """Every record file under `paths`, in the order given, folders sorted by name and walked to the bottom.

    Hidden files are ignored. A file NAME.mapping.yaml says how NAME is read. Raises SourceError for what is missing or
    forbidden, for a folder or a zip without files, for a zip that is not whole or not safe, and for a mapping with a
    mistake.
    """
    found: list[Input] = []
    for path in paths:
        place = Path(path)
        try:
            if place.is_dir():
                found += _in_folder(place)
            else:
                found += _in_file(place, named=True)
        except OSError as error:
            raise archive.unreadable(error, path) from error
    return [_with_own_mapping(one) for one in found]


def _with_own_mapping(one: Input) -> Input:
    beside = one.file.with_name(one.file.name + ENDING)
    if one.member is None and beside.is_file():
        return replace(one, mappings=(load(str(beside)),), own_mapping=True)
    return one


def _in_folder(folder: Path) -> list[Input]:
    files = list(_walk(folder))
    if not files:
        raise SourceError("the folder has no files", where=str(folder), do="Name the folder that holds the records.")
    return [found for file in files for found in _in_file(file, named=False)]


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name.endswith(ENDING):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link may lead in a circle
                yield from _walk(entry)
        else:
            yield entry


def _in_file(file: Path, *, named: bool) -> list[Input]:
    path = str(PurePath(file))
    if not archive.is_zip(file):
        return [Input(path, file, named=named)]
    members = archive.zip_members(file, path)
    if "[Content_Types].xml" in members:  # a workbook is a zip too; reading it will say so
        return [Input(path, file, named=named)]
    if not members:
        raise SourceError("the zip has no files", where=path, do="Fetch the file again.")
    return [Input(f"{path}/{member}", file, member, named=False) for member in members]
