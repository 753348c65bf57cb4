"""Is a thing told as done? What is planned, asked for, denied or asked about cannot be compared with a record of what happened.

A sentence that says "did not sign a $2 million contract" must never be called supported by that contract, nor one that says
"plans to spend $7 million" be contradicted by what was spent. No verdict is given; the sentence is listed with the reason.
"""

from __future__ import annotations

from tallylight.claims.scene import Scene
from tallylight.claims.text import stretch


def why_not(scene: Scene, place: int, *, priced: bool, ceiling: bool = False) -> str | None:
    """Why what stands at a place of a sentence is not told as done, in plain words; None when it is.

    `priced` says that the place is that of an amount: what follows it then often belongs to something else. A `ceiling` is
    always told in words such as "could", so that only a denial or a question takes it away.
    """
    text, words, pauses = scene.text, scene.language.told, scene.language.sentences
    if words.question.search(text):
        return "a question, and not a statement"
    low, _ = stretch(text, place, pauses)
    before = words.cut.split(text[low:place])[-1]
    if words.denied.search(before if priced else text[slice(*scene.clause(place))]) or words.against.search(before):
        return "the sentence denies it or speaks against it: there is no record of what did not happen"
    if ceiling:
        return None
    if priced and words.rate.match(text, _end(scene, place)):
        return "a price by the year or by the piece, which cannot be compared with a sum"
    if priced and words.difference.match(text, _end(scene, place)):
        return "a difference between two sums, which is not worked out"
    if priced and words.part.search(text, 0, place):
        return "a part of a sum, which is not worked out"
    proposed = words.proposed.search(before) or words.condition.match(text)
    if proposed or (priced and words.proposed_after.match(text, _end(scene, place))):
        return "proposed, asked for or only possible, and not told as done: the ledger holds what was done"
    return None


def only_agrees(scene: Scene, place: int) -> str | None:
    """Why a record may agree with what stands at a place of a sentence, and may not refute it; None when it may do both.

    A plan may have come about as told; but that nothing fits it shows no mistake.
    """
    words = scene.language.told
    low, _ = stretch(scene.text, place, scene.language.sentences)
    before = words.cut.split(scene.text[low:place])[-1]
    if words.planned.search(before) and not words.by_award.search(before):
        return "planned, and not told as done: no record of it is no mistake"
    return None


def _end(scene: Scene, place: int) -> int:
    amount = scene.amount_at(place)
    return amount.end if amount else place
