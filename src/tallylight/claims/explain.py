"""How the verdict on one claim came about: what was found in its sentence, whom it could mean, and what every rule made of it.

In: a checked text, the ledger it was checked against, and the id of a claim. Out: an `Explanation`, which the command line shows
in words or as JSON. Nothing is recorded while a text is checked: the same sentence is read once more, with the same outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tallylight.claims.languages import LANGUAGES, Language, language_of
from tallylight.claims.plain import plain
from tallylight.claims.records import Records
from tallylight.claims.rules import RULES
from tallylight.claims.scene import Scene, scenes
from tallylight.claims.sentence import Outcome, left_over, outcomes
from tallylight.figures import usd
from tallylight.model import CheckedText, Judgement, Unparsed


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in the sentence: what kind of thing, the words, and what was made of them."""

    kind: str  # amount, time, vendor, product, agency, other buyer
    words: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Fired:
    """What one rule made of the sentence. `outcome` is a verdict, "withheld", or "nothing found"."""

    rule: str
    words: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole trace of one claim. `candidates` are what pronouns could mean, the last named first."""

    claim: str
    sentence: str
    found: tuple[Found, ...]
    candidates: tuple[Found, ...]
    fired: tuple[Fired, ...]
    judgement: Judgement
    text_date: date
    left: tuple[Unparsed, ...] = ()


def explain(
    checked: CheckedText, claim_id: str, records: Records, languages: Sequence[Language] = LANGUAGES
) -> Explanation | None:
    """The trace of a claim of a checked text; None when it has no claim of that id."""
    judgement = next((j for j in checked.judgements if j.claim.id == claim_id), None)
    language = language_of(checked.text, languages)
    if judgement is None or language is None:
        return None
    read = plain(checked.text)
    start, end = judgement.claim.span
    for scene in scenes(read.text, checked.text_date, records.names, language):
        low, high = read.span(*scene.span())
        if low <= start and end <= high:
            return _of_scene(claim_id, scene, records, judgement)
    return None


def _of_scene(claim_id: str, scene: Scene, records: Records, judgement: Judgement) -> Explanation:
    made = list(outcomes(scene, records))
    fired = [_fired(outcome) for outcome in made]
    silent = [r.NAME for r in RULES if r.NAME not in {outcome.rule for outcome in made}]
    fired += [Fired(name, "", "nothing found", "") for name in silent]
    candidates = [Found("vendor", v.name, "named before") for v in scene.vendors_before]
    candidates += [Found("vendor", v.name, "named in the next sentence") for v in scene.vendors_after]
    candidates += [Found("agency", a.name, "named before") for a in scene.agencies_before]
    return Explanation(
        claim_id,
        scene.text,
        tuple(_found(scene)),
        tuple(candidates),
        tuple(fired),
        judgement,
        scene.text_date,
        tuple(left_over(scene, made)),
    )


def _found(scene: Scene) -> list[Found]:
    found = []
    for a in scene.amounts:
        high = f" to {usd(a.amount.high)}" if a.amount.high is not None else ""
        figure = f"{usd(a.amount.value)}{high}, exact to {usd(a.amount.unit)}, stated as {a.amount.hedge.value.replace('_', ' ')}"
        found.append(Found("amount", scene.text[a.start : a.end], figure))
    for w in scene.whens:
        deadline = "; when something ends or begins, not when it was signed" if scene.is_deadline(w) else ""
        found.append(
            Found("time", w.when.text, f"{_span(w.when.start, w.when.end)} ({w.when.kind.replace('_', ' ')}){deadline}")
        )
    for m in scene.mentions:
        words = scene.text[m.start : m.end]
        if m.vendor:
            payees = f"{len(m.vendor.payees)} published payee names"
            reading = f"{m.vendor.name}, product {m.product.name}" if m.product else m.vendor.name
            found.append(Found("product" if m.product else "vendor", words, f"{reading}; {payees}"))
        elif m.agency:
            found.append(Found("agency", words, m.agency.name))
    found += [Found("other buyer", scene.text[m.start : m.end], "not a federal agency") for m in scene.others]
    return found


def _fired(outcome: Outcome) -> Fired:
    words = outcome.statement.scene.text[outcome.statement.start : outcome.statement.end]
    if outcome.judgement is None:
        return Fired(outcome.rule, words, "withheld", outcome.why or "")
    return Fired(outcome.rule, words, outcome.judgement.verdict.value, outcome.judgement.explanation)


def _span(start: date | None, end: date | None) -> str:
    return f"{start or 'no first day'} to {end or 'no last day'}" if start != end else f"{start or 'no day'}"
