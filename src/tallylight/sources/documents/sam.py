"""Saved answers of SAM.gov: contract awards, subcontracts, opportunities (GSA's API reference, August 2026).

Numbers come as texts there, and a missing text as N/A. Names of staff, telephones and street lines are in no list here.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.documents.answer import answer, listed_under
from tallylight.sources.readers import subawards
from tallylight.sources.readers.award_keys import with_keys_from_parts
from tallylight.sources.readers.opportunities import with_plain_numbers
from tallylight.sources.readers.reader import Cells

_ID, _CORE, _DETAILS = "contractId", "coreData", "awardDetails"
_FEDERAL = f"{_CORE}/federalOrganization"
_PRODUCT = f"{_CORE}/productOrServiceInformation"
_HEADER = f"{_DETAILS}/awardeeData/awardeeHeader"
_UEI = f"{_DETAILS}/awardeeData/awardeeUEIInformation"
_PLACE = f"{_DETAILS}/awardeeData/awardeeLocation"
_DATES, _TOTAL = f"{_DETAILS}/dates", f"{_DETAILS}/totalContractDollars"

CONTRACT_AWARDS = answer(
    "sam-contract-awards",
    "actions",
    {
        "key_agency": (f"{_ID}/subtier/code",),
        "piid": (f"{_ID}/piid",),
        "modification": (f"{_ID}/modificationNumber",),
        "transaction_number": (f"{_ID}/transactionNumber",),
        "parent_agency_code": (f"{_ID}/referencedIDVSubtier/code",),
        "parent_piid": (f"{_ID}/referencedIDVPiid",),
        "action_type_code": (f"{_ID}/reasonForModification/code",),
        "action_type": (f"{_ID}/reasonForModification/name",),
        "award_or_idv": (f"{_CORE}/awardOrIDV",),
        "award_type_code": (f"{_CORE}/awardOrIDVType/code",),
        "award_type": (f"{_CORE}/awardOrIDVType/name",),
        "solicitation_id": (f"{_CORE}/solicitationId",),
        "solicitation_date": (f"{_CORE}/solicitationDate",),
        "agency": (f"{_FEDERAL}/contractingInformation/contractingDepartment/name",),
        "sub_agency_code": (f"{_FEDERAL}/contractingInformation/contractingSubtier/code", f"{_ID}/subtier/code"),
        "sub_agency": (f"{_FEDERAL}/contractingInformation/contractingSubtier/name", f"{_ID}/subtier/name"),
        "office": (f"{_FEDERAL}/contractingInformation/contractingOffice/name",),
        "funding_agency": (f"{_FEDERAL}/fundingInformation/fundingDepartment/name",),
        "funding_sub_agency_code": (f"{_FEDERAL}/fundingInformation/fundingSubtier/code",),
        "funding_sub_agency": (f"{_FEDERAL}/fundingInformation/fundingSubtier/name",),
        "payee": (f"{_HEADER}/awardeeName", f"{_HEADER}/legalBusinessName"),
        "payee_as_reported": (f"{_HEADER}/awardeeNameFromContract",),
        "payee_dba": (f"{_HEADER}/awardeeAlternateName", f"{_HEADER}/awardeeDoingBusinessAsName"),
        "payee_uei": (f"{_UEI}/uniqueEntityId",),
        "payee_cage": (f"{_UEI}/cageCode",),
        "payee_parent_uei": (f"{_UEI}/awardeeUltimateParentUniqueEntityId",),
        "payee_parent": (f"{_UEI}/awardeeUltimateParentName",),
        "payee_city": (f"{_PLACE}/city",),
        "payee_state": (f"{_PLACE}/state/code",),
        "payee_country": (f"{_PLACE}/country/code",),
        "sole_proprietor": (f"{_DETAILS}/awardeeData/awardeeBusinessTypes/businessOrOrganization/soleProprietorship",),
        "action_date": (f"{_DATES}/dateSigned",),
        "period_start": (f"{_DATES}/periodOfPerformanceStartDate",),
        "period_end": (f"{_DATES}/currentCompletionDate",),
        "period_potential_end": (f"{_DATES}/ultimateCompletionDate",),
        "last_order_date": (f"{_DATES}/lastDateToOrder",),
        "obligated": (f"{_DETAILS}/dollars/actionObligation",),
        "award_obligated": (f"{_TOTAL}/totalActionObligation",),
        "current_value": (f"{_TOTAL}/totalBaseAndExercisedOptionsValue",),
        "ceiling": (f"{_TOTAL}/totalBaseAndAllOptionsValue",),
        "description": (f"{_DETAILS}/productOrServiceInformation/descriptionOfContractRequirement",),
        "psc": (f"{_PRODUCT}/productOrService/code",),
        "psc_label": (f"{_PRODUCT}/productOrService/name",),
        "naics": (f"{_PRODUCT}/principalNaics/0/code",),
        "naics_label": (f"{_PRODUCT}/principalNaics/0/name",),
        "extent_competed_code": (f"{_CORE}/competitionInformation/extentCompeted/code",),
        "set_aside_code": (
            f"{_CORE}/competitionInformation/typeOfSetAside/code",
            f"{_DETAILS}/competitionInformation/idvTypeOfSetAside/code",
        ),
        "offers": (
            f"{_DETAILS}/competitionInformation/numberOfOffersReceived",
            f"{_DETAILS}/competitionInformation/idvNumberOfOffersReceived",
        ),
        "pricing_code": (f"{_CORE}/acquisitionData/typeOfContractPricing/code",),
        "last_modified": (f"{_DETAILS}/transactionData/lastModifiedDate",),
    },
    listed_under("awardSummary", bare=("contractId", "coreData")),
    days=frozenset(
        (
            "action_date",
            "period_start",
            "period_end",
            "period_potential_end",
            "last_order_date",
            "solicitation_date",
            "last_modified",
        )
    ),
    complete=with_keys_from_parts,
)
"""`GET /contract-awards/v1/search`."""

SUBCONTRACTS = answer(
    "sam-subcontracts",
    "subawards",
    {
        "award_id": ("primeContractKey",),
        "piid": ("piid",),
        "parent_piid": ("referencedIDVPIID",),
        "subaward_id": ("subAwardReportNumber", "subAwardReportId"),
        "subaward_number": ("subAwardNumber",),
        "amount": ("subAwardAmount",),
        "action_date": ("subAwardDate",),
        "payee": ("subEntityLegalBusinessName",),
        "payee_uei": ("subEntityUei",),
        "payee_dba": ("subEntityDoingBusinessAsName",),
        "payee_parent": ("subEntityParentLegalBusinessName",),
        "payee_parent_uei": ("subParentUei",),
        "payee_city": ("entityPhysicalAddress/city",),
        "payee_state": ("entityPhysicalAddress/state/code",),
        "payee_country": ("entityPhysicalAddress/country/code",),
        "business_types": ("subBusinessType",),
        "prime_payee": ("primeEntityName",),
        "prime_payee_uei": ("primeEntityUei",),
        "prime_obligated": ("totalContractValue",),
        "description": ("descriptionOfRequirement",),
        "naics": ("subContractorNaics/code",),
        "naics_label": ("subContractorNaics/description",),
        "agency": ("primeOrganizationInfo/contractingDepartment/name",),
        "sub_agency_code": ("primeOrganizationInfo/contractingAgency/code",),
        "sub_agency": ("primeOrganizationInfo/contractingAgency/name",),
        "office": ("primeOrganizationInfo/contractingOffice/name",),
        "funding_agency": ("primeOrganizationInfo/fundingDepartment/name",),
        "funding_sub_agency_code": ("primeOrganizationInfo/fundingAgency/code",),
        "funding_sub_agency": ("primeOrganizationInfo/fundingAgency/name",),
        "last_modified": ("submittedDate",),
    },
    listed_under("data", "primeContractKey", "subAwardAmount", bare=("primeContractKey", "subAwardAmount")),
    days=frozenset(("action_date", "last_modified")),
    complete=subawards.complete,
)
"""`GET /contract/v1/subcontracts/search`."""


def _opportunities(cells: Cells) -> Cells:
    """Numbers lose their blanks and dashes, so that they can be met with those of awards; a path becomes its parts."""
    cells = with_plain_numbers(cells)
    paths = [(path or "").split(".") for path in cells.pop("whole_path").to_pylist()]
    for level, name in enumerate(("agency", "sub_agency", "office")):
        parts = pa.array([path[level] if len(path) > level and path[level] else None for path in paths], pa.string())
        cells[name] = pc.coalesce(cells[name], parts)
    return cells


OPPORTUNITIES = answer(
    "sam-opportunities",
    "notices",
    {
        "notice_id": ("noticeId",),
        "title": ("title",),
        "notice_type": ("type", "baseType"),
        "solicitation_id": ("solicitationNumber",),
        "piid": ("award/number",),
        "posted": ("postedDate",),
        "response_due": ("responseDeadLine",),
        "award_date": ("award/date",),
        "amount": ("award/amount",),
        "whole_path": ("fullParentPathName",),
        "agency": ("department",),
        "sub_agency": ("subTier",),
        "office": ("office",),
        "payee": ("award/awardee/name",),
        "payee_uei": ("award/awardee/ueiSAM",),
        "payee_city": ("award/awardee/location/city/name",),
        "payee_state": ("award/awardee/location/state/code",),
        "payee_country": ("award/awardee/location/country/code",),
        "psc": ("classificationCode",),
        "naics": ("naicsCode",),
        "set_aside_code": ("typeOfSetAside",),
        "url": ("uiLink",),
    },
    listed_under("opportunitiesData", bare=("noticeId", "postedDate")),
    days=frozenset(("posted", "response_due", "award_date")),
    complete=_opportunities,
)
"""`GET /opportunities/v2/search`."""
