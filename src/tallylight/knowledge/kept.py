"""The knowledge files as read last time, so that five hundred of them cost a few milliseconds and not half a second.

What is kept is found by the SHA-256 of every file and of this program's version of the records: a corrected file is
never missed. It lies in the user's cache folder, may be deleted at any time, and is plain JSON.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from tallylight.knowledge.entries import Family, Maker, Product

RULES = 2
"""Raise it when a file would be read differently than before."""

KEPT = 4  # versions, newest first


def makers(paths: Sequence[Path], more: bytes, read: Callable[[], tuple[Maker, ...]]) -> tuple[Maker, ...]:
    """What `read` gives for these files, from the cache where it has exactly that. `more` is what else they depend on."""
    digest = hashlib.sha256(b"%d %s" % (RULES, more))
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    place = _folder() / f"makers-{digest.hexdigest()[:32]}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        return tuple(_maker(entry) for entry in json.loads(place.read_bytes()))
    found = read()
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps([dataclasses.asdict(maker) for maker in found], default=str), encoding="utf-8")
        draft.replace(place)
        # Two installations side by side would take each other's away if only one were kept.
        for old in sorted(place.parent.glob("makers-*.json"), key=lambda path: path.stat().st_mtime_ns)[:-KEPT]:
            old.unlink(missing_ok=True)
    return found


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tallylight"


def _maker(entry: dict[str, Any]) -> Maker:
    parents = tuple(
        Family(**{**_tuples(one), "start": _day(one["start"]), "end": _day(one["end"])}) for one in entry["parents"]
    )
    products = tuple(Product(**_tuples(one)) for one in entry["products"])
    return Maker(**{**_tuples(entry), "parents": parents, "products": products})


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
