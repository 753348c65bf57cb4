"""The form in which two spellings of one company's name are equal.

"UNI FIRST CORP", "UniFirst Corporation" and "UNIFIRST CORP." become UNIFIRST; "REGENTS OF UNIVERSITY OF MINNESOTA" and
"REGENTS OF THE UNIVERSITY OF MINNESOTA" are equal, and so are "COUNTY OF IMPERIAL" and "IMPERIAL COUNTY". What tells
companies apart stays: USA, FEDERAL, GOVERNMENT, numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallylight.knowledge.names import plain_name

LEGAL_FORMS = frozenset(
    "INC INCORPORATED CORP CORPORATION CO COMPANY LLC LC LP LLP LLLP RLLP LTD LIMITED PLC PLLC PC PA PSC GMBH AG SA SARL BV NV "
    "AB OY AS ASA KG SPA SRL PTY PTE CHARTERED".split()
)
_LONG_FORMS = (("LIMITED", "LIABILITY", "COMPANY"), ("LIMITED", "LIABILITY", "PARTNERSHIP"), ("LIMITED", "PARTNERSHIP"))
_SHORT = {
    "INTL": "INTERNATIONAL", "INTERNATL": "INTERNATIONAL", "NATL": "NATIONAL", "SVCS": "SERVICES", "SVC": "SERVICE",
    "SRVCS": "SERVICES", "MFG": "MANUFACTURING", "MGMT": "MANAGEMENT", "MGT": "MANAGEMENT", "GOVT": "GOVERNMENT",
    "ASSOC": "ASSOCIATES", "ASSOCS": "ASSOCIATES", "ASSN": "ASSOCIATION", "UNIV": "UNIVERSITY", "DEPT": "DEPARTMENT",
    "CTR": "CENTER", "CENTRE": "CENTER", "SYS": "SYSTEMS", "TECHS": "TECHNOLOGIES", "BROS": "BROTHERS",
    "ENGR": "ENGINEERING", "ENGRG": "ENGINEERING", "CONSTR": "CONSTRUCTION", "COMM": "COMMUNICATIONS",
    "BLDG": "BUILDING", "EQUIP": "EQUIPMENT", "DIST": "DISTRIBUTORS", "ENTPR": "ENTERPRISES", "LABS": "LABORATORIES",
    "CNTY": "COUNTY", "CNSLTG": "CONSULTING", "TRANSPORTN": "TRANSPORTATION", "SHERIFFS": "SHERIFF",
}  # fmt: skip
_SMALL = frozenset({"THE", "OF", "FOR"})
_PLACES = ("COUNTY", "CITY", "TOWN", "VILLAGE", "PARISH", "STATE")
_OTHER_NAME = re.compile(
    r"\b(?:D\.?/?B\.?/?A\.?|DOING BUSINESS AS|A\.?K\.?A\.?|F\.?K\.?A\.?|FORMERLY(?: KNOWN AS)?)\b", re.I
)
_NUMERALS = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}


def bare_words(name: str, plain: str | None = None) -> list[str]:
    """The words of a name without its legal form and a THE in front, abbreviations written out. Never empty of a name.

    `plain` is the name's plain form where the caller has it.
    """
    stated = _OTHER_NAME.search(name)
    first = name[: stated.start()] or name if stated else name
    whole = plain_name(name) if plain is None else plain
    words = (whole if first == name else plain_name(first)).split() or whole.split()
    while len(words) > 1:
        for form in _LONG_FORMS:
            if len(words) > len(form) and tuple(words[-len(form) :]) == form:
                words = words[: -len(form)]
                break
        else:
            if words[-1] == "THE" or words[-1] in LEGAL_FORMS:
                words = words[:-1]
            else:
                break
    if len(words) > 1 and words[0] == "THE":
        words = words[1:]
    return [_NUMERALS.get(_SHORT.get(word, word), _SHORT.get(word, word)) for word in words]


def normal_form(name: str) -> str:
    """What two spellings of one name share. Empty only for a name without a letter or digit."""
    return form_of(bare_words(name))


def form_of(words: Sequence[str]) -> str:
    """The normal form of a name, of its `bare_words`."""
    if len(words) > 2 and words[0] in _PLACES and words[1] == "OF":  # COUNTY OF IMPERIAL
        words = (*words[2:], words[0])
    if len(words) > 2 and words[-1] == "OF" and words[-2] in _PLACES:  # SUMMIT, COUNTY OF
        words = words[:-1]
    kept = [word for word in words if word not in _SMALL and word not in LEGAL_FORMS] or words
    return "".join(kept)


def singular_form(name: str) -> str:
    """What two spellings of a long name share that differ in a plural: VIRGIN ISLAND(S) PORT AUTHORITY.

    Empty for a name of fewer words than `LONG_NAME`: of short names, ISLAND TOURS and ISLANDS TOUR may be two companies.
    """
    words = [word for word in bare_words(name) if word not in _SMALL and word not in LEGAL_FORMS]
    if len(words) < LONG_NAME:
        return ""
    return " ".join(word.removesuffix("S") if len(word) >= LONGEST_ABBREVIATION else word for word in words)


LONG_NAME = 4  # words
LONGEST_ABBREVIATION = 5  # letters from which on a final S is a plural and not part of initials


_PARTNERSHIPS = frozenset("LLC LC LP LLP LLLP RLLP LIABILITY PARTNERSHIP".split())


def spaced_and_formed_differently(one: str, other: str) -> bool:
    """Whether two names equal in letters differ both in where their words end and in legal form: GOV SOURCE LLC, GOVSOURCE INC.

    Either alone is a matter of spelling (UNI FIRST CORP and UNIFIRST CORPORATION; ACME INC and ACME LLC); together they
    speak for two companies.
    """
    if sorted(bare_words(one)) == sorted(bare_words(other)):
        return False
    forms = [LEGAL_FORMS & set(plain_name(name).split()) for name in (one, other)]
    return bool(all(forms) and bool(forms[0] & _PARTNERSHIPS) != bool(forms[1] & _PARTNERSHIPS))


def other_names(name: str) -> list[str]:
    """The names behind DBA, AKA, FKA or FORMERLY in a published name."""
    return [part.strip(" ,()") for part in _OTHER_NAME.split(name)[1:] if part.strip(" ,()")]
