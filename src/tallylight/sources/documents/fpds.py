"""Contract actions of the Federal Procurement Data System in XML: pages of its Atom feed, and its bulk archives.

An Atom page wraps each record in an entry and gives labels as attributes; an archive lists records with codes only, and
may name another namespace on its root than on its records. So elements are told by their local name and that of the one
around them. Versions 1.0 to 1.5 of the records differ in what they have, not in what it means (FPDS Atom feed
specification 1.5.2). Vehicles say IDVID where awards say awardContractID, and have no transaction number.
"""

from __future__ import annotations

from lxml import etree

from tallylight.sources.readers.award_keys import with_keys_from_parts
from tallylight.sources.readers.reader import Reader

RECORDS = ("award", "IDV", "OtherTransactionAward", "OtherTransactionIDV")
"""Local names of the elements that are records."""

_LISTS = {f"listOf{name[0].upper()}{name[1:]}s" for name in RECORDS}
_VEHICLES = {"IDV", "OtherTransactionIDV"}
_IDS = ("awardContractID", "IDVID", "OtherTransactionAwardContractID", "OtherTransactionIDVContractID")
_DATES = "relevantContractDates"
_VENDOR = "vendorHeader"
_UEI = "vendorUEIInformation"

# Canonical column -> the elements that say it, the first that is there counts: the element around it, its own name, and
# the attribute that is meant (None: its text).
_WAYS: dict[str, tuple[tuple[str, str, str | None], ...]] = {
    "key_agency": tuple((around, "agencyID", None) for around in _IDS),
    "piid": tuple((around, "PIID", None) for around in _IDS),
    "modification": tuple((around, "modNumber", None) for around in _IDS),
    "transaction_number": tuple((around, "transactionNumber", None) for around in _IDS),
    "parent_agency_code": (("referencedIDVID", "agencyID", None),),
    "parent_piid": (("referencedIDVID", "PIID", None),),
    "action_date": ((_DATES, "signedDate", None),),
    "period_start": ((_DATES, "effectiveDate", None),),
    "period_end": ((_DATES, "currentCompletionDate", None),),
    "period_potential_end": ((_DATES, "ultimateCompletionDate", None),),
    "last_order_date": ((_DATES, "lastDateToOrder", None),),
    "obligated": (("dollarValues", "obligatedAmount", None),),
    "award_obligated": (("totalDollarValues", "totalObligatedAmount", None),),
    "current_value": (("totalDollarValues", "totalBaseAndExercisedOptionsValue", None),),
    "ceiling": (("totalDollarValues", "totalBaseAndAllOptionsValue", None),),
    "agency": (("purchaserInformation", "contractingOfficeAgencyID", "departmentName"),),
    "sub_agency_code": (("purchaserInformation", "contractingOfficeAgencyID", None),),
    "sub_agency": (("purchaserInformation", "contractingOfficeAgencyID", "name"),),
    "office": (("purchaserInformation", "contractingOfficeID", "name"),),
    "funding_agency": (("purchaserInformation", "fundingRequestingAgencyID", "departmentName"),),
    "funding_sub_agency_code": (("purchaserInformation", "fundingRequestingAgencyID", None),),
    "funding_sub_agency": (("purchaserInformation", "fundingRequestingAgencyID", "name"),),
    "payee": ((_VENDOR, "vendorName", None), (_VENDOR, "vendorLegalOrganizationName", None)),
    "payee_as_reported": ((_VENDOR, "vendorLegalOrganizationName", None),),
    "payee_dba": ((_VENDOR, "vendorDoingAsBusinessName", None), (_VENDOR, "vendorAlternateName", None)),
    "payee_uei": ((_UEI, "UEI", None),),
    "payee_duns": (("vendorDUNSInformation", "DUNSNumber", None),),
    "payee_cage": (("entityIdentifiers", "cageCode", None), ("vendorDUNSInformation", "cageCode", None)),
    "payee_parent_uei": ((_UEI, "ultimateParentUEI", None),),
    "payee_parent": (
        (_UEI, "ultimateParentUEIName", None),
        ("vendorDUNSInformation", "globalParentDUNSName", None),
    ),
    "payee_city": (("vendorLocation", "city", None),),
    "payee_state": (("vendorLocation", "state", None),),
    "payee_country": (("vendorLocation", "countryCode", None),),
    "sole_proprietor": (
        ("businessOrOrganizationType", "isSolePropreitorship", None),  # spelled so by the publisher
        ("businessOrOrganizationType", "isSoleProprietorship", None),
    ),
    "description": (("contractData", "descriptionOfContractRequirement", None),),
    "award_type_code": (("contractData", "contractActionType", None),),
    "award_type": (("contractData", "contractActionType", "description"),),
    "action_type_code": (("contractData", "reasonForModification", None),),
    "action_type": (("contractData", "reasonForModification", "description"),),
    "solicitation_id": (("contractData", "solicitationID", None),),
    "pricing_code": (("contractData", "typeOfContractPricing", None),),
    "psc": (("productOrServiceInformation", "productOrServiceCode", None),),
    "psc_label": (("productOrServiceInformation", "productOrServiceCode", "description"),),
    "naics": (("productOrServiceInformation", "principalNAICSCode", None),),
    "naics_label": (("productOrServiceInformation", "principalNAICSCode", "description"),),
    "extent_competed_code": (("competition", "extentCompeted", None),),
    "not_competed_code": (("competition", "reasonNotCompeted", None),),
    "fair_opportunity_code": (("competition", "statutoryExceptionToFairOpportunity", None),),
    "set_aside_code": (("competition", "typeOfSetAside", None), ("competition", "idvTypeOfSetAside", None)),
    "offers": (
        ("competition", "numberOfOffersReceived", None),
        ("competition", "idvNumberOfOffersReceived", None),
    ),
    "last_modified": (("transactionInformation", "lastModifiedDate", None),),
    "award_or_idv": (),
}

_DAYS = {"action_date", "period_start", "period_end", "period_potential_end", "last_order_date", "last_modified"}
_LENGTH_OF_DAY = len("2020-04-02")

HEADER = tuple(f"{ways[0][0]}/{ways[0][1]}{f'@{ways[0][2]}' if ways[0][2] else ''}" if ways else name
               for name, ways in _WAYS.items())  # fmt: skip

READER = Reader(
    name="fpds-xml",
    kind="actions",
    columns={name: (published,) for name, published in zip(_WAYS, HEADER, strict=True)},
    recognises=lambda _: False,
    complete=with_keys_from_parts,
)

_AT = {name: place for place, name in enumerate(_WAYS)}
_WANTED: dict[str, dict[str, list[tuple[int, int, str | None, bool]]]] = {}
for _name, _ways in _WAYS.items():
    for _rank, (_around, _own, _attribute) in enumerate(_ways):
        _WANTED.setdefault(_own, {}).setdefault(_around, []).append((_AT[_name], _rank, _attribute, _name in _DAYS))


_BY_TAG: dict[str, dict[str, list[tuple[int, int, str | None, bool]]] | None] = {}  # with the namespace, as met


def row(record: etree._Element) -> list[str | None]:
    """The cells of one record, in the order of HEADER."""
    cells: list[str | None] = [None] * len(_WAYS)
    ranks = [99] * len(_WAYS)
    for element in record.iter(etree.Element):
        tag = element.tag
        if tag not in _BY_TAG:
            _BY_TAG[tag] = _WANTED.get(_local(tag))
        wanted = _BY_TAG[tag]
        if wanted is None:
            continue
        around = element.getparent()
        for place, rank, attribute, is_day in wanted.get(_local(around.tag) if around is not None else "", ()):
            text = element.get(attribute) if attribute else element.text
            text = text.strip() if text else ""
            if text and rank < ranks[place]:
                cells[place], ranks[place] = text[:_LENGTH_OF_DAY] if is_day else text, rank
    cells[_AT["award_or_idv"]] = "IDV" if _local(record.tag) in _VEHICLES else "AWARD"
    return cells


def is_empty_answer(root: etree._Element) -> bool:
    """Whether a document without records is an answer all the same: nothing was found."""
    if _local(root.tag) in _LISTS:
        return True
    titles = [child.text or "" for child in root if isinstance(child.tag, str) and _local(child.tag) == "title"]
    return _local(root.tag) == "feed" and any(title.lstrip().startswith("FPDS") for title in titles)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
