"""Numbers that no award record holds: searches run, people deported, images collected, arrests made.

Found only in sentences about a buyer, vendor or product of this text, so that a match report is left alone.
docs/rules/not_an_award_fact.md gives the method and worked examples.
"""

from __future__ import annotations

import re

from tallylight.claims.money_words import trimmed
from tallylight.claims.records import Records
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, judged
from tallylight.model import Judgement, Verdict

NAME = "not_an_award_fact"
EXAMPLE = "The agency ran more than 1.2 million searches in seven months."

_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s+(?:thousand|million|billion|trillion))?|"
    r"(?:tens|dozens|hundreds)\s+of\s+(?:thousands|millions|billions)|thousands|millions|billions|trillions|hundreds|dozens"
)
_STATISTIC = re.compile(
    rf"(?<![\w$.,])(?P<n>{_NUMBER})\s+(?:of\s+)?(?:[\w'’-]+\s+){{0,4}}?"
    r"(?P<what>deportations?|removals|arrests?|detentions?|detainees|people|persons|immigrants|migrants|individuals|searches|queries|lookups|"
    r"images?|photos?|photographs|pictures|faces|records|profiles|accounts|victims|children|suspects|cases|leads|raids|encounters|users|agents|"
    r"officers|employees|customers|documents|data\s+points|phones|posts|plates|scans|matches|hits|convictions|investigations)\b",
    re.IGNORECASE,
)


def find(scene: Scene) -> list[Statement]:
    """A statistic in a sentence that names a buyer, a vendor or a product, or points to one."""
    mark = _STATISTIC.search(scene.text)
    if mark is None or any(a.start <= mark.start() < a.end for a in scene.amounts):
        return []
    spoken_of = any(m.vendor or m.product or m.agency for m in scene.mentions) or scene.names_agency()
    if not spoken_of and not (scene.last_vendor and scene.refers_back()):
        return []
    low, high = scene.clause(mark.start())
    start, end = (low, high) if scene.amounts else (0, len(scene.text))
    start, end = trimmed(scene.text, start, end)
    return [
        Statement(
            NAME, scene, start, end, vendor=scene.vendor(mark.start(), mark.end()),
            agency=scene.agency(mark.start(), mark.end()), detail=f"{mark['n']} {mark['what']}",
        )
    ]  # fmt: skip


def judge(statement: Statement, records: Records) -> Judgement:
    """Not checkable, whatever the ledger holds."""
    return judged(
        statement, records, Verdict.NOT_CHECKABLE,
        f"Award records say what was paid to whom. They hold no figures of this kind ({statement.detail}).",
        reason="not_an_award_fact",
    )  # fmt: skip
