"""The awards of one contracting process as rows: who bought what from whom, for how much, in which currency.

A supplier without an identifier of its own and without a word of a company in its name may be a person: its row is kept
and its name withheld (`door`).
"""

from __future__ import annotations

import re
from typing import Any

from tallylight.sources.documents.paths import cell, day, follow

COLUMNS = {
    "award_id": "ocid, awards/id",
    "piid": "awards/id",
    "modification": "release",
    "action_date": "awards/date",
    "obligated": "awards/value/amount",
    "currency": "awards/value/currency",
    "current_value": "contracts/value/amount",
    "agency": "buyer/name",
    "sub_agency": "tender/procuringEntity/name",
    "payee": "awards/suppliers/name",
    "payee_id": "awards/suppliers/identifier",
    "payee_city": "parties/address/locality",
    "payee_country": "parties/address/countryName",
    "sole_proprietor": "awards/suppliers",
    "description": "awards/title",
    "base_description": "tender/title",
    "psc": "awards/items/classification/id",
    "psc_label": "awards/items/classification/description",
    "award_type": "tender/procurementMethodDetails",
    "award_type_code": "tender/procurementMethod",
    "action_type": "awards/status",
    "offers": "tender/numberOfTenderers",
    "solicitation_id": "tender/id",
    "period_start": "awards/contractPeriod/startDate",
    "period_end": "awards/contractPeriod/endDate",
    "url": "awards/url",
}
HEADER = tuple(COLUMNS.values())

_NO_PURCHASE = {"cancelled", "unsuccessful", "withdrawn"}

# Words of company law and of public bodies, in the languages of large OCDS publishers, and words that name a trade.
_ORGANISATION = re.compile(
    r"""\b(?: inc | llc | l\.l\.c | ltd | limited | plc | llp | l\.l\.p | lp | corp(?:oration)? | co | company | companies |
    incorporated | gmbh | mbh | ag | kg | bv | nv | oy | ab | aps | sarl | sas | sasu | s\.?a\.?(?:\s?de\s?c\.?\s?v)? |
    s\.?r\.?l | s\.?l\.?u? | s\.?p\.?a | c\.?v | ltda | cia | eirl | sac | spa | pty | pte | sdn | bhd | doo | d\.o\.o | zoo |
    ooo | too | uab | kft | cic | group | grupo | groupe | holdings? | partners | partnership | associates | association |
    asociaci[oó]n | society | foundation | fundaci[oó]n | trust | charity | university | universidad | universit[eé] |
    college | school | academy | institut[eo]? | institution | council | authority | board | ministry | ministerio |
    secretar[ií]a | department | agency | agencia | nhs | hospital | cooperativa | co-?operative | bank | banco | insurance |
    seguros | services | servicios | solutions | soluciones | systems | sistemas | technolog(?:y|ies) | tecnolog[ií]as? |
    consult(?:ing|ants?|ancy|or[ií]a) | consultores | construct(?:ion|ors?)| construcci[oó]n | constructora |
    engineering | ingenier[ií]a | industri(?:es|al|as) | international | internacional | comercializadora | distribuidora |
    logistics | software | media | network[s]? | laborator(?:y|ies|ios?) | centre | center | centro | united\ kingdom | uk
    )(?:\b|\.)""",
    re.IGNORECASE | re.VERBOSE,
)

# The tax number of a natural person in Mexico has 13 characters, four letters first; a company's has 12 (SAT).
_PERSONAL_ID = re.compile(r"[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}", re.IGNORECASE)


def rows_of(process: dict[str, Any]) -> list[list[str | None]]:
    """One row an award; one a contract for contracts whose award the process does not have."""
    awards = _objects(process.get("awards"))
    contracts = _objects(process.get("contracts"))
    known = {str(award.get("id")) for award in awards}
    parties = {str(party.get("id")): party for party in _objects(process.get("parties"))}
    rows = [_row(process, parties, award, [c for c in contracts if _is_of(c, award, awards)]) for award in awards]
    alone = [c for c in contracts if str(c.get("awardID")) not in known] if len(awards) != 1 else []
    return rows + [_row(process, parties, _as_award(contract), [contract]) for contract in alone]


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_of(contract: dict[str, Any], award: dict[str, Any], awards: list[dict[str, Any]]) -> bool:
    """By the award's id; where a process has one award only, every contract is of it."""
    return str(contract.get("awardID")) == str(award.get("id")) or len(awards) == 1


def _as_award(contract: dict[str, Any]) -> dict[str, Any]:
    """A contract in the place of an award that the process does not give."""
    return {
        "id": contract.get("awardID") if contract.get("awardID") is not None else contract.get("id"),
        "title": contract.get("title"),
        "description": contract.get("description"),
        "status": contract.get("status"),
        "value": contract.get("value"),
        "contractPeriod": contract.get("period"),
        "items": contract.get("items"),
        "suppliers": contract.get("suppliers"),
        "url": contract.get("url"),
    }


def _row(
    process: dict[str, Any],
    parties: dict[str, dict[str, Any]],
    award: dict[str, Any],
    contracts: list[dict[str, Any]],
) -> list[str | None]:
    status = cell(award.get("status"))
    value = award.get("value") if status not in _NO_PURCHASE else None
    signed = next((day(c.get("dateSigned")) for c in contracts if c.get("dateSigned")), None)
    values = {cell(follow(c, ("value", "currency"))) for c in contracts}
    agreed = contracts[0].get("value") if len(contracts) == 1 and len(values) == 1 else None
    suppliers = _objects(award.get("suppliers"))
    known = [supplier | parties.get(str(supplier.get("id")), {}) for supplier in suppliers]
    identifier = _identifier(known[0]) if len(known) == 1 else None
    item: dict[str, Any] = next(
        (i["classification"] for i in _objects(award.get("items")) if isinstance(i.get("classification"), dict)), {}
    )
    ocid, award_id = cell(process.get("ocid")), cell(award.get("id"))
    buyer = cell(follow(process, ("buyer", "name")))
    entity = cell(follow(process, ("tender", "procuringEntity", "name")))
    title = cell(follow(process, ("tender", "title")))
    scheme, code = cell(item.get("scheme")), cell(item.get("id"))
    return [
        f"OCDS_{ocid}_{award_id}" if ocid and award_id else None,
        award_id,
        "0",
        day(award.get("date")) or signed or day(process.get("date")),
        cell(follow(value, ("amount",))),
        cell(follow(value, ("currency",))),
        cell(follow(agreed, ("amount",))),
        buyer or entity,
        entity or buyer,
        "; ".join(name for one in known if (name := cell(one.get("name")))) or None,
        identifier,
        cell(follow(known, ("0", "address", "locality"))) if len(known) == 1 else None,
        cell(follow(known, ("0", "address", "countryName"))) if len(known) == 1 else None,
        "t" if any(_may_be_person(one) for one in known) else None,
        cell(award.get("title")) or title or cell(award.get("description")),
        title or cell(follow(process, ("tender", "description"))),
        f"{scheme}:{code}" if scheme and code else code,
        cell(item.get("description")),
        cell(follow(process, ("tender", "procurementMethodDetails"))),
        cell(follow(process, ("tender", "procurementMethod"))),
        status,
        cell(follow(process, ("tender", "numberOfTenderers"))),
        cell(follow(process, ("tender", "id"))),
        day(follow(award, ("contractPeriod", "startDate"))),
        day(follow(award, ("contractPeriod", "endDate"))),
        cell(award.get("url")),
    ]


def _identifier(supplier: dict[str, Any]) -> str | None:
    """The number of a register of organisations, with the register in front where it is named: GB-COH-01234567."""
    given = supplier.get("identifier")
    scheme, number = (cell(given.get("scheme")), cell(given.get("id"))) if isinstance(given, dict) else (None, None)
    return f"{scheme}-{number}" if scheme and number else number


def _may_be_person(supplier: dict[str, Any]) -> bool:
    name, number = cell(supplier.get("name")) or "", _identifier(supplier)
    if any(_PERSONAL_ID.fullmatch(text) for text in (number, cell(supplier.get("id"))) if text):
        return not _ORGANISATION.search(name)
    return number is None and bool(name) and not _ORGANISATION.search(name)
