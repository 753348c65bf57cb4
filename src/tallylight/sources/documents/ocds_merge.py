"""Several releases of one contracting process as one, by the merging rules of OCDS 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def merged(releases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The process as it stands after all releases, the oldest first. One release is returned as it is."""
    if len(releases) == 1:
        return releases[0]
    together: dict[str, Any] = {}
    for release in sorted(releases, key=lambda one: str(one.get("date") or "")):
        together = _over(together, release)
    return together


def _over(old: Any, new: Any) -> Any:
    """`new` laid over `old`."""
    if isinstance(old, dict) and isinstance(new, dict):
        result = dict(old)
        for key, value in new.items():
            if value is None:
                result.pop(key, None)
            else:
                result[key] = _over(result.get(key), value)
        return result
    if isinstance(old, list) and isinstance(new, list) and _have_ids(old) and _have_ids(new):
        places = {str(one["id"]): place for place, one in enumerate(old)}
        listed = list(old)
        for one in new:
            place = places.get(str(one["id"]))
            if place is None:
                places[str(one["id"])] = len(listed)
                listed.append(one)
            else:
                listed[place] = _over(listed[place], one)
        return listed
    return new


def _have_ids(listed: list[Any]) -> bool:
    """Whether objects of a list can be told apart. Numbers and texts that look the same are the same id."""
    return all(isinstance(one, dict) and one.get("id") is not None for one in listed)
