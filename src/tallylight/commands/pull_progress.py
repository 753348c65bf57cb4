"""What `tallylight pull` says on standard error while it works: a bar where somebody watches, else a line a question."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from tallylight.commands import common
from tallylight.publishers.progress import Progress


@contextmanager
def watching() -> Iterator[Progress]:
    """Whoever hears of the progress: a bar for a terminal, lines for a log."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    with Bar(*columns(), console=Console(stderr=True), transient=True) as bar:
        yield Watched(bar)


def columns() -> tuple[ProgressColumn, ...]:
    """What is asked, a bar, bytes, rows, time left."""
    return (
        TextColumn("{task.description}"),
        BarColumn(20),
        DownloadColumn(),
        TextColumn("{task.fields[rows]}"),
        TimeRemainingColumn(),
    )


class Lines(Progress):
    """One line for each answer."""

    def finished(self, words: str, rows: int, size: int) -> None:
        """See `Progress`."""
        common.say(f"{words}: {rows:,} rows, {size:,} bytes.")


class Watched(Progress):
    """A bar: what is asked, bytes of the file, rows looked at, time left."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("asking", total=None, rows="")
        self._words = ""

    def piece(self, words: str, number: int, of_all: int) -> None:
        """See `Progress`."""
        self._words = f"{number}/{of_all} {common.shortened(words, 50)}"
        self._bar.reset(self._task, total=None, description=escape(self._words), rows="")

    def waiting(self, why: str, seconds: float) -> None:
        """See `Progress`."""
        self._bar.update(self._task, description=escape(f"{self._words}: {why}, {seconds:.0f} s"))

    def received(self, done: int, size: int | None) -> None:
        """See `Progress`."""
        self._bar.update(self._task, description=escape(self._words), completed=done, total=size)

    def rows(self, done: int, of_all: int | None) -> None:
        """See `Progress`."""
        told = f"{done:,} of {of_all:,} rows" if of_all is not None else f"{done:,} rows"
        self._bar.update(self._task, rows=told)
