"""What an award is for, or what a package contains: compared with the words of the record's own description.

Only agreement can be shown: that a description leaves a thing out proves nothing, and then no verdict is given.
docs/rules/award_contents.md gives the method and worked examples.
"""

from __future__ import annotations

from tallylight.claims.records import Records, of_product, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, agency_gate, judged
from tallylight.claims.text import trimmed
from tallylight.claims.tolerance import Grade, grade_amount
from tallylight.claims.wording import row
from tallylight.claims.words import shared, telling_words
from tallylight.model import Action, Judgement, Verdict

NAME = "award_contents"
EXAMPLE = "The contract covers licenses, hardware, maintenance and training."

ENOUGH_WORDS = 2
ENOUGH_SHARE = 0.6  # of the telling words; the rest may be the writer's own way of putting it


def find(scene: Scene) -> list[Statement]:
    """A list of contents or a purpose, in a sentence about the award of a vendor that is named or referred to."""
    wanted = scene.language.contents
    mark = wanted.contains.search(scene.text)
    if mark is None and wanted.bought.search(scene.text):
        mark = wanted.purpose.search(scene.text)
    if mark is None:
        return []
    vendor = scene.vendor(mark.start(), mark.end())
    names = [scene.text[m.start : m.end] for m in scene.mentions if m.vendor]
    words = telling_words(_until_next_amount(scene, mark.end()), scene.language.telling, names)
    if vendor is None or len(words) < ENOUGH_WORDS:
        return []
    start = 0 if wanted.contains.match(scene.text, mark.start()) else mark.start()
    start, end = trimmed(scene.text, start, len(scene.text))
    amount = scene.amounts[0].amount if scene.amounts else None
    return [
        Statement(
            NAME, scene, start, end, vendor=vendor, product=scene.product(mark.start(), mark.end(), vendor),
            agency=scene.agency(mark.start(), mark.end()), amount=None, words=words,
            detail=str(amount.value) if amount else "", at=mark.start(),
        )
    ]  # fmt: skip


def judge(statement: Statement, records: Records) -> Judgement | None:
    """Supported when a description holds most of the telling words; None, so that a person looks, when it does not."""
    assert statement.vendor is not None
    gate = agency_gate(statement, records)
    if gate:
        return gate
    rows = records.of_vendor(statement.vendor, statement.agency, statement.text_date)
    if statement.product:
        rows = of_product(rows, statement.product, statement.vendor) or rows
    best = max(
        rows, key=lambda r: (len(shared(statement.words, r.description)), *_nearness(statement, r)), default=None
    )
    if best is None:
        return None
    held = shared(statement.words, best.description)
    if len(held) < ENOUGH_WORDS or len(held) < ENOUGH_SHARE * len(statement.words):
        return None
    return judged(
        statement,
        records,
        Verdict.SUPPORTED,
        f'The description of the action says so: "{best.description}" ({row(best)}).',
        evidence=[best],
    )


def _nearness(statement: Statement, action: Action) -> tuple[bool, bool, int]:
    """Of rows that say the same: the one of the amount in the same sentence, with money, the latest."""
    amounts = [a.amount for a in statement.scene.amounts]
    fits_amount = any(grade_amount(a, action.obligated) is not Grade.OFF for a in amounts)
    return fits_amount, bool(with_money([action])), action.action_date.toordinal()


def _until_next_amount(scene: Scene, start: int) -> str:
    later = [a.start for a in scene.amounts if a.start > start]
    return scene.text[start : min(later, default=len(scene.text))]
