"""The tables that can be written: what each asks the edition, its order, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from tallylight.ledger import changes, engine
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter

ORDER = {
    "actions": "award_id, action_date, modification, source_sha256, source_row",
    "awards": "award_id",
    "organisations": "name",
    "attributions": "award_id, action_date, modification, source_sha256, source_row",
    "subawards": "award_id, action_date, subaward_id, source_sha256, source_row",
    "changes": changes.ORDER,
}
BATCH = 10_000


def reader(edition: Edition, what: str, only: Filter = EVERYTHING) -> pa.RecordBatchReader:
    """All rows of `what` (a key of ORDER) in its order, a batch at a time, so that memory does not grow with the ledger.

    `only` chooses actions, as in `tallylight search`, and with them what belongs to them: whole awards, the names of their
    payees, what changed about their awards. Sub-awards are asked for their own words, payee, agency and day.
    """
    matches, params = only.condition()
    source = f"(select * from every_action where {matches})" if only.asks else "every_action"
    if what == "changes":
        first = min((str(entry.as_of) for entry in edition.manifest.files), default="0001-01-01")
        where = f"award_id in (select award_id from {source})" if only.asks else "true"
        wanted = "seen_after > $first::date and seen_before is not null"  # the first file of a block shows no change
        return _run(edition, changes.statement(edition, where, wanted), {"first": first} | params)
    text = engine.statement(f"export_{what}").replace("{actions}", source)
    if only.asks and what == "organisations":
        text = f"select * from ({text}) where name in (select payee from {source})"
    elif only.asks and what == "subawards":
        matches, params = only.condition(technology_of="award_id")
        text = f"select * from ({text}) where {matches}"
    elif only.asks and what == "awards":  # whole awards: a sum over some of their actions would be no award's sum
        whole = f"(select * from every_action where award_id in (select award_id from {source}))"
        text = engine.statement("export_awards").replace("{actions}", whole)
    return _run(edition, f"{text} order by {ORDER[what]}", params)


def payees(edition: Edition, only: Filter = EVERYTHING) -> Iterator[str]:
    """Every published name of a payee of the actions that `only` chooses, once each and in no order."""
    matches, params = only.condition()
    text = f"select distinct payee from every_action where payee is not null and {matches}"
    for batch in _run(edition, text, params):
        yield from batch.column(0).to_pylist()


def _run(edition: Edition, text: str, params: dict[str, Any]) -> pa.RecordBatchReader:
    cursor = edition.sql.cursor()
    relation = cursor.sql(text, params=params) if params else cursor.sql(text)
    return relation.to_arrow_reader(BATCH)


MEANING = {
    "action_id": "The action: award key, modification, and transaction number where it is not the first",
    "award_id": "The publisher's award key",
    "piid": "The number printed on the contract",
    "modification": "0 is the base award",
    "action_date": "The day the action was signed",
    "fiscal_year": "Fiscal year N runs from 1 October of N-1 to 30 September of N",
    "obligated": "The change that this action made; negative when money was taken back. Of an award: the sum of its actions",
    "ceiling": "Potential total value of the award, where the publisher gives it. No money spent",
    "agency": "Department",
    "sub_agency": "The agency that signed",
    "payee": "Who was paid, as published; may be a reseller",
    "payee_uei": "Unique Entity Identifier of the payee",
    "organisation_id": "The legal entity behind the name",
    "family_id": "Organisations under common ownership; empty where no other is known",
    "description": "As published",
    "psc": "Product or service: the code, or the label where only that is published",
    "naics": "Industry: the code, or the label where only that is published",
    "source_sha256": "SHA-256 of the file that the row was read from",
    "source_row": "Row of that file; 1 is the first record",
    "source_path": "That file, as it was given",
    "first_seen": "The day on which a publisher first showed this version of the row",
    "last_seen": "The last day on which it did",
    "removed": "Whether the publisher withdrew it; then it is in no sum",
    "missing": "Whether the newest search answer lacks it; no proof of anything, and it is counted",
    "url": "The public page of the award",
    "award_kind": "contract, assistance (grants, loans), process (OCDS: the value agreed, not obligated) or payment",
    "currency": "ISO 4217. Amounts of different currencies are never one sum",
    "technology": "What was bought, an id of the list of technologies; none: no surveillance technology",
    "product": "The product, where words of the record name it",
    "maker": "Who makes it",
    "payee_is_reseller": "Whether the payee sells what others make",
    "basis": "attributed: by words of the record or the payee's identity; suggested: by a statistical model, count it apart",
    "rule": "Which rule decided",
    "evidence": "The exact words that decided; of a suggestion those that weighed most, in plain form",
    "probability": "Of a suggestion: how likely it is right",
    "actions": "How many actions are held, of the award or under the name; those of a name are what figures are made from",
    "seen_in": "The kinds of records that the name stands in: only actions are in sums, the others stand beside them",
    "first_action": "Day of the first action held",
    "last_action": "Day of the last action held",
    "has_base": "Whether the base award is held; if not, the sum lacks at least that",
    "name": "As published",
    "organisation": "A name for the legal entity",
    "family": "A name for the family",
    "amount": "As the prime recipient reported it; part of what the prime award obligated, never to be added",
}
"""What the columns of the exports mean, for a data dictionary. Dollars are US dollars unless `currency` says otherwise."""
