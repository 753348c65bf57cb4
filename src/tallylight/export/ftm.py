"""Federal contracts as entities of FollowTheMoney, one a line: public bodies, organisations, contracts, contract awards.

Ids are hashes of what an entity is known by, so that the same organisation has the same id in every export. Nobody is
exported as a person: a payee whose name is withheld is left out, and its contract stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import IO, Any

from tallylight.export import tables
from tallylight.export.write import rows_of
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter
from tallylight.sources.door import WITHHELD

Entity = dict[str, Any]


def write(edition: Edition, out: IO[bytes], only: Filter = EVERYTHING) -> None:
    """Write every entity as a line of JSON: bodies and organisations when they are first met, then what they are party to."""
    for entity in _entities(edition, only):
        out.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")


def _entities(edition: Edition, only: Filter) -> Iterator[Entity]:
    met: set[str] = set()
    organisations = _organisations(edition)
    reader = tables.reader(edition, "awards", only)
    names = reader.schema.names
    for values in rows_of(reader):
        award = dict(zip(names, values, strict=True))
        agency = award["sub_agency"] or "agency not stated"
        body = _entity("PublicBody", agency, name=_spaced(agency))
        contract = _entity(
            "Contract",
            award["award_id"],
            title=award["description"] or award["award_id"],
            description=award["description"],
            procedureNumber=award["piid"],
            authority=body["id"],
            contractDate=str(award["first_action"]),
            modifiedAt=str(award["last_action"]),
            amount=None if award["obligated"] is None else f"{award['obligated']:.2f}",
            currency=award["currency"],
            type=award["award_kind"],
            sourceUrl=_page(award["award_id"]),
            publisher="USAspending.gov" if _page(award["award_id"]) else None,
        )
        payee = award["payee"]
        made = [body]
        if payee and payee != WITHHELD:
            key, called = organisations.get(payee, (payee, payee))
            made.append(_supplier(payee, key, called))
        made.append(contract)
        if len(made) > 2:
            made.append(
                _entity(
                    "ContractAward",
                    f"{award['award_id']} {payee}",
                    supplier=made[1]["id"],
                    contract=contract["id"],
                    amount=None if award["obligated"] is None else f"{award['obligated']:.2f}",
                    currency=award["currency"],
                    date=str(award["last_action"]),
                    documentNumber=award["piid"],
                    sourceUrl=_page(award["award_id"]),
                )
            )
        for entity in made:
            # Contracts come once each, and are too many to be remembered; a payee comes again under each of its names.
            told = f"{entity['id']} {entity['properties'].get('alias', '')}"
            if entity["schema"] in ("Contract", "ContractAward"):
                yield entity
            elif told not in met:
                met.add(told)
                yield entity
    if not only.asks:
        yield from _seen_beside(edition)


def _seen_beside(edition: Edition) -> Iterator[Entity]:
    """Organisations under the names that no action was paid to: known from award summaries and sub-awards only."""
    for name, key, called, seen_in in _names(edition, "seen_in"):
        if "actions" not in seen_in:
            yield _supplier(name, key, called, notes=f"Seen in {seen_in}; no action under this name is held.")


def _organisations(edition: Edition) -> dict[str, tuple[str, str]]:
    """Published name -> id and name of the organisation behind it; of all the ledger, so nothing else is held."""
    return {name: (key, called) for name, key, called in _names(edition)}


def _names(edition: Edition, *more: str) -> Iterator[tuple[str, ...]]:
    """Every published name with the id and the name of its organisation, and more columns."""
    for batch in tables.reader(edition, "organisations"):
        yield from zip(
            *(batch.column(name).to_pylist() for name in ("name", "organisation_id", "organisation", *more)),
            strict=True,
        )


def _supplier(payee: str, key: str, called: str, notes: str | None = None) -> Entity:
    """The organisation behind a published name, under that name."""
    name, alias = _spaced(called or payee), _spaced(payee)
    return _entity("Organization", key or payee, name=name, alias=alias if alias != name else None, notes=notes)


def _entity(schema: str, key: str, **properties: str | None) -> Entity:
    digest = hashlib.sha1(f"{schema}:{key}".encode()).hexdigest()
    return {"id": digest, "schema": schema, "properties": {name: [text] for name, text in properties.items() if text}}


def _spaced(name: str) -> str:
    """A name with one blank between its words, as FollowTheMoney keeps names."""
    return " ".join(name.split())


def _page(award_id: str) -> str | None:
    known = award_id.startswith(("CONT_", "ASST_"))
    return f"https://www.usaspending.gov/award/{award_id}/" if known else None
