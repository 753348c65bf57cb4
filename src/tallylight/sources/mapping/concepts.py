"""The closed list of what a column of a mapped table can be. All are facts of an award; there is none for a person.

Names are those of the ledger's columns. `HELPERS` are read and used, and not kept.
"""

from __future__ import annotations

import re

CONCEPTS = {
    "action_date": "the day of the payment, or on which the award or its change was signed",
    "obligated": "the amount of this row: paid, awarded, or changed",
    "currency": "the currency of the amounts of this row (ISO 4217), where it differs from row to row",
    "ceiling": "the most that the award may come to",
    "current_value": "what the award is worth as it stands",
    "award_obligated": "the sum of the award so far",
    "outlayed": "what was paid on the award so far",
    "piid": "the number printed on the contract, purchase order or cheque",
    "parent_piid": "the number of the contract that this one was ordered under",
    "modification": "the number of the change; 0 is the award itself",
    "agency": "the government or department that pays",
    "sub_agency": "the office, agency or department that signed",
    "office": "the unit below it",
    "funding_agency": "whose money it is, where another signs",
    "funding_sub_agency": "the agency whose money it is",
    "payee": "who is paid",
    "payee_dba": "the name that the payee does business under",
    "payee_uei": "Unique Entity Identifier of the payee",
    "payee_duns": "DUNS number of the payee",
    "payee_cage": "CAGE code of the payee",
    "payee_id": "the publisher's own number of the payee",
    "payee_parent": "the company that owns the payee",
    "payee_parent_uei": "Unique Entity Identifier of that company",
    "payee_city": "city of the payee",
    "payee_state": "state of the payee",
    "payee_country": "country of the payee",
    "description": "what was bought, in the publisher's words",
    "base_description": "what the award as a whole is for",
    "psc": "code of the product or service, of the account or the object of spending",
    "psc_label": "what that code means",
    "naics": "code of the industry",
    "naics_label": "what that code means",
    "award_type_code": "code of the kind of document",
    "award_type": "the kind of document, or the method of procurement",
    "action_type_code": "code of the reason for the change",
    "action_type": "the reason for the change, or the state of the payment",
    "period_start": "first day of the work",
    "period_end": "last day of the work",
    "period_potential_end": "last day with all options",
    "last_order_date": "last day for orders",
    "extent_competed_code": "code of how it was competed",
    "not_competed_code": "code of why it was not",
    "set_aside_code": "code of a preference",
    "pricing_code": "code of the kind of price",
    "offers": "how many offers came in",
    "solicitation_id": "number of the solicitation",
    "solicitation_date": "day of the solicitation",
    "last_modified": "the day on which the publisher last changed the row",
    "first_reported": "the day on which the publisher first showed the row",
    "url": "the public page of the award",
}
"""Concept -> what it means. Each is a column of the ledger."""

HELPERS = {
    "sole_proprietor": "yes where the payee is one person trading alone; its name is withheld",
    "business_types": "the kind of payee in words (corporation, individual); the names of individuals are withheld",
}
"""Read to keep people out, and not kept."""

REQUIRED = ("action_date", "obligated")
"""Without these a row says nothing. The award key is stated apart."""

OF_A_PERSON = re.compile(
    r"officer|phone|\bfax|e-?mail|contact|first.?name|last.?name|middle.?name|full.?name|birth|\bdob\b|\bssn\b|social.?sec|"
    r"tax.?id|\btin\b|street|address|\bzip|postal|created.?by|modified.?by|approved.?by|entered.?by|requested.?by|signed.?by|"
    r"approver|requester|requestor|buyer.?name|employee|badge|inmate|detainee|booking|defendant|juror|passport|licen[cs]e.?plate",
    re.IGNORECASE,
)
"""Headings of columns about people. They cannot be mapped, whatever they are said to be."""

_PLACE = re.compile(r"city|town|state|province|country", re.IGNORECASE)
_PLACES = {"payee_city", "payee_state", "payee_country"}


def is_of_a_person(column: str, concept: str) -> bool:
    """Whether this column may not be mapped. The city in an address may."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).replace("_", " ")
    if concept in _PLACES and _PLACE.search(words):
        return False
    return bool(OF_A_PERSON.search(words))
