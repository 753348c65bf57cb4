"""Words of payees' names, so that a name can be found however it is punctuated. Who is who is not decided here."""

from __future__ import annotations

import re

_FORMS = """INC INCORPORATED LLC LC LLP LP PLLC PLC PC CORP CORPORATION CO COMPANY LTD LIMITED GMBH AG SA SAS SARL BV NV
AB OY PTY JV THE"""

LEGAL_FORMS = frozenset(_FORMS.split())
"""Words that say how a company is registered, and not who it is."""

_DROPPED = re.compile(r"[.'’]")  # L.L.C. is LLC, B.I. is BI
_NOT_WORD = re.compile(r"[^\w&]+")


def words(name: str) -> tuple[str, ...]:
    """The words of a name in upper case, without punctuation and legal forms; with them when nothing else is left."""
    found = _NOT_WORD.sub(" ", _DROPPED.sub("", name.upper())).split()
    return tuple(word for word in found if word not in LEGAL_FORMS) or tuple(found)
