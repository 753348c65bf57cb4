"""What the page shows, as plain values: every word already safe, every figure already written, nothing left to decide."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tallylight import figures
from tallylight.model import Action, CheckedText, CoverageState, Judgement, Reading, Verdict
from tallylight.report import words
from tallylight.report.shown import one_line, short_names, visible
from tallylight.report.spans import Stretch, paragraphs
from tallylight.report.timeline import Timeline, timelines

OPEN_TIMELINES = 2
"""Timelines shown at once on a card; those of further awards stand behind a line that opens them."""
OPEN_CAVEATS = 2
"""Caveats shown at once on a card; further ones, mostly of further fiscal years, stand behind a line that opens them."""
EXCERPT = 60
"""Characters of a statement that names neither money nor time, to tell it from its neighbours in the overview."""


def context(checked: CheckedText) -> dict[str, Any]:
    """The values of `templates/page.html`, by the names it uses. Money, days and counts come as text."""
    cited = words.cited(checked)
    files = short_names({source.path for source in cited})
    return {
        "title": one_line(checked.title or checked.path),
        "text_date": checked.text_date.isoformat(),
        "text_day": _day(checked),
        "date_source": words.words(words.DATE_SOURCES, checked.date_source),
        "text_sha256": hashlib.sha256(checked.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "edition": checked.edition,
        "edition_sha256": checked.edition_sha256,
        "software": checked.software,
        "starter": words.STARTER if checked.starter else None,
        "silence": words.SILENCE,
        "warnings": [one_line(warning) for warning in checked.warnings],
        "tally": [_verdict(verdict) | {"number": number} for verdict, number in words.tally(checked)],
        "legend": [_verdict(verdict) for verdict in words.VERDICTS],
        "statements": figures.count(len(checked.judgements), "statement"),
        "paragraphs": _paragraphs(checked),
        "cards": _without_repeats([_card(item, checked, files) for item in checked.judgements]),
        "unparsed": _unparsed(checked),
        "coverage": [
            {
                "publisher": one_line(block.publisher),
                "agency": one_line(block.sub_agency),
                "year": block.fiscal_year,
                "start": block.start.isoformat(),
                "end": block.end.isoformat(),
                "state": words.STATES[block.state],
                "partial": block.state is CoverageState.PARTIAL,
                "rows": f"{block.rows:,}",
                "obligated": figures.usd(block.obligated),
                "as_of": block.as_of.isoformat(),
                # A reason that the line above gave is not given again.
                "reasons": [one_line(why) for why in block.reasons if above is None or why not in above.reasons],
            }
            for above, block in pairwise([None, *checked.coverage])
            if block is not None
        ],
        "files": [{"name": files[source.path], "sha256": source.sha256} for source in cited],
        "command": _command(checked),
    }


def _unparsed(checked: CheckedText) -> list[dict[str, Any]]:
    """Each sentence that was not understood, once, with the places in the text that lead to it."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, item in enumerate(checked.unparsed, start=1):
        found.setdefault((item.text, item.why), []).append(f"u{number}")
    return [{"ids": ids, "text": one_line(text), "why": one_line(why)} for (text, why), ids in found.items()]


def _paragraphs(checked: CheckedText) -> list[dict[str, Any]]:
    """The text in stretches: each links to the card of the claim on it that needs a look first."""
    known = {item.claim.id: (number, item) for number, item in enumerate(checked.judgements, start=1)}
    spans = [(item.claim.id, item.claim.span) for item in checked.judgements]
    unparsed = [(f"u{number}", item.span) for number, item in enumerate(checked.unparsed, start=1)]
    order = list(words.VERDICTS)

    def stretch(piece: Stretch) -> dict[str, Any]:
        claims = [known[name][1] for name in piece.inside if name in known]
        first = min(claims, key=lambda item: order.index(item.verdict), default=None)
        loose = [name for name in piece.inside if name not in known]
        return {
            "text": visible(piece.text),
            "target": first.claim.id if first else loose[0] if loose else None,
            "verdict": first.verdict.value if first else "unparsed" if loose else None,
            "claims": " ".join(piece.inside),
            "ends": [
                {"id": name, "number": known[name][0], **_verdict(known[name][1].verdict)}
                if name in known
                else {"id": name, "number": "", "verdict": "unparsed", "mark": "?", "label": "not understood"}
                for name in piece.ends
            ],
        }

    return [
        {"stretches": [stretch(piece) for piece in paragraph.stretches], "after": visible(paragraph.after)}
        for paragraph in paragraphs(checked.text, [*spans, *unparsed])
    ]


def _without_repeats(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks what an earlier card has shown in full: on the screen each card is whole, on paper nothing stands twice."""
    pictures: dict[str, int] = {}
    later: dict[tuple[object, ...], int] = {}
    for number, card in enumerate(cards, start=1):
        for line in card["timelines"]:
            first = pictures.setdefault(line["piid"], number)
            line["as_in"] = first if first != number else None
        card["timelines_as_in"] = all(line["as_in"] for line in card["timelines"])
        for award in card["since"]:
            shown = (award["award_id"], *((row["file"], row["row"]) for row in award["rows"]))
            first = later.setdefault(shown, number)
            award["as_in"] = first if first != number else None
    return cards


def _card(judgement: Judgement, checked: CheckedText, files: Mapping[str, str]) -> dict[str, Any]:
    claim = judgement.claim
    about = words.about(claim)
    caveats = [one_line(caveat) for caveat in judgement.caveats]
    evidence = {action.action_id for action in judgement.evidence}
    lines = [
        _timeline(line, checked, files)
        for line in timelines(judgement.history or judgement.evidence, evidence, checked.text_date)
    ]
    return {
        "id": claim.id,
        **_verdict(judgement.verdict),
        "about": about or words.excerpt(claim.text, EXCERPT),
        "excerpt": words.excerpt(claim.text, EXCERPT) if about and not (claim.amount or claim.when) else None,
        "text": visible(claim.text),
        "why": words.why(judgement),
        "explanation": one_line(judgement.explanation),
        "flags": [words.words(words.FLAGS, flag) for flag in judgement.flags],
        "caveats": caveats[:OPEN_CAVEATS],
        "more_caveats": caveats[OPEN_CAVEATS:],
        "readings": [_reading(reading, judgement.evidence, files) for reading in judgement.readings],
        "evidence": _awards(judgement.evidence, files),
        "since": _awards(judgement.since_then, files),
        "timelines": lines[:OPEN_TIMELINES],
        "more_timelines": lines[OPEN_TIMELINES:],
    }


def _reading(reading: Reading, evidence: tuple[Action, ...], files: Mapping[str, str]) -> dict[str, Any]:
    """A reading whose rows are the evidence says so and does not list them once more."""
    return {
        "name": one_line(reading.name),
        "value": figures.reading(one_line(reading.value)),
        "agrees": reading.agrees,
        "asked": reading.asked,
        "rows": [_action(row, files) for row in reading.rows],
        "as_evidence": bool(evidence) and {*map(_place, reading.rows)} == {*map(_place, evidence)},
        "count": figures.count(len(reading.rows), "action"),
    }


def _awards(actions: tuple[Action, ...], files: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows under a heading for each award and payee, in the order in which they come."""
    awards: dict[tuple[str, str], list[Action]] = {}
    for row in actions:
        awards.setdefault((row.award_id, row.payee), []).append(row)
    return [
        {
            "piid": one_line(rows[0].piid),
            "award_id": one_line(rows[0].award_id),
            "payee": one_line(rows[0].payee),
            "url": _link(rows[0].url),
            "as_in": None,  # see _without_repeats
            "rows": [
                _action(row, files) | {"told_anew": bool(row.description) and row.description != before.description}
                for before, row in pairwise([replace(rows[0], description=""), *rows])
            ],
        }
        for rows in awards.values()
    ]


def _place(row: Action) -> tuple[str, int]:
    return row.source.sha256, row.source.row


def _action(row: Action, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "piid": one_line(row.piid),
        "modification": one_line(row.modification),
        "day": row.action_date.isoformat(),
        "obligated": figures.usd(row.obligated),
        "movement": figures.movement(row.obligated),
        "description": one_line(row.description),
        "file": files[row.source.path],
        "sha": row.source.sha256[:12],
        "row": f"{row.source.row:,}",
    }


def _timeline(line: Timeline, checked: CheckedText, files: Mapping[str, str]) -> dict[str, Any]:
    later = [mark for mark in line.marks if mark.action.action_date > checked.text_date]
    first, last = (line.marks[place].action.action_date.isoformat() for place in (0, -1))
    return {
        "piid": one_line(line.piid),
        "payees": one_line(" / ".join(line.payees)),
        "url": _link(line.url),
        "days": first if first == last else f"{first} to {last}",
        "count": figures.count(len(line.marks), "action"),
        "later": figures.count(len(later), "action"),
        "as_in": None,  # see _without_repeats
        "total": figures.usd(line.total),
        "total_then": figures.usd(line.total_then),
        "text_x": line.text_x,
        "text_anchor": line.text_anchor,
        "baseline": line.baseline,
        "height": line.height,
        "ticks": [{"x": tick.x, "year": tick.year} for tick in line.ticks],
        "all_shown": all(mark.evidence for mark in line.marks),
        "shapes": sorted({mark.shape for mark in line.marks}),
        "marks": [
            _action(mark.action, files)
            | {
                "x": mark.x,
                "tip": mark.tip,
                "shape": mark.shape,
                "evidence": mark.evidence,
                "label_y": mark.label_y,
                "anchor": mark.anchor,
                "after": mark.action.action_date > checked.text_date,
            }
            for mark in line.marks
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    entry = words.VERDICTS[verdict]
    return {"verdict": verdict.value, "label": entry.label, "mark": entry.mark, "meaning": entry.meaning}


def _link(url: str) -> str | None:
    """Only web addresses become links; anything else a file might hold in that column is not shown as one."""
    return one_line(url) if url.startswith(("https://", "http://")) else None


def _command(checked: CheckedText) -> str:
    path = f"./{checked.path}" if checked.path.startswith("-") and checked.path != "-" else checked.path
    named = ["--ledger", checked.ledger] if checked.ledger else []
    words_typed = ["tallylight", *named, "check", path, "--date", checked.text_date.isoformat()]
    if not checked.starter:
        words_typed += ["--edition", checked.edition]
    return one_line(shlex.join([*words_typed, "--html", "report.html"]))


def _day(checked: CheckedText) -> str:
    return f"{checked.text_date:%B} {checked.text_date.day}, {checked.text_date.year}"
