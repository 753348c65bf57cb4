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
_LONG_FORMS = tuple(
    tuple(form.split())
    for form in (
        "LIMITED LIABILITY COMPANY", "LIMITED LIABILITY PARTNERSHIP", "LIMITED PARTNERSHIP",
        "S DE RL DE CV", "SA DE CV", "SAPI DE CV", "SDN BHD", "PRIVATE LIMITED", "PVT LTD", "SP Z OO",
    )
)  # fmt: skip
_LONG_LAST = {form[-1] for form in _LONG_FORMS}
_LAST_ONLY = frozenset("SAS SL SLU LDA OYJ APS EURL UG KGAA KK BVBA PVT ULC".split())
"""Legal forms of other countries that elsewhere in a name are words of their own (SAS INSTITUTE)."""
_LAST = LEGAL_FORMS | _LAST_ONLY | {"THE"}
_SHORT = {
    "INTL": "INTERNATIONAL", "INTERNATL": "INTERNATIONAL", "NATL": "NATIONAL", "SVCS": "SERVICES", "SVC": "SERVICE",
    "SRVCS": "SERVICES", "MFG": "MANUFACTURING", "MGMT": "MANAGEMENT", "MGT": "MANAGEMENT", "GOVT": "GOVERNMENT",
    "ASSOCS": "ASSOCIATES", "ASSN": "ASSOCIATION", "UNIV": "UNIVERSITY", "DEPT": "DEPARTMENT",
    "CTR": "CENTER", "CENTRE": "CENTER", "SYS": "SYSTEMS", "TECHS": "TECHNOLOGIES", "BROS": "BROTHERS",
    "ENGR": "ENGINEERING", "ENGRG": "ENGINEERING", "CONSTR": "CONSTRUCTION", "COMM": "COMMUNICATIONS",
    "BLDG": "BUILDING", "EQUIP": "EQUIPMENT", "DIST": "DISTRIBUTORS", "ENTPR": "ENTERPRISES", "LABS": "LABORATORIES",
    "CNTY": "COUNTY", "CNSLTG": "CONSULTING", "TRANSPORTN": "TRANSPORTATION", "SHERIFFS": "SHERIFF",
    "MCHY": "MACHINERY", "GRP": "GROUP", "HLDGS": "HOLDINGS", "HLDG": "HOLDING", "INDS": "INDUSTRIES", "PRODS": "PRODUCTS",
    "COS": "COMPANIES", "PTNRS": "PARTNERS", "LOGIS": "LOGISTICS", "MAINT": "MAINTENANCE", "AUTH": "AUTHORITY",
    "COMMN": "COMMISSION", "HOSP": "HOSPITAL", "FDN": "FOUNDATION", "FNDTN": "FOUNDATION", "ADMIN": "ADMINISTRATION",
    "DEFENCE": "DEFENSE", "DEV": "DEVELOPMENT", "ENTERP": "ENTERPRISES", "PROF": "PROFESSIONAL", "SFTWR": "SOFTWARE",
    "ENVIR": "ENVIRONMENTAL", "ENVRNMTL": "ENVIRONMENTAL", "AMER": "AMERICAN", "CONSULT": "CONSULTING", "LAB": "LABORATORY",
    "COMMS": "COMMUNICATIONS", "TELECOM": "TELECOMMUNICATIONS", "TELECOMM": "TELECOMMUNICATIONS",
    "TELCOM": "TELECOMMUNICATIONS", "TELECOMMUNICATION": "TELECOMMUNICATIONS", "SOLNS": "SOLUTIONS",
}  # fmt: skip
_SMALL = frozenset({"THE", "OF", "FOR"})
PLACES = frozenset({"COUNTY", "CITY", "TOWN", "VILLAGE", "PARISH", "STATE"})
_OTHER_NAME = re.compile(
    r"\b(?:D\.?/?B\.?/?A\.?|DOING BUSINESS AS|A\.?K\.?A\.?|F\.?K\.?A\.?|FORMERLY(?: KNOWN AS)?)\b", re.I
)
_REGISTERED = re.compile(r" *\(\d{3,5}\)[ .]*$")  # a registration's last digits behind a name: 3M COMPANY (7775)
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH)")
_NUMERALS = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}


def bare_words(name: str, plain: str | None = None) -> list[str]:
    """The words of a name without its legal form and a THE in front, abbreviations written out. Never empty of a name.

    `plain` is the name's plain form where the caller has it.
    """
    whole = plain_name(name) if plain is None else plain
    stated = _OTHER_NAME.search(name)
    first = name[: stated.start()] or name if stated else name
    if first.endswith(")"):
        first = _REGISTERED.sub("", first) or first
    words = (whole if first == name else plain_name(first)).split() or whole.split()
    while len(words) > 1:
        for form in _LONG_FORMS if words[-1] in _LONG_LAST else ():
            if len(words) > len(form) and tuple(words[-len(form) :]) == form:
                words = words[: -len(form)]
                break
        else:
            if words[-1] in _LAST:
                words = words[:-1]
            else:
                break
    if len(words) > 1 and words[0] == "THE":
        words = words[1:]
    if "ST" in words:
        before = ["", *words[:-1]]
        words = ["STREET" if w == "ST" and _ORDINAL.fullmatch(b) else w for b, w in zip(before, words, strict=True)]
    return [_NUMERALS.get(_SHORT.get(word, word), _SHORT.get(word, word)) for word in words]


def normal_form(name: str) -> str:
    """What two spellings of one name share. Empty only for a name without a letter or digit."""
    return form_of(bare_words(name))


def form_of(words: Sequence[str]) -> str:
    """The normal form of a name, of its `bare_words`."""
    if len(words) > 2 and words[0] in PLACES and words[1] == "OF":  # COUNTY OF IMPERIAL
        words = (*words[2:], words[0])
    if len(words) > 2 and words[-1] == "OF" and words[-2] in PLACES:  # SUMMIT, COUNTY OF
        words = words[:-1]
    kept = [word for word in words if word not in _SMALL and word not in LEGAL_FORMS] or words
    return "".join(kept)


def singular_form(words: Sequence[str]) -> str:
    """What the bare words of two long names share that differ in a plural: VIRGIN ISLAND(S) PORT AUTHORITY.

    Empty for a name of fewer words than `LONG_NAME`: of short names, ISLAND TOURS and ISLANDS TOUR may be two companies.
    """
    words = [word for word in words if word not in _SMALL and word not in LEGAL_FORMS]
    if len(words) < LONG_NAME:
        return ""
    return " ".join(word.removesuffix("S") if len(word) >= LONGEST_ABBREVIATION else word for word in words)


_APOSTROPHE = re.compile(r"['’]S\b", re.I)
_SHORT_FOR_SEVERAL = {"ASSOC": ("ASSOCIATES", "ASSOCIATION"), "TECH": ("TECHNOLOGIES", "TECHNOLOGY")}
"""Abbreviations at the end of a name of three words or more that only the ledger's other names can resolve."""


def written_out(name: str, words: Sequence[str]) -> list[str]:
    """The normal forms that a name could have with its last word written out or its possessive run on: SPORTSMENS CLUB.

    None where it has neither. `words` are its bare words.
    """
    forms = []
    if ("'" in name or "’" in name) and _APOSTROPHE.search(name):
        forms.append(form_of(bare_words(_APOSTROPHE.sub("S", name))))
    if len(words) > 2 and words[-1] in _SHORT_FOR_SEVERAL:
        forms += [form_of([*words[:-1], last]) for last in _SHORT_FOR_SEVERAL[words[-1]]]
    return [form for form in forms if form != form_of(words)]


def turned_form(words: Sequence[str]) -> str:
    """What the bare words of two long names share that begin at different ones: POLICE, DEPARTMENT OF; DEPARTMENT OF POLICE.

    Empty for a name of fewer words than `LONG_NAME`.
    """
    words = [word for word in words if word not in _SMALL and word not in LEGAL_FORMS]
    if len(words) < LONG_NAME:
        return ""
    return " ".join(min(words[place:] + words[:place] for place in range(len(words))))


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
