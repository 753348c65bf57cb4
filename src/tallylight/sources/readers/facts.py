"""Facts that people wrote down themselves, one action a line, with the public page where each can be checked."""

from __future__ import annotations

from tallylight.sources.readers.agency_labels import with_agencies
from tallylight.sources.readers.award_keys import with_parent_from_key, with_piid_from_key
from tallylight.sources.readers.reader import Cells, Header, Reader

_COLUMNS = {
    "award_id": ("award_key",),
    "modification": ("modification",),
    "action_date": ("date",),
    "obligated": ("obligated",),
    "label": ("agency",),
    "payee": ("payee",),
    "description": ("description",),
    "url": ("public_page",),
}
_HEADER = frozenset(name for names in _COLUMNS.values() for name in names)


def _recognises(header: Header) -> bool:
    return set(header) >= _HEADER


def _complete(cells: Cells) -> Cells:
    return with_piid_from_key(with_parent_from_key(with_agencies(cells)))


READER = Reader(
    name="tallylight-facts",
    kind="actions",
    columns=_COLUMNS,
    recognises=_recognises,
    complete=_complete,
    comments=True,
    known=_HEADER,
)
