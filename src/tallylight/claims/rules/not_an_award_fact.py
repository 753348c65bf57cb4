"""Numbers that no award record holds: searches run, people deported, images collected, arrests made.

Found only in sentences about a buyer, vendor or product of this text, so that a match report is left alone.
docs/rules/not_an_award_fact.md gives the method and worked examples.
"""

from __future__ import annotations

from tallylight.claims.buyers import is_federal
from tallylight.claims.records import Records
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, judged
from tallylight.claims.text import trimmed
from tallylight.model import Judgement, Verdict

NAME = "not_an_award_fact"
EXAMPLE = "The agency ran more than 1.2 million searches in seven months."


def find(scene: Scene) -> list[Statement]:
    """A statistic in a sentence that names a buyer, a vendor or a product, or points to one."""
    words = scene.language.statistics
    decided = words.decided.search(scene.text)
    mark = decided or words.statistic.search(scene.text)
    saved = words.saved.search(scene.text)
    if saved and any(a.start <= saved.end() + 1 <= a.end for a in scene.amounts):
        return _of_savings(scene, saved.end())
    if mark is None and not scene.amounts:
        return _of_what_it_can_do(scene)
    quantities = scene.language.quantities
    is_bought = quantities.bought.search(scene.text) and not scene.amounts
    if mark and not decided and is_bought and quantities.things.match(scene.text, mark.start()):
        return []  # "1,600 cameras to officers": things bought, which another rule counts
    if mark is None or any(a.start <= mark.start() < a.end for a in scene.amounts):
        return []
    spoken_of = any(m.vendor or m.product or m.agency for m in scene.mentions) or scene.names_agency()
    if not spoken_of and not ((scene.last_vendor or is_federal(scene.last_agency)) and scene.refers_back()):
        return []
    low, high = scene.clause(mark.start())
    start, end = (low, high) if scene.amounts else (0, len(scene.text))
    start, end = trimmed(scene.text, start, end)
    return [
        Statement(
            NAME, scene, start, end, vendor=scene.vendor(mark.start(), mark.end()),
            agency=scene.agency(mark.start(), mark.end()), detail="who decided" if decided else f"{mark['n']} {mark['what']}",
        )
    ]  # fmt: skip


def _of_savings(scene: Scene, place: int) -> list[Statement]:
    """What a buyer, a vendor or a product is said to save, whoever says so."""
    amount = next(a for a in scene.amounts if a.start <= place + 1 <= a.end)
    spoken_of = scene.mentions or scene.points_to_agency()
    if not spoken_of and not (is_federal(scene.last_agency) and scene.refers_back()):
        return []
    start, end = trimmed(scene.text, *scene.clause(place))
    return [
        Statement(
            NAME, scene, start, end, vendor=scene.vendor(place, place), agency=scene.agency(place, place),
            amount=amount.amount, detail="what is saved",
        )
    ]  # fmt: skip


def _of_what_it_can_do(scene: Scene) -> list[Statement]:
    """What a product is said to be able to do, in a sentence that prices nothing and dates nothing."""
    able = scene.language.statistics.able
    its = scene.language.statistics.its_product
    places = [(m, m.end) for m in scene.mentions if m.vendor]
    places += [(m, p.end()) for m, after in places for p in its.finditer(scene.text, after)]
    named = next((m for m, place in places if able.match(scene.text, place)), None)
    if named is None or scene.whens:
        return []
    start, end = trimmed(scene.text, 0, len(scene.text))
    return [
        Statement(NAME, scene, start, end, vendor=named.vendor, product=named.product, detail="what a product can do")
    ]


def judge(statement: Statement, records: Records) -> Judgement:
    """Not checkable, whatever the ledger holds."""
    return judged(
        statement, records, Verdict.NOT_CHECKABLE,
        f"Award records say what was paid to whom. They do not hold facts of this kind ({statement.detail}).",
        reason="not_an_award_fact",
    )  # fmt: skip
