"""From a zip of the publisher to kept files: each table is made into its rendition, and counted.

The zip itself has no name on the disk and is gone when the process ends: what it may say of people is never kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import IO, Any

import pyarrow.compute as pc

from tallylight.errors import SourceError
from tallylight.publishers.progress import Progress
from tallylight.publishers.usaspending import judge
from tallylight.publishers.usaspending.pieces import Rows
from tallylight.publishers.vault import Vault
from tallylight.sources import archive, rendition
from tallylight.sources.door import WITHHELD
from tallylight.sources.readers.reader import Cells
from tallylight.sources.shape import UnknownFormat


@dataclass(frozen=True, slots=True)
class File:
    """A kept file, and the published table that it is a rendition of."""

    path: str  # relative to the ledger
    sha256: str
    size: int
    rows: int
    member: str  # the publisher's name of the table


@dataclass(slots=True)
class Taken:
    """What a zip held. `rows` counts every table in it, those that are not read included."""

    files: list[File] = field(default_factory=list)
    rows: int = 0
    actions: int = 0  # rows of tables of actions
    outside: int = 0  # rows of actions that were not asked for
    withheld: int = 0  # rows of actions whose recipient is one person trading alone
    keys: set[str] = field(default_factory=set)  # of actions, where they were asked for
    new: list[str] = field(default_factory=list)  # paths of files that no earlier answer has
    passed_over: list[str] = field(default_factory=list)

    def out(self) -> list[dict[str, Any]]:
        """The files as JSON."""
        return [asdict(file) for file in self.files]


class Damaged(Exception):
    """The file is not whole: worth another try."""


def take(
    packed: IO[bytes], name: str, vault: Vault, rows: Rows, progress: Progress, of_all: int | None, keys: bool = False
) -> Taken:
    """Keep what is read of a zip, under names that begin with `name`. Raises Damaged.

    A table without a row is kept only where it is the actions' own: that there are none is an answer too.
    """
    taken = Taken()
    try:
        members = archive.zip_members(packed, name)
        for member in members:
            _take_member(packed, member, f"{name}_{len(taken.files) + 1}", vault, rows, taken, keys)
            progress.rows(taken.rows, of_all)
    except (SourceError, zipfile.BadZipFile) as error:
        discard(vault, taken)
        raise Damaged(error.what if isinstance(error, SourceError) else "the zip is damaged") from error
    full = [file for file in taken.files if file.rows]
    taken.files = full or taken.files[:1]
    return taken


def discard(vault: Vault, taken: Taken) -> None:
    """Remove what was kept of an answer that is not used, but for what an earlier answer has too."""
    for path in taken.new:
        vault.remove(path)


def _take_member(packed: IO[bytes], member: str, name: str, vault: Vault, rows: Rows, taken: Taken, keys: bool) -> None:
    where = f"{name}, {member}"
    if not member.lower().endswith(".csv"):
        taken.passed_over.append(member)
        return
    try:
        with vault.writing(f"{name}.csv.gz") as (out, kept):
            content = archive.open_member(packed, member, where)
            made = rendition.render(content, where, out, _looks(rows, taken, keys))
            if not made.rows and made.format != "usaspending-transactions":
                raise _Empty
    except _Empty:
        return
    except UnknownFormat:
        taken.passed_over.append(member)
        taken.rows += _records(packed, member, where)
        return
    taken.rows += made.rows
    taken.actions += made.rows if made.kind == "actions" else 0
    taken.new += [kept.path] if kept.new else []
    taken.files.append(File(kept.path, kept.sha256, kept.size, made.rows, member))


class _Empty(Exception):
    """A table without a row that says nothing."""


def _looks(rows: Rows, taken: Taken, keys: bool) -> Callable[[Cells], None]:
    def look(cells: Cells) -> None:
        if "action_date" not in cells or "modification" not in cells:  # sub-awards and summaries are asked for by award
            return
        taken.outside += judge.outside(cells, rows)
        taken.withheld += int(pc.equal(cells["payee"], WITHHELD).true_count)
        if keys and "action_key" in cells:
            taken.keys.update(key for key in cells["action_key"].to_pylist() if key)

    return look


def _records(packed: IO[bytes], member: str, where: str) -> int:
    """How many records a table has that is not read: the publisher's count is of all."""
    content = archive.open_member(packed, member, where)
    return rendition.count(content, where)
