"""What a stated sum may be the sum of: which stretches of time, and which rows.

In: a statement and the records. Out: windows and scopes, those that the wording asks for first. `rules.total_in_period` adds
them up and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tallylight.claims.records import Records, base_awards, by_award, of_product
from tallylight.claims.spans import fiscal_year_span, month_span, months_before
from tallylight.claims.statement import Statement, whole_extent
from tallylight.claims.topics import topic_of
from tallylight.claims.words import as_written, shared
from tallylight.model import Action, When

ENOUGH_WORDS = 2  # a description that shares this many telling words is what the sentence speaks of


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time to add up, named as a reader would. `exact` is the one that the words ask for."""

    name: str
    start: date
    end: date
    exact: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows to add up, named as a reader would."""

    name: str
    rows: tuple[Action, ...]
    firm: bool = True  # False: singled out by words that may be the writer's own, so it can agree but not refute


def windows_of(when: When | None, statement: Statement, records: Records) -> list[Window]:
    """The stretches of time that a told time may mean for a sum, the one that its words ask for first."""
    today = statement.text_date
    extent = whole_extent(records, statement.agency)
    if when is None or when.start is None or when.end is None:
        # "... contracts since 2023, spending millions on licenses": the sum may be meant for that time too.
        others = [w.when.start for w in statement.scene.whens if w.when.kind == "since" and w.when.start]
        return [
            Window(f"ledger start to {today}", extent.start, today, True),
            *(Window(f"{start} to {today}", start, today, False) for start in others),
        ]
    asked_end = min(when.end, today)
    found = [Window(f"{when.start} to {asked_end}", when.start, asked_end, True)]
    if when.kind in ("year", "this_year"):
        year = when.start.year
        if asked_end < date(year, 12, 31):
            found.append(Window(f"calendar {year}", date(year, 1, 1), date(year, 12, 31), False))
        found.append(Window(f"fiscal {year}", *fiscal_year_span(year), False))
    elif when.kind == "quarter":
        # Agencies count quarters in fiscal years, which begin three months earlier.
        first, last = months_before(when.start, 3), months_before(when.end, 3)
        found.append(Window(f"fiscal quarter, {first} to {last}", first, month_span(last.year, last.month)[1], False))
    elif when.kind == "window" and when.end == today:
        # "Over the last two years" is often counted in calendar years.
        found.append(Window(f"{when.start.year}-01-01 to {today}", date(when.start.year, 1, 1), today, True))
    elif when.kind == "since" and (when.start.month, when.start.day) == (1, 1):
        found.append(Window(f"fiscal {when.start.year} to {today}", fiscal_year_span(when.start.year)[0], today, False))
    return found


def scopes_of_vendor(statement: Statement, records: Records) -> list[Scope]:
    """What to add up: rows that the words of the sentence single out, all of the vendor's, each company's, the family's."""
    vendor = statement.vendor
    assert vendor is not None
    rows = records.of_vendor(vendor, statement.agency)
    found = []
    if statement.product:
        named = {r.award_id for r in of_product(rows, statement.product, vendor)}
        found.append(Scope(f"awards for {statement.product.name}", tuple(r for r in rows if r.award_id in named)))
    found += _spoken_of(statement, rows)
    if is_of_one_award(statement):
        found += [Scope(f"award {group[0].piid}", group, firm=False) for group in by_award(rows).values()]
    if len(vendor.makers) > 1 and len({r.payee for r in rows}) > len({r.payee for r in rows} & set(vendor.payees)):
        found.append(Scope(f"paid to {vendor.name} directly", tuple(r for r in rows if r.payee in set(vendor.payees))))
    found.append(Scope(f"all of {vendor.name}", rows))
    payees = sorted({r.payee for r in rows})
    if len(payees) > 1:
        found += [
            Scope(f"{payee} only", tuple(r for r in rows if r.payee == payee))
            for payee in payees
            if payee in vendor.payees
        ]
    if not set(vendor.family) <= set(vendor.payees):
        found.append(Scope(f"family of {vendor.name}", records.of_family(vendor, statement.agency)))
    return _distinct(found)


def is_of_one_award(statement: Statement) -> bool:
    """Whether the sum is told of one award, and not of all that a vendor got: "under the new deal ICE has paid it"."""
    return bool(statement.scene.language.money.one_award.search(statement.scene.text))


def scopes_without_vendor(statement: Statement, records: Records, windows: Sequence[Window]) -> list[Scope]:
    """All that an agency bought, where the sentence says that it speaks of all of it."""
    agency = statement.agency
    start, end = min(w.start for w in windows), max(w.end for w in windows)
    if agency and statement.scene.language.money.every_vendor.search(statement.scene.text):
        return [Scope(f"all awards of {agency.short}", records.of_anyone(agency, start, end))]
    topic = topic_of(statement.scene, records, agency, start, end)
    if topic is None:
        return []
    first_orders = tuple(base_awards(topic.rows))
    said = [f'awards that speak of "{topic.name}"', f'first orders that speak of "{topic.name}"']
    narrower = _spoken_of(statement, topic.rows)
    return [*narrower, Scope(said[0], topic.rows, firm=False), Scope(said[1], first_orders, firm=False)]


def _spoken_of(statement: Statement, rows: tuple[Action, ...]) -> list[Scope]:
    """The awards whose descriptions share the most telling words with the sentence: "subscriptions", "forensic software"."""
    by_words: dict[str, set[str]] = {}
    for row in rows:
        by_words.setdefault(row.award_id, set()).update(shared(statement.words, row.description))
    most = min(max((len(words) for words in by_words.values()), default=0), ENOUGH_WORDS)
    chosen = {award for award, words in by_words.items() if most and len(words) >= most}
    if not chosen:
        return []
    said = sorted({w for award in chosen for w in by_words[award]}, key=statement.words.index)
    words = " or ".join(
        f'"{as_written(word, statement.scene.text, statement.scene.language.telling)}"' for word in said
    )
    whose = f" of {statement.vendor.name}" if statement.vendor else ""
    awards = tuple(r for r in rows if r.award_id in chosen)
    actions = tuple(r for r in awards if len(shared(statement.words, r.description)) >= most)
    found = [
        Scope(f"awards{whose} whose description speaks of {words}", awards, firm=False),
        Scope(f"actions{whose} whose own description speaks of {words}", actions, firm=False),
    ]
    return [scope for scope in found if len(scope.rows) < len(rows)]  # words that all have single out nothing


def _distinct(scopes: list[Scope]) -> list[Scope]:
    seen: set[tuple[Action, ...]] = set()
    return [s for s in scopes if s.rows and not (s.rows in seen or seen.add(s.rows))]  # type: ignore[func-returns-value]
