"""What earlier pulls brought of each agency, and as of when: where `--update` begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tallylight.model import Window
from tallylight.publishers.pulls import Pull
from tallylight.publishers.usaspending.wanted import Buyer


@dataclass(frozen=True, slots=True)
class Held:
    """One agency: the days whose actions were pulled, and the day of the publisher's data that they are of."""

    buyer: Buyer
    start: date
    end: date
    as_of: date

    def updated(self, today: date) -> Held:
        """What is held once all changes since `as_of` are asked for.

        They include every action that was signed since then. Had the pull ended before its publisher's day, those that
        were signed in between would be missing, and nothing more is held than before.
        """
        return Held(self.buyer, self.start, today if self.end >= self.as_of else self.end, today)

    @property
    def window(self) -> Window:
        """The days, in the words of coverage."""
        return Window(self.buyer.name, self.start, self.end)

    def out(self) -> dict[str, Any]:
        """As JSON."""
        buyer = [self.buyer.short, self.buyer.name, self.buyer.department]
        return {"buyer": buyer, "start": str(self.start), "end": str(self.end), "as_of": str(self.as_of)}

    @staticmethod
    def read(told: dict[str, Any]) -> Held:
        """From JSON."""
        days = (date.fromisoformat(told[name]) for name in ("start", "end", "as_of"))
        return Held(Buyer(*told["buyer"]), *days)


def held_by(finished: Iterable[Pull]) -> tuple[list[Held], set[str]]:
    """What is held after these pulls, oldest first, and the delta files that were taken. Unfinished ones do not count.

    Times that touch are one, and as old as the older of them; of two that do not, the later one counts.
    """
    held: dict[Buyer, Held] = {}
    deltas: set[str] = set()
    for pull in finished:
        done, plan = pull.read("done"), pull.read("plan")
        if done is None or plan is None:
            continue
        deltas |= {piece["body"].get("file_name", "") for piece in plan["pieces"]} - {""}
        update = plan["wanted"]["update"]
        for one in map(Held.read, plan["held"]):
            held[one.buyer] = one if update else _with(held.get(one.buyer), one)
    return list(held.values()), deltas


def _with(old: Held | None, new: Held) -> Held:
    day = timedelta(days=1)
    if old is None or (new.start <= old.start and old.end <= new.end):
        return new
    if new.start <= old.end + day and old.start <= new.end + day:
        return replace(new, start=min(old.start, new.start), end=max(old.end, new.end), as_of=min(old.as_of, new.as_of))
    return max(old, new, key=lambda one: one.end)
