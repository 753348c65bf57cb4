"""Labels for descriptions: a pure function from an Arrow batch to an Arrow batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyarrow as pa

from tallylight.knowledge.entries import Maker, Technology
from tallylight.knowledge.names import begins_with, plain_name
from tallylight.technology.automaton import Automaton
from tallylight.technology.decide import PAYEE, Decision, Term, decide, terms_of
from tallylight.technology.evidence import as_published

SCHEMA = pa.schema(
    [
        pa.field("description", pa.string()),
        pa.field("payee", pa.string()),
        pa.field("technology", pa.string()),  # an id of technologies.yaml, `none` included; null: nothing speaks
        pa.field("product", pa.string()),
        pa.field("maker", pa.string()),
        pa.field("payee_is_reseller", pa.bool_()),  # null: not known
        pa.field("rule", pa.string()),
        pa.field("evidence", pa.string()),  # the words that decided, as published
    ]
)


class Labeller:
    """Labels descriptions by the knowledge given. Building one costs some milliseconds; use it for many batches."""

    def __init__(self, makers: Iterable[Maker], technologies: Iterable[Technology]) -> None:
        makers, technologies = tuple(makers), tuple(technologies)
        self.codes = tuple((code.upper(), technology.id) for technology in technologies for code in technology.codes)
        self._terms: dict[str, list[Term]] = defaultdict(list)
        for term in terms_of(makers, technologies):
            self._terms[term.phrase.words].append(term)
        company = {
            word
            for terms in self._terms.values()
            for term in terms
            for word in (*term.phrase.needs, *term.phrase.unless)
        }
        self._automaton = Automaton(sorted({*self._terms, *company} - {""}))
        self._stems: dict[str, list[tuple[str, Maker]]] = defaultdict(list)
        for maker in makers:
            for stem in maker.legal_names:
                self._stems[stem.split(" ")[0]].append((stem, maker))
        self._payees: dict[str, tuple[Maker, str] | None] = {}

    def label(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Rows of `description` and `payee` (text, null allowed) with what they say. See SCHEMA."""
        descriptions = batch.column("description").to_pylist()
        payees = batch.column("payee").to_pylist()
        places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(descriptions):
            places[text or ""].append(place)
        distinct = list(places)
        held = self._automaton.find([plain_name(text) for text in distinct])
        rows: list[tuple[object, ...]] = [()] * len(descriptions)
        for number, text in enumerate(distinct):
            terms = self._in_company(held.get(number, set()))
            for place in places[text]:
                rows[place] = self._row(text, payees[place] or "", terms)
        columns = zip(*rows, strict=True) if rows else [()] * (len(SCHEMA) - 2)
        made = [pa.array(column, field.type) for column, field in zip(columns, list(SCHEMA)[2:], strict=True)]
        return pa.RecordBatch.from_arrays([batch.column("description"), batch.column("payee"), *made], schema=SCHEMA)

    def maker_of(self, payee: str) -> tuple[Maker, str] | None:
        """The maker whose legal name a published payee name begins with, and that beginning; the longest one counts."""
        if payee not in self._payees:
            name = plain_name(payee)
            stems = self._stems.get(name.split(" ")[0], ())
            found = [(stem, maker) for stem, maker in stems if begins_with(name, stem)]
            longest = max(found, key=lambda pair: (len(pair[0]), pair[0]), default=None)
            self._payees[payee] = (longest[1], longest[0]) if longest else None
        return self._payees[payee]

    def _in_company(self, numbers: set[int]) -> list[Term]:
        """The terms whose phrase stands in a text together with what it needs and without what rules it out."""
        words = {self._automaton.phrases[number] for number in numbers}
        return [
            term
            for word in words
            for term in self._terms.get(word, ())
            if (not term.phrase.needs or words.intersection(term.phrase.needs))
            and not words.intersection(term.phrase.unless)
        ]

    def _row(self, text: str, payee: str, terms: list[Term]) -> tuple[object, ...]:
        known = self.maker_of(payee)
        maker, stem = known or (None, "")
        decision = decide(terms, maker, stem)
        if decision is None:
            return (None, None, None, maker.reseller if maker else None, None, None)
        evidence = as_published(decision.words, payee if decision.rule == PAYEE else text)
        return (
            decision.technology,
            decision.product,
            decision.maker,
            _is_reseller(decision, maker),
            decision.rule,
            evidence,
        )


def _is_reseller(decision: Decision, payee: Maker | None) -> bool | None:
    """Whether the payee passes on what another makes. None where neither the payee nor the maker is known."""
    if payee and payee.reseller:
        return True
    if decision.maker is None:
        return False if payee else None
    return payee is None or payee.name != decision.maker
