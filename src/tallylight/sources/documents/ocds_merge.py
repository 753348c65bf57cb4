"""Several releases of one contracting process as one, by the merging rules of OCDS 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from msgspec import UNSET

from tallylight.sources.documents.ocds_shape import Document, Shape

_PLAIN = (str, int, float, bool)
"""These have no parts: most values are such, and the new one stands."""


def merged(releases: Sequence[Document]) -> Document:
    """The process as it stands after all releases, the oldest first. One release is returned as it is."""
    if len(releases) == 1:
        return releases[0]
    together, *later = sorted(releases, key=lambda one: str(one.date or ""))
    for release in later:
        together = _over(together, release)
    return together


def _over(old: Any, new: Any) -> Any:
    """`new` laid over `old`. Null takes a field away, and a field that is absent leaves what there is."""
    if isinstance(new, Shape):
        result = copy(old) if type(old) is type(new) else type(new)()
        for name in new.__struct_fields__:
            value = getattr(new, name)
            if value is UNSET:
                continue
            if value is None:
                value = UNSET
            elif type(value) not in _PLAIN:
                value = _over(getattr(result, name), value)
            setattr(result, name, value)
        return result
    if isinstance(new, list) and isinstance(old, list) and _have_ids(old) and _have_ids(new):
        places = {str(one.id): place for place, one in enumerate(old)}
        listed = list(old)
        for one in new:
            place = places.get(str(one.id))
            if place is None:
                places[str(one.id)] = len(listed)
                listed.append(_over(UNSET, one))
            else:
                listed[place] = _over(listed[place], one)
        return listed
    return new


def _have_ids(listed: list[Any]) -> bool:
    """Whether objects of a list can be told apart. Numbers and texts that look the same are the same id."""
    return all(isinstance(one, Shape) and getattr(one, "id", UNSET) not in (None, UNSET) for one in listed)
