"""Federal contracts as releases of the Open Contracting Data Standard 1.1: one release an action, oldest first.

The releases of one award, merged as the standard says, give the award as it stands: the value of its contract is what was
obligated so far, and each modification is an amendment. What an organisation is named by is its UEI, where it has one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.export import tables
from tallylight.export.texts import cents, texts
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter
from tallylight.sources.door import WITHHELD

PREFIX = "ocds-tallylight"
"""Stands where a publisher's registered prefix belongs. A prefix is given by the Open Contracting Partnership; whoever
publishes these releases under their own name asks for one and sets it with --ocid-prefix."""

Row = dict[str, Any]

_READ = ("award_id", "action_id", "action_date", "agency", "sub_agency", "payee", "payee_uei", "description")


def write(edition: Edition, out: IO[bytes], only: Filter = EVERYTHING, prefix: str = PREFIX) -> None:
    """Write one release package, release by release."""
    head = json.dumps(
        {
            "uri": f"urn:tallylight:edition:{edition.id}",
            "version": "1.1",
            "publishedDate": f"{edition.as_of}T00:00:00Z",
            "publisher": {"name": "Tallylight, from records of USAspending.gov", "uri": "https://www.usaspending.gov/"},
            "license": "https://www.usaspending.gov/db_info",
            "publicationPolicy": "https://www.usaspending.gov/about",
        },
        ensure_ascii=False,
    )
    out.write(head[:-1].encode() + b', "releases": [')
    told = json.JSONEncoder(ensure_ascii=False).encode
    for number, release in enumerate(_releases(edition, only, prefix)):
        out.write((b",\n" if number else b"\n") + told(release).encode())
    out.write(b"\n]}\n")


def _releases(edition: Edition, only: Filter, prefix: str) -> Iterator[Row]:
    contracts = _contracts(tables.reader(edition, "actions", only))
    for award_id, actions in groupby(contracts, itemgetter("award_id")):
        so_far = 0
        for place, action in enumerate(actions):
            so_far += action["cents"]
            yield _release(f"{prefix}-{award_id}", action, place, so_far)


def _contracts(reader: pa.RecordBatchReader) -> Iterator[Row]:
    """Actions of federal contracts: texts by their column, and the obligation in whole `cents`."""
    for batch in reader:
        ours = pc.and_(pc.equal(batch["award_kind"], "contract"), pc.equal(batch["currency"], "USD"))
        batch = batch.filter(pc.and_(ours, pc.invert(batch["removed"])))
        columns = [texts(batch[name]).to_pylist() for name in _READ]
        for *told, obligated in zip(*columns, cents(batch["obligated"]).to_pylist(), strict=True):
            yield dict(zip(_READ, told, strict=True)) | {"cents": obligated}


def _release(ocid: str, action: Row, place: int, so_far: int) -> Row:
    """The release of one action; `so_far` cents were obligated up to it."""
    buyer = _public_body(action)
    supplier = _organisation(action)
    release: Row = {
        "ocid": ocid,
        "id": f"{action['action_id']}#{place}",
        "date": f"{action['action_date']}T00:00:00Z",
        "tag": ["award", "contract"] if place == 0 else ["awardUpdate", "contractAmendment"],
        "initiationType": "tender",
        "language": "en",
        "parties": [buyer | {"roles": ["buyer"]}, *([supplier | {"roles": ["supplier"]}] if supplier else [])],
        "buyer": {"id": buyer["id"], "name": buyer["name"]},
    }
    award: Row = {"id": action["award_id"], "status": "active"}
    contract: Row = {
        "id": action["award_id"],
        "awardID": action["award_id"],
        "status": "active",
        "value": {"amount": so_far / 100, "currency": "USD"},
    }
    if place == 0:
        title = action["description"] or action["award_id"]
        award |= {"title": title, "date": f"{action['action_date']}T00:00:00Z"}
        contract |= {"title": title, "dateSigned": f"{action['action_date']}T00:00:00Z"}
    else:
        amendment = {"id": f"{action['action_id']}#{place}", "date": f"{action['action_date']}T00:00:00Z"}
        if action["description"]:  # an empty text says that it is known to be empty
            amendment["description"] = action["description"]
        contract["amendments"] = [amendment]
    if supplier:
        award["suppliers"] = [{"id": supplier["id"], "name": supplier["name"]}]
    return release | {"awards": [award], "contracts": [contract]}


def _public_body(action: Row) -> Row:
    name = action["sub_agency"] or action["agency"] or "agency not stated"
    return {"id": f"US-agency-{name}", "name": name}


def _organisation(action: Row) -> Row | None:
    """The payee; None where its name is withheld or not given."""
    if not action["payee"] or action["payee"] == WITHHELD:
        return None
    uei = action["payee_uei"]
    made: Row = {"id": f"US-UEI-{uei}" if uei else f"US-name-{action['payee']}", "name": action["payee"]}
    return made | ({"identifier": {"scheme": "US-UEI", "id": uei, "legalName": action["payee"]}} if uei else {})
