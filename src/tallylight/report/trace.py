"""The trace of one claim, for a terminal and as JSON: what was found, what it could mean, and what each rule made of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tallylight.claims import Explanation
from tallylight.report import as_json


def show(explanation: Explanation, console: Console) -> None:
    """Print the trace in sections: the sentence, what was found in it, what pronouns may mean, the rules, the readings."""
    console.print(escape(f'{explanation.claim}: "{explanation.sentence}"'))
    _table(
        console,
        "Found in the sentence",
        ("what", "words", "read as"),
        [(f.kind, f.words, f.read_as) for f in explanation.found],
    )
    _table(
        console,
        "What a pronoun may mean",
        ("what", "name", "where"),
        [(f.kind, f.words, f.read_as) for f in explanation.candidates],
    )
    _table(
        console,
        "Rules",
        ("rule", "outcome", "why"),
        [(f.rule, f.outcome.replace("_", " "), f.why) for f in explanation.fired],
    )
    readings = [
        (("> " if r.asked else "  ") + r.name, r.value, "agrees" if r.agrees else "differs")
        for r in explanation.judgement.readings
    ]
    _table(console, "Readings tried ( > is the one that decides)", ("reading", "value", "compared"), readings)
    for left in explanation.left:
        console.print(escape(f"Left over: {left.why}."))


def _table(console: Console, title: str, headings: tuple[str, str, str], rows: list[tuple[str, str, str]]) -> None:
    if not rows:
        return
    console.print(f"\n{title}")
    table = Table(box=None, pad_edge=False, show_header=False)
    for _ in headings:
        table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)


def as_values(explanation: Explanation) -> dict[str, Any]:
    """The trace as JSON values; the claim itself is as `check --json` gives it."""
    return {
        "claim": as_json.claim(explanation.judgement, explanation.text_date),
        "sentence": explanation.sentence,
        "found": [asdict(one) for one in explanation.found],
        "candidates": [asdict(one) for one in explanation.candidates],
        "rules": [asdict(one) for one in explanation.fired],
        "left_over": [one.why for one in explanation.left],
    }
