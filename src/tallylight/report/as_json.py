"""A checked text as JSON values: the answer of `tallylight check --json`, which other programs rely on.

Money is a string with two decimals, a date is `YYYY-MM-DD`, and unknown is `None`. Fields may be added, never renamed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tallylight import figures
from tallylight.model import Action, CheckedText, Coverage, Judgement, Reading, Unparsed, When


def checked_text(checked: CheckedText) -> dict[str, Any]:
    """The whole answer, ready for `json.dumps`. Keys come in a fixed order, so the same check gives the same bytes."""
    return {
        "edition": checked.edition,
        "edition_sha256": checked.edition_sha256,
        "starter": checked.starter,
        "software": checked.software,
        "path": checked.path,
        "title": checked.title,
        "text_date": checked.text_date.isoformat(),
        "date_source": checked.date_source,
        "claims": [claim(judgement, checked.text_date) for judgement in checked.judgements],
        "unparsed": [_unparsed(item) for item in checked.unparsed],
        "coverage": [_coverage(block) for block in checked.coverage],
        "warnings": list(checked.warnings),
    } | ({"text": checked.text} if checked.extracted else {})


def claim(judgement: Judgement, text_date: date) -> dict[str, Any]:
    """One claim with its verdict, readings and evidence. `span` counts Unicode code points of the text as read.

    `after_text` of a later action says that it came after the day of the text, so that its writer could not know it.
    """
    claimed = judgement.claim
    return {
        "id": claimed.id,
        "span": list(claimed.span),
        "text": claimed.text,
        "kind": claimed.kind,
        "vendor": claimed.vendor,
        "agency": claimed.agency,
        "product": claimed.product,
        "amount": figures.plain(claimed.amount.value) if claimed.amount else None,
        "amount_kind": claimed.amount_kind,
        "amount_text": claimed.amount.raw if claimed.amount else None,
        "hedge": claimed.amount.hedge.value if claimed.amount else None,
        "when": _when(claimed.when),
        "verdict": judgement.verdict.value,
        "reason_code": judgement.reason_code,
        "direction": judgement.direction,
        "explanation": judgement.explanation,
        "readings": [_reading(reading) for reading in judgement.readings],
        "evidence": [action(row) for row in judgement.evidence],
        "since_then": [_later(row, text_date) for row in judgement.since_then],
        "flags": list(judgement.flags),
        "caveats": list(judgement.caveats),
    }


def action(row: Action) -> dict[str, Any]:
    """One row of the record, with the file and row it can be looked up in and the public page of its award."""
    return {
        "action_id": row.action_id,
        "award_id": row.award_id,
        "piid": row.piid,
        "modification": row.modification,
        "action_date": row.action_date.isoformat(),
        "obligated": figures.plain(row.obligated),
        "payee": row.payee,
        "sub_agency": row.sub_agency,
        "description": row.description,
        "source": {"path": row.source.path, "sha256": row.source.sha256, "row": row.source.row},
        "url": row.url,
    }


def _later(row: Action, text_date: date) -> dict[str, Any]:
    return action(row) | {"summary": summary(row), "after_text": row.action_date > text_date}


def summary(row: Action) -> str:
    """What a later action did, in a sentence: the money first, then the publisher's own description."""
    return f"Modification {row.modification} {figures.movement(row.obligated)}. {row.description}".rstrip()


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "value": reading.value,
        "agrees": reading.agrees,
        "asked": reading.asked,
        "rows": [action(row) for row in reading.rows],
    }


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"text": when.text, "from": _day(when.start), "to": _day(when.end), "kind": when.kind}


def _unparsed(item: Unparsed) -> dict[str, Any]:
    return {"span": list(item.span), "text": item.text, "why": item.why}


def _coverage(block: Coverage) -> dict[str, Any]:
    return {
        "publisher": block.publisher,
        "sub_agency": block.sub_agency,
        "fiscal_year": block.fiscal_year,
        "from": block.start.isoformat(),
        "to": block.end.isoformat(),
        "start": block.start.isoformat(),  # the same two days, by the names that `tallylight status` has for them
        "end": block.end.isoformat(),
        "state": block.state.value,
        "rows": block.rows,
        "obligated": figures.plain(block.obligated),
        "path": block.path,
        "as_of": block.as_of.isoformat(),
        "reasons": list(block.reasons),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
