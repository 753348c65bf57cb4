"""Where things lie in a ledger's folder, and how to find the current edition. Reads only; `publish` writes.

current                     one line: the id of the current edition
editions/<id>/              manifest.json, views.sql, index/, rejected/, repeated/, rows/ and a folder for each kind of
                            record: actions/, summaries/, subawards/, notices/, withdrawals/
editions/.building-<random> a build that is under way, or was killed
desk.sqlite                 what people decided; no build rewrites it
sources/                    renditions of what publishers answered, by SHA-256; see publishers/vault.py
pulls/                      what pulls asked, and how far they came; see publishers/pulls.py
cache/                      what the readers remember of files they have read, and what checks look up in the current
                            edition (see lookup.py); may be deleted at any time
lock                        held by the one process that is building
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from tallylight.errors import LedgerError
from tallylight.ledger.manifest import Part

CURRENT = "current"
EDITIONS = "editions"
CACHE = "cache"
LOCK = "lock"
BUILDING = ".building-"
EDITION_ID = re.compile(r"\d{4}-\d{2}-\d{2}\.\d+")

# A byte that changes on a disk can change a figure without making a file unreadable. So the files of an edition of
# this size are compared with their SHA-256 whenever it is opened, which takes 40 ms at most (1.5 GB a second); of a
# larger one, when something about it cannot be read, and by `tallylight status --verify`.
ALWAYS_VERIFIED = 64 * 1024**2  # bytes, all files of the edition together

ASK_VERIFY = "Check it with `tallylight status --verify`, or read an older edition with --edition."


def current(ledger: Path) -> str | None:
    """The id of the current edition; None where no edition was ever finished. Raises LedgerError when unreadable."""
    try:
        name = (ledger / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_read(ledger, error) from error
    if not EDITION_ID.fullmatch(name):
        raise LedgerError(
            f"the ledger is damaged: its file `{CURRENT}` does not name an edition",
            where=str(ledger / CURRENT),
            do=f"Write the name of one of the folders under `{EDITIONS}` into it.",
        )
    return name


def editions(ledger: Path) -> tuple[str, ...]:
    """The ids of all editions in the folder, oldest first."""
    try:
        names = [entry.name for entry in (ledger / EDITIONS).iterdir() if EDITION_ID.fullmatch(entry.name)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise cannot_read(ledger, error) from error
    return tuple(sorted(names, key=order))


def order(edition: str) -> tuple[str, int]:
    """What to sort editions by: the day, then the number within the day."""
    day, number = edition.rsplit(".", 1)
    return day, int(number)


def edition_folder(ledger: Path, edition: str) -> Path:
    """The folder of an edition. Raises LedgerError, naming those that are there, when it is not."""
    folder = ledger / EDITIONS / edition
    if EDITION_ID.fullmatch(edition) and folder.is_dir():
        return folder
    there = ", ".join(editions(ledger)) or "none"
    raise LedgerError(f"the ledger has no edition {edition!r}", where=str(ledger), do=f"It has: {there}.")


def check_whole(folder: Path, parts: Sequence[Part]) -> None:
    """Raise LedgerError when a file of an edition is missing, has another size, or (see ALWAYS_VERIFIED) was altered."""
    check_sizes(folder, parts)
    if sum(part.size for part in parts) <= ALWAYS_VERIFIED:
        check_hashes(folder, parts)


def check_hashes(folder: Path, parts: Iterable[Part]) -> None:
    """Raise LedgerError, naming the first file of an edition that is not byte for byte what was written."""
    for part in parts:
        path = folder / part.path
        try:
            found = sha256(path)
        except OSError as error:
            raise cannot_read(path, error) from error
        if found != part.sha256:
            raise LedgerError(
                "the ledger is damaged: a file is not what was written",
                where=str(path),
                do="Read an older edition with --edition, or restore the file from a copy.",
            )


def sha256(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_sizes(folder: Path, parts: Iterable[Part]) -> None:
    """Raise LedgerError when a file of an edition is missing or has another size than the manifest says."""
    for part in parts:
        try:
            size = (folder / part.path).stat().st_size
        except OSError as error:
            raise LedgerError(
                f"the ledger is damaged: a file is missing, {error.strerror}",
                where=str(folder / part.path),
                do=ASK_VERIFY,
            ) from error
        if size != part.size:
            what = f"the ledger is damaged: a file has {size:,} bytes where the manifest says {part.size:,}"
            raise LedgerError(what, where=str(folder / part.path), do=ASK_VERIFY)


def cannot_read(where: Path, error: Exception) -> LedgerError:
    """What to say when the ledger's folder or a file of it cannot be opened."""
    reason = getattr(error, "strerror", None) or str(error)
    return LedgerError(
        f"the ledger cannot be read: {reason}", where=str(where), do="Check the name and your permissions."
    )
