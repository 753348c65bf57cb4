"""The daily CSV of SAM.gov's contract opportunities: one row a notice, in Windows-1252.

Its columns about contacts and its street lines are in no list here, and neither is the free text of a notice, which names
contacts too. The awardee's cell goes on with an address in many rows, so what follows a number is cut off; a name in which
nothing tells an organisation may be a person's.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.organisations import payee_is_an_organisation
from tallylight.sources.readers.reader import Cells, Header, Reader

_COLUMNS = {
    "notice_id": ("NoticeId",),
    "title": ("Title",),
    "notice_type": ("Type",),
    "base_type": ("BaseType",),
    "solicitation_id": ("Sol#",),
    "piid": ("AwardNumber",),
    "posted": ("PostedDate",),
    "response_due": ("ResponseDeadLine",),
    "award_date": ("AwardDate",),
    "amount": ("Award$",),
    "agency": ("Department/Ind.Agency",),
    "sub_agency": ("Sub-Tier",),
    "office": ("Office",),
    "payee": ("Awardee",),
    "psc": ("ClassificationCode",),
    "naics": ("NaicsCode",),
    "set_aside_code": ("SetASideCode", "SetASide"),
    "url": ("Link",),
}

_KNOWN = frozenset(
    """NoticeId Title Sol# Department/Ind.Agency CGAC Sub-Tier Office PostedDate Type BaseType ArchiveType
    ArchiveDate SetASideCode SetASide ResponseDeadLine NaicsCode ClassificationCode PopStreetAddress PopCity PopState PopZip
    PopCountry Active AwardNumber AwardDate Award$ Awardee PrimaryContactTitle PrimaryContactFullname PrimaryContactEmail
    PrimaryContactPhone PrimaryContactFax SecondaryContactTitle SecondaryContactFullname SecondaryContactEmail
    SecondaryContactPhone SecondaryContactFax OrganizationType State City ZipCode CountryCode AdditionalInfoLink Link
    Description""".split()
) | {"FPDS Code", "AAC Code"}

_ADDRESS = re.compile(r"(?<=\S)[\s,]+(?:\d|p\.?\s?o\.? box).*", re.IGNORECASE | re.DOTALL)


def with_plain_numbers(cells: Cells) -> Cells:
    """Numbers of solicitations and awards without blanks and dashes, so that they can be met with those of awards."""
    plain = {name: pc.replace_substring_regex(cells[name], r"[\s-]+", "") for name in ("solicitation_id", "piid")}
    return {**cells, **plain}


def _complete(cells: Cells) -> Cells:
    cells = with_plain_numbers(cells)
    cells["notice_type"] = pc.coalesce(cells["notice_type"], cells.pop("base_type"))
    names = [_ADDRESS.sub("", name) if name else None for name in cells["payee"].to_pylist()]
    alone = ["t" if name and not payee_is_an_organisation(name) else None for name in names]
    return {**cells, "payee": pa.array(names, pa.string()), "sole_proprietor": pa.array(alone, pa.string())}


def _recognises(header: Header) -> bool:
    return {"NoticeId", "Sol#", "Title", "PostedDate"} <= set(header)


READER = Reader(
    name="sam-opportunities-csv",
    kind="notices",
    columns=_COLUMNS,
    recognises=_recognises,
    complete=_complete,
    known=_KNOWN,
)
