"""The awards of one contracting process as rows: who bought what from whom, for how much, in which currency.

A supplier without an identifier of its own and without a word of a company in its name may be a person: its row is kept
and its name withheld (`door`).
"""

from __future__ import annotations

import re

from tallylight.sources.documents.ocds_shape import (
    Address,
    Award,
    Classification,
    Contract,
    Document,
    Organisation,
    Period,
    Tender,
    Value,
)
from tallylight.sources.documents.paths import cell, day
from tallylight.sources.organisations import names_an_organisation

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

# The tax number of a natural person in Mexico has 13 characters, four letters first; a company's has 12 (SAT).
_PERSONAL_ID = re.compile(r"[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}", re.IGNORECASE)
_PERSONAL_LENGTH = 13


def rows_of(process: Document) -> list[list[object]]:
    """One row an award; one a contract for contracts whose award the process does not have.

    Values are as the document has them (`paths.column_of` makes texts of them), or texts already.
    """
    awards, contracts = process.awards or [], process.contracts or []
    if not awards and not contracts:
        return []
    parties = {str(party.id): party for party in process.parties or ()}
    if len(awards) == 1:  # then every contract is of it
        return [_row(process, parties, awards[0], contracts)]
    known = {str(award.id) for award in awards}
    rows = [_row(process, parties, a, [c for c in contracts if str(c.awardID) == str(a.id)]) for a in awards]
    alone = [contract for contract in contracts if str(contract.awardID) not in known]
    return rows + [_row(process, parties, _as_award(contract), [contract]) for contract in alone]


def row_of_none(process: Document) -> list[object]:
    """The row of what stands among the awards and is none. It has no key, so that it is rejected."""
    return _row(process, {}, Award(), [])


def _as_award(contract: Contract) -> Award:
    """A contract in the place of an award that the process does not give."""
    return Award(
        id=contract.awardID or contract.id,
        title=contract.title,
        description=contract.description,
        status=contract.status,
        value=contract.value,
        suppliers=contract.suppliers,
        items=contract.items,
        contractPeriod=contract.period,
        url=contract.url,
    )


def _row(process: Document, parties: dict[str, Organisation], award: Award, contracts: list[Contract]) -> list[object]:
    status = cell(award.status)
    value = award.value if status not in _NO_PURCHASE and award.value else NO_VALUE
    agreed = contracts[0].value if len(contracts) == 1 and contracts[0].value else NO_VALUE
    tender = process.tender or NO_TENDER
    period = award.contractPeriod or NO_PERIOD
    suppliers = [_whole(one, parties) for one in award.suppliers or ()]
    one = suppliers[0] if len(suppliers) == 1 else NOBODY
    address = one.address or NO_ADDRESS
    item = next((item.classification for item in award.items or () if item.classification), NO_CLASS)
    scheme, code = cell(item.scheme), cell(item.id)
    ocid, award_id = process.ocid, cell(award.id)
    buyer = cell(process.buyer.name) if process.buyer else None
    entity = cell(tender.procuringEntity.name) if tender.procuringEntity else None
    title, currency = cell(tender.title), cell(value.currency)
    signed = next((contract.dateSigned for contract in contracts if contract.dateSigned), None)
    return [
        f"OCDS_{ocid}_{award_id}" if award_id else None,
        award_id,
        "0",
        day(award.date) or day(signed) or day(process.date),
        value.amount,
        currency,
        agreed.amount if cell(agreed.currency) == currency else None,
        buyer or entity,
        entity or buyer,
        "; ".join([name for one in suppliers if (name := cell(one.name))]) or None,
        _identifier(one),
        address.locality,
        address.countryName,
        "t" if any(_may_be_person(one) for one in suppliers) else None,
        cell(award.title) or title or cell(award.description),
        title or cell(tender.description),
        f"{scheme}:{code}" if scheme and code else code,
        item.description,
        tender.procurementMethodDetails,
        tender.procurementMethod,
        status,
        tender.numberOfTenderers,
        tender.id,
        day(period.startDate),
        day(period.endDate),
        award.url,
    ]


# These stand where a process does not say.
NO_VALUE, NO_TENDER, NO_PERIOD = Value(), Tender(), Period()
NO_ADDRESS, NO_CLASS, NOBODY = Address(), Classification(), Organisation()


def _whole(supplier: Organisation, parties: dict[str, Organisation]) -> Organisation:
    """A supplier with what the parties of the process say of it, as they are written apart since OCDS 1.1."""
    party = parties.get(str(supplier.id))
    if party is None:
        return supplier
    return Organisation(
        id=supplier.id,
        name=party.name or supplier.name,
        identifier=party.identifier or supplier.identifier,
        address=party.address or supplier.address,
    )


def _identifier(supplier: Organisation) -> str | None:
    """The number of a register of organisations, with the register in front where it is named: GB-COH-01234567."""
    if not supplier.identifier:
        return None
    scheme, number = cell(supplier.identifier.scheme), cell(supplier.identifier.id)
    return f"{scheme}-{number}" if scheme and number else number


def _may_be_person(supplier: Organisation) -> bool:
    name = cell(supplier.name)
    if not name:
        return False
    number = cell(supplier.identifier.id) if supplier.identifier else None
    personal = _is_personal(number) or _is_personal(cell(supplier.id))
    return (number is None or personal) and not names_an_organisation(name)


def _is_personal(number: str | None) -> bool:
    return number is not None and len(number) == _PERSONAL_LENGTH and _PERSONAL_ID.fullmatch(number) is not None
