"""Where the marks of an award's timeline go. Geometry only: the template draws it, a table beside it tells the same.

Horizontal places are percentages of the picture's width and vertical ones pixels, so the picture fits any screen while
its lettering keeps its size.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tallylight.model import Action

TOP, STEMS, FOOT = 72, 96, 24  # pixels: labels above, stems in the middle, years below
SHORTEST = 9  # pixels; a small amount still shows its sign
LEFT, RIGHT = 4.0, 96.0  # percent
LABELS = 3  # evidence actions named in the picture; with more of them only the table names them
LABEL_WIDTH = 17.0  # percent that a label needs on the narrowest screen


@dataclass(frozen=True, slots=True)
class Mark:
    """One action: `tip` is where its sign stands, the stem runs from there to the baseline. `shape` is a word."""

    action: Action
    x: float
    tip: int
    shape: str  # "added", "taken", "none"
    evidence: bool
    label_y: int | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A first of January."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """One award, ready to draw. `total` and `total_then` (up to the day of the text) are sums of its actions."""

    award_id: str
    piid: str
    payees: tuple[str, ...]
    url: str
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    text_x: float
    text_anchor: str
    baseline: int
    height: int
    total: Decimal
    total_then: Decimal


def timelines(history: Sequence[Action], evidence: Collection[str], text_date: date) -> list[Timeline]:
    """One timeline an award, in the order in which the awards first appear. `evidence` holds action ids."""
    awards: dict[str, list[Action]] = {}
    for action in history:
        awards.setdefault(action.award_id, []).append(action)
    return [_timeline(actions, evidence, text_date) for actions in awards.values()]


def _timeline(history: Sequence[Action], evidence: Collection[str], text_date: date) -> Timeline:
    actions = sorted(history, key=lambda action: (action.action_date, action.modification, action.action_id))
    scale = _Days(actions, text_date)
    up = max((action.obligated for action in actions if action.obligated > 0), default=Decimal(0))
    down = max((-action.obligated for action in actions if action.obligated < 0), default=Decimal(0))
    # One scale for both directions; where money was taken back, its stems get room below the baseline.
    below = max(int(STEMS * down / (up + down)), SHORTEST + 10) if down else 0
    pixels = (STEMS - below) / up if up else STEMS / down if down else Decimal(0)
    baseline = TOP + STEMS - below

    marks: list[Mark] = []
    named = sum(action.action_id in evidence for action in actions) <= LABELS
    rows_end = [-LABEL_WIDTH] * LABELS  # where the last label of each row stands; one row each is always enough
    for action in actions:
        x = scale.x(action.action_date)
        length = max(int(abs(action.obligated) * pixels), SHORTEST) if action.obligated else 0
        if action.obligated < 0:
            tip = min(baseline + length, TOP + STEMS)
        else:
            tip = baseline - length
        is_evidence = action.action_id in evidence
        label_y = None
        if is_evidence and named:
            row = next(row for row, end in enumerate(rows_end) if x - end >= LABEL_WIDTH)
            rows_end[row] = x
            label_y = TOP - 14 - 14 * row
        shape = "added" if action.obligated > 0 else "taken" if action.obligated < 0 else "none"
        marks.append(Mark(action, x, tip, shape, is_evidence, label_y, _anchor(x)))
    first = actions[0]
    return Timeline(
        award_id=first.award_id,
        piid=first.piid,
        payees=tuple(dict.fromkeys(action.payee for action in actions)),
        url=first.url,
        marks=tuple(marks),
        ticks=scale.years(),
        text_x=scale.x(text_date),
        text_anchor=_anchor(scale.x(text_date)),
        baseline=baseline,
        height=TOP + STEMS + FOOT,
        total=sum((action.obligated for action in actions), Decimal(0)),
        total_then=sum((action.obligated for action in actions if action.action_date <= text_date), Decimal(0)),
    )


class _Days:
    """Turns a day into a percentage of the picture's width."""

    def __init__(self, actions: Sequence[Action], text_date: date) -> None:
        self.first = min(text_date, *(action.action_date for action in actions))
        self.last = max(text_date, *(action.action_date for action in actions))
        if self.last - self.first < timedelta(days=365):
            # Less than a year would put a first of January nowhere, or a lone action at the very edge.
            self.first = date(self.first.year, 1, 1)
            self.last = date(self.last.year, 12, 31)

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (RIGHT - LEFT), 2)

    def years(self) -> tuple[Tick, ...]:
        years = range(self.first.year, self.last.year + 1)
        step = 1 + (len(years) - 1) // 7  # at most seven labels fit on a telephone
        days = [date(year, 1, 1) for year in years[::step]]
        return tuple(Tick(self.x(day), day.year) for day in days if self.first <= day <= self.last)


def _anchor(x: float) -> str:
    return "start" if x < 25 else "end" if x > 75 else "middle"
