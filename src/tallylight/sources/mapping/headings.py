"""Which concept a heading most probably means: words in the order in which they are tried."""

from __future__ import annotations

import re

from tallylight.sources.mapping.concepts import is_of_a_person

_WORDS = (
    ("payee_uei", r"\buei\b"),
    ("payee_duns", r"\bduns\b"),
    ("payee_cage", r"\bcage\b"),
    ("solicitation_date", r"(solicitation|bid|tender).*\bdate"),
    ("solicitation_id", r"(solicitation|bid|rfp|rfq|tender).*(no\b|num|#|id\b)|solicitation"),
    ("period_start", r"(start|begin|effective|from).*\bdate|\bdate.*(start|from)|^start"),
    ("period_end", r"(end|expir|completion|through|\bto).*\bdate|\bdate.*(end|to\b)|^(end|expiration)"),
    ("last_modified", r"(modified|updated).*\bdate|last.?(modified|updated)"),
    ("action_date", r"(check|cheque|payment|paid|issue|award|transaction|invoice|posting|post|approval|signed|order|voucher|"
                    r"document|contract|\bpo\b|gl|accounting|buchung|pago|fecha).*(date|day|dt\b)|^date|fecha|datum|^day$|\bdate$"),
    ("ceiling", r"(ceiling|maximum|not.to.exceed|\bnte\b|potential).*(amount|value)?"),
    ("current_value", r"current.*(value|amount)"),
    ("award_obligated", r"(total|cumulative).*(obligat|award|encumb|contract)"),
    ("outlayed", r"paid.?to.?date|(total|cumulative).*(paid|spent|expend)|outlay"),
    ("obligated", r"amount|amt\b|importe|monto|betrag|montant|value|\bsum$|^sum\b|net\b|paid$|payment$|cost|price"),
    ("currency", r"currency|moneda|w[aä]hrung|devise"),
    ("parent_piid", r"(master|parent|blanket).*(contract|agreement|number|no\b)"),
    ("modification", r"amendment|modification|change.order|revision"),
    ("piid", r"(check|cheque|voucher|contract|purchase.order|\bpo\b|order|document|doc|invoice|award|warrant|transaction|"
             r"expediente|referen\w+|ref).*(no\b|num|number|nbr|#|id\b|key|code)|^(check|voucher|contract|po|reference)$"),
    ("payee_parent", r"parent.*(company|name|vendor)"),
    ("payee_dba", r"\bdba\b|doing business|trade.?name"),
    ("payee_id", r"(vendor|supplier|payee).*(no\b|num|number|nbr|#|id\b|code)"),
    ("payee_city", r"(vendor|supplier|payee|contractor)?.*\bcity"),
    ("payee_state", r"(vendor|supplier|payee|contractor).*\bstate|^state$"),
    ("payee_country", r"country"),
    ("business_types", r"(vendor|supplier|payee|business).*(type|class|category)"),
    ("payee", r"vendor|payee|supplier|contractor|recipient|proveedor|lieferant|fournisseur|beneficiar|merchant"),
    ("psc", r"(commodity|object|account|nigp|unspsc|cpv|expense).*(code|no\b|num|number)|^(object|account)$"),
    ("psc_label", r"commodity|object|account|category|expense"),
    ("description", r"descri|purpose|memo|narrative|title|concepto|objeto|zweck|item|detail|service|comment"),
    ("funding_agency", r"fund(?!.*(amount|date))"),
    ("sub_agency", r"depart|dept|division|bureau|unit|office|organi[sz]ation|dependencia|area"),
    ("agency", r"agency|entity|government|municipality|buyer|jurisdiction"),
    ("award_type", r"(contract|award|document|procurement|payment|purchase).*(type|method)"),
    ("action_type", r"status|state\b"),
)  # fmt: skip

_COMPILED = tuple((concept, re.compile(pattern, re.IGNORECASE)) for concept, pattern in _WORDS)

NUMBERED = re.compile(r"\b(no|num|number|nbr|id|key|code)\b|#", re.IGNORECASE)
LINE = re.compile(r"\bline\b|\bseq|\bitem.?(no|num|#)|distribution", re.IGNORECASE)


def words_of(heading: str) -> str:
    """A heading with blanks between its words: VendorName and vendor_name become words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_.]+", " ", heading).strip()


def concepts_of(heading: str) -> list[str]:
    """Concepts that the heading may mean, the likeliest first; none for a column about a person."""
    if LINE.search(words_of(heading)):
        return []
    found = [concept for concept, pattern in _COMPILED if pattern.search(words_of(heading))]
    return [concept for concept in found if not is_of_a_person(heading, concept)]
