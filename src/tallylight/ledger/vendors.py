"""What payees of a name were paid, and which other payees the name could be mistaken for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tallylight import knowledge
from tallylight.ledger import records
from tallylight.ledger.completeness import sentences
from tallylight.ledger.edition import Edition
from tallylight.ledger.names import words
from tallylight.ledger.records import Row


@dataclass(frozen=True, slots=True)
class VendorAnswer:
    """What stands behind a name. Money in US dollars; lists of rows are field name -> value."""

    names: tuple[Row, ...]  # each published name that was found, with what stands behind it
    totals: tuple[Row, ...]  # one row a sub-agency and fiscal year
    actions: tuple[Row, ...]  # rows of the export, newest first
    awards: int
    obligated: Decimal
    organisations: tuple[Row, ...]  # who is behind each name, and by which rule
    makers: tuple[Row, ...]  # what the knowledge files say of them: maker, owners (with days and source), look-alikes
    family: tuple[Row, ...]  # other organisations of the same families, with days and source
    by_technology: tuple[Row, ...]  # what was bought from these names: technology, actions, obligated
    resellers: tuple[
        Row, ...
    ]  # payees through which the products of these names were bought: payee, actions, obligated
    beside: tuple[
        Row, ...
    ]  # the same names in award summaries, sub-awards and other kinds of awards: in none of the sums above
    not_to_be_confused_with: tuple[Row, ...]  # other published names that begin with the same word
    warnings: tuple[str, ...]


def find(edition: Edition, name: str) -> VendorAnswer:
    """Every payee whose published name has all words of `name` as whole words, whatever case and punctuation.

    A name may stand in award summaries or sub-awards only. Sums and counts are of actions, and for such a name zero.
    """
    asked = words(name)
    published = {payee: words(payee) for payee in edition.published_names()}
    found = [payee for payee, has in published.items() if asked and set(asked) <= set(has)]
    own = records.ask(edition, "vendor_family", {"names": found})
    known = {*found, *(row["name"] for row in own)}
    alike = [payee for payee, has in published.items() if asked and has[:1] == asked[:1] and payee not in known]
    totals = records.ask(edition, "vendor_totals", {"names": found})
    actions = records.actions(
        edition, "payee in (select unnest($names::varchar[]))", {"names": found}, records.NEWEST_FIRST
    )
    return VendorAnswer(
        names=tuple(records.ask(edition, "payee_totals", {"names": found})),
        totals=tuple(totals),
        actions=tuple(actions),
        awards=len({row["award_id"] for row in actions}),
        obligated=sum((row["obligated"] for row in totals), Decimal("0.00")),
        organisations=tuple(records.ask(edition, "vendor_organisations", {"names": found})),
        makers=_makers(found),
        family=tuple(own),
        by_technology=tuple(records.ask(edition, "vendor_technologies", {"names": found})),
        resellers=tuple(records.ask(edition, "vendor_resellers", {"names": found})),
        beside=tuple(records.ask(edition, "vendor_beside", {"names": found})),
        not_to_be_confused_with=tuple(records.ask(edition, "payee_totals", {"names": alike})),
        warnings=span_warnings(edition, totals),
    )


def _makers(names: Iterable[str]) -> tuple[Row, ...]:
    """The makers that these payees are: their owners, whether or not these were paid too, and whom they are mistaken for."""
    names = tuple(names)
    return tuple(
        {
            "maker": maker.name,
            "names": [name for name in names if maker.is_payee(name)],
            "owners": [
                {"name": owner.name, "since": owner.start, "until": owner.end, "source": owner.source}
                for owner in maker.parents
            ],
            "not_to_be_confused_with": list(maker.not_to_be_confused_with),
            "sources": list(maker.sources),
        }
        for maker in knowledge.makers()
        if any(maker.is_payee(name) for name in names)
    )


def span_warnings(edition: Edition, totals: Iterable[Row]) -> tuple[str, ...]:
    """What is missing from the agencies and years that a total is made of, the years in between included."""
    years: dict[str, list[int]] = {}
    for row in totals:
        years.setdefault(row["sub_agency"], []).append(row["fiscal_year"])
    return sentences(
        block
        for block in edition.coverage
        if (held := years.get(block.sub_agency)) and min(held) <= block.fiscal_year <= max(held)
    )
