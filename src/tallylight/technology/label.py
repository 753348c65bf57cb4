"""Labels for descriptions: a pure function from an Arrow batch to an Arrow batch.

Two steps, so that what was found in a description once need not be looked for again: `find` says which phrases stand
where in each description, `decide` what they and the payee mean. `label` is both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tallylight.knowledge.entries import Maker, Technology
from tallylight.knowledge.names import begins_with, plain_name
from tallylight.technology.automaton import Automaton, Finds
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

Numbers = NDArray[np.int64]
_Answer = tuple[Decision | None, bool | None]


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
        self.phrases = tuple(sorted({*self._terms, *company} - {""}))
        self._number_of = {phrase: number for number, phrase in enumerate(self.phrases)}
        self._automata: dict[frozenset[str] | None, Automaton] = {}
        self._stems: dict[str, list[tuple[str, Maker]]] = defaultdict(list)
        for maker in makers:
            for stem in maker.legal_names:
                self._stems[stem.split(" ")[0]].append((stem, maker))
        self._payees: dict[str, tuple[Maker, str] | None] = {}
        self._held: dict[bytes, list[Term]] = {b"": []}
        self._answers: dict[tuple[bytes, str | None], _Answer] = {}

    def label(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Rows of `description` and `payee` (text, null allowed) with what they say. See SCHEMA."""
        encoded = batch.column("description").dictionary_encode()
        distinct, places = encoded.dictionary, encoded.indices
        return self.decide(distinct, places, batch.column("payee"), self.find(distinct))

    def find(self, texts: pa.StringArray, only: Collection[str] | None = None) -> Finds:
        """The phrases that stand in descriptions (no nulls), by their places in `phrases`; `only`: look for no others."""
        key = None if only is None else frozenset(only)
        if key not in self._automata:
            self._automata[key] = Automaton(self.phrases if key is None else sorted(key))
        automaton = self._automata[key]
        found = automaton.find(texts)
        if key is not None and len(found):
            numbers = np.array([self._number_of[phrase] for phrase in automaton.phrases], np.int32)
            found[:, 1] = numbers[found[:, 1]]  # both lists are in alphabetical order, so the finds stay in order
        return found

    def decide(
        self, texts: pa.StringArray, places: pa.Int32Array, payees: pa.StringArray, finds: Finds
    ) -> pa.RecordBatch:
        """One row for each of `places` (which of the texts; null: no description) and `payees`: what the two say.

        `finds` are those of `find` for the texts. See SCHEMA.
        """
        ends = np.searchsorted(finds[:, 0], np.arange(len(texts)), side="right")
        combination = self._combinations(finds, ends)
        paid = payees.dictionary_encode()
        names: list[str] = paid.dictionary.to_pylist()
        known = [self.maker_of(name) for name in names] + [None]
        which = _filled(places, len(texts))
        payee = _filled(paid.indices, len(names))
        # Most rows share the phrases they hold and the maker that is paid: each such pair is decided once.
        makers: dict[str, Maker | None] = {"": None} | {maker.name: maker for maker, _ in filter(None, known)}
        number_of = {name: number for number, name in enumerate(makers)}
        by_payee = np.array([number_of[each[0].name] if each else 0 for each in known], np.int64)
        held, of_text = _distinct([*combination, b""])
        pairs, row_of = np.unique(of_text[which] * len(makers) + by_payee[payee], return_inverse=True)
        sold_by = list(makers.values())
        answers = [self._answer(held[pair // len(makers)], sold_by[pair % len(makers)]) for pair in pairs.tolist()]
        evidence = self._evidence(texts, which, payee, names, known, answers, row_of, finds, ends)
        fields = [
            pa.array([decision and decision.technology for decision, _ in answers], pa.string()),
            pa.array([decision and decision.product for decision, _ in answers], pa.string()),
            pa.array([decision and decision.maker for decision, _ in answers], pa.string()),
            pa.array([reseller for _, reseller in answers], pa.bool_()),
            pa.array([decision and decision.rule for decision, _ in answers], pa.string()),
        ]
        columns = [column.take(pa.array(row_of)) for column in fields]
        return pa.RecordBatch.from_arrays([texts.take(places), payees, *columns, evidence], schema=SCHEMA)

    def maker_of(self, payee: str) -> tuple[Maker, str] | None:
        """The maker whose legal name a published payee name begins with, and that beginning; the longest one counts."""
        if payee not in self._payees:
            name = plain_name(payee)
            stems = self._stems.get(name.split(" ")[0], ())
            found = [(stem, maker) for stem, maker in stems if begins_with(name, stem)]
            longest = max(found, key=lambda pair: (len(pair[0]), pair[0]), default=None)
            self._payees[payee] = (longest[1], longest[0]) if longest else None
        return self._payees[payee]

    def _combinations(self, finds: Finds, ends: Numbers) -> list[bytes]:
        """For each text the phrases that it holds, as one value."""
        numbers = np.ascontiguousarray(finds[:, 1])
        whole, size = numbers.tobytes(), numbers.itemsize
        begin = 0
        made = []
        for end in (ends * size).tolist():
            made.append(whole[begin:end])
            begin = end
        return made

    def _terms_in_company(self, held: bytes) -> list[Term]:
        """The terms whose phrase stands in a text together with what it needs and without what rules them out."""
        if held not in self._held:
            words = {self.phrases[number] for number in np.frombuffer(held, np.int32).tolist()}
            self._held[held] = [
                term
                for word in words
                for term in self._terms.get(word, ())
                if (not term.phrase.needs or words.intersection(term.phrase.needs))
                and not words.intersection(term.phrase.unless)
            ]
        return self._held[held]

    def _answer(self, held: bytes, maker: Maker | None) -> _Answer:
        """What a description that holds these phrases and a payee that is this maker say, and whether it is a reseller."""
        key = (held, maker.name if maker else None)
        if key not in self._answers:
            decision = decide(self._terms_in_company(held), maker)
            reseller = _is_reseller(decision, maker) if decision else maker.reseller if maker else None
            self._answers[key] = decision, reseller
        return self._answers[key]

    def _evidence(
        self, texts: pa.StringArray, which: Numbers, payee: Numbers, names: list[str],
        known: list[tuple[Maker, str] | None], answers: list[_Answer], row_of: Numbers, finds: Finds, ends: Numbers,
    ) -> pa.StringArray:  # fmt: skip
        """The words that decided, as published, one a row."""
        made: list[str | None] = [None] * len(row_of)
        deciding = [
            self._number_of.get(decision.words, -1) if decision and decision.rule != PAYEE else -2 if decision else None
            for decision, _ in answers
        ]
        speaks = np.array([number is not None for number in deciding], bool)
        for row in np.flatnonzero(speaks[row_of]).tolist():
            number = deciding[row_of[row]]
            if number == -2:
                found = known[payee[row]]
                assert found is not None
                made[row] = as_published(found[1], names[payee[row]])
                continue
            text = which[row]
            begin = ends[text - 1] if text else 0
            place = begin + int(np.searchsorted(finds[begin : ends[text], 1], number))
            made[row] = texts[text].as_py()[finds[place, 2] : finds[place, 3]]
        return pa.array(made, pa.string())


def _filled(indices: pa.Int32Array, null: int) -> Numbers:
    """Places in a list as numbers, those of nulls as `null`."""
    return np.asarray(pc.fill_null(indices, null).to_numpy(zero_copy_only=False), dtype=np.int64)


def _distinct(values: list[bytes]) -> tuple[list[bytes], Numbers]:
    """The distinct values, and for each value its place among them."""
    places: dict[bytes, int] = {}
    of_each = [places.setdefault(value, len(places)) for value in values]
    return list(places), np.array(of_each, np.int64)


def _is_reseller(decision: Decision, payee: Maker | None) -> bool | None:
    """Whether the payee passes on what another makes. None where neither the payee nor the maker is known."""
    if payee and payee.reseller:
        return True
    if decision.maker is None:
        return False if payee else None
    return payee is None or payee.name != decision.maker
