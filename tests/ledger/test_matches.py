"""What was found in a description once is not looked for again, and the edition comes out as if it had been."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight import knowledge
from tallylight.knowledge.entries import Phrase, Technology
from tallylight.ledger import build
from tallylight.ledger.interpreter import Finds
from tallylight.ledger.matches import Matches
from tallylight.technology import Labeller
from tests.ledger.fakes import FakeReader, action

TEXTS = st.lists(
    st.lists(st.sampled_from("AA BB CC AA-BB x’s 7 É".split()), min_size=1, max_size=4).map(" ".join),
    unique=True,
    max_size=8,
)
PHRASES = st.lists(st.sampled_from(["AA", "BB", "AA BB", "BB CC", "CC", "X", "7 AA"]), unique=True, max_size=6)
BUILDS = st.lists(st.tuples(PHRASES, TEXTS), min_size=1, max_size=4)


class Watched(Labeller):
    """A labeller that remembers what it was asked to look through, and for what."""

    def __init__(self, phrases: Collection[str]) -> None:
        technology = Technology("drones_uas", "Drones", True, tuple(Phrase(phrase) for phrase in phrases))
        super().__init__((), (technology,))
        self.asked: list[tuple[list[str], list[str] | None]] = []

    def find(self, texts: pa.StringArray, only: Collection[str] | None = None) -> Finds:
        if len(texts):
            self.asked.append((texts.to_pylist(), sorted(only) if only is not None else None))
        return super().find(texts, only)


def batch_of(texts: list[str], kept: Path | None) -> pa.RecordBatch:
    """What a build asks: descriptions with what is kept of them."""
    halves = [hashlib.md5(text.encode()).digest() for text in texts]
    keys = [(int.from_bytes(half[:8], "big"), int.from_bytes(half[8:], "big")) for half in halves]
    rows = pq.read_table(kept).to_pylist() if kept else []
    before = {(row["high"], row["low"]): row["finds"] for row in rows}
    return pa.record_batch(
        {
            "description": pa.array(texts, pa.string()),
            "high": pa.array([high for high, _ in keys], pa.uint64()),
            "low": pa.array([low for _, low in keys], pa.uint64()),
            "finds": pa.array(
                [before.get(key) for key in keys],
                pa.list_(pa.struct({"phrase": pa.int32(), "start": pa.int32(), "end": pa.int32()})),
            ),
        }
    )


def built(folder: Path, labeller: Watched, texts: list[str]) -> Finds:
    with Matches(folder, labeller) as matches:
        found = matches.of(batch_of(texts, matches.kept))
        matches.keep()
    return found


@settings(max_examples=200, deadline=None)
@given(BUILDS)
def test_after_any_changes_of_phrases_and_texts_the_finds_are_those_of_a_full_look(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[list[str], list[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    for phrases, texts in builds:
        labeller = Watched(phrases)
        found = built(folder, labeller, texts)
        full = Watched(phrases).find(pa.array(texts, pa.string()))
        assert found.tobytes() == full.tobytes()
        places = pa.array(range(len(texts)), pa.int32())
        payees = pa.array(["SOMEBODY"] * len(texts), pa.string())
        array = pa.array(texts, pa.string())
        assert labeller.decide(array, places, payees, found).equals(labeller.decide(array, places, payees, full))


def test_a_new_phrase_is_looked_for_alone_and_a_new_text_for_all(tmp_path: Path) -> None:
    built(tmp_path, Watched(["AA", "BB"]), ["AA", "BB CC"])
    changed = Watched(["BB", "CC"])
    built(tmp_path, changed, ["AA", "BB CC", "CC"])
    assert changed.asked == [(["AA", "BB CC"], ["CC"]), (["CC"], None)]


def test_the_same_knowledge_and_texts_are_not_looked_through_at_all(tmp_path: Path) -> None:
    built(tmp_path, Watched(["AA"]), ["AA", "BB"])
    again = Watched(["AA"])
    built(tmp_path, again, ["BB", "AA"])
    assert again.asked == []


@pytest.mark.parametrize("harm", ["a changed byte", "half of it", "nothing in it"])
def test_a_damaged_file_is_not_trusted(tmp_path: Path, harm: str) -> None:
    built(tmp_path, Watched(["AA"]), ["AA"])
    (path,) = tmp_path.glob("phrases-*")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(
        {"a changed byte": bytes(content), "half of it": bytes(content[: len(content) // 2]), "nothing in it": b""}[
            harm
        ]
    )
    again = Watched(["AA"])
    assert len(built(tmp_path, again, ["AA"])) == 1
    assert again.asked == [(["AA"], None)]


def test_a_build_that_fails_keeps_what_was_kept(tmp_path: Path) -> None:
    built(tmp_path, Watched(["AA"]), ["AA"])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fails() -> None:
        with Matches(tmp_path, Watched(["BB"])) as matches:
            matches.of(batch_of(["BB"], matches.kept))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@settings(max_examples=10, deadline=None)
@given(st.lists(PHRASES, min_size=2, max_size=3), st.lists(TEXTS, min_size=1, max_size=2))
def test_an_edition_made_with_what_was_kept_is_byte_for_byte_the_one_made_without(
    tmp_path_factory: pytest.TempPathFactory, knowledges: list[list[str]], files: list[list[str]]
) -> None:
    ledger = tmp_path_factory.mktemp("ledger")
    with pytest.MonkeyPatch.context() as patch:
        for number, texts in enumerate(files):
            rows = [action(f"A{number}{n}", description=text) for n, text in enumerate([*texts, None])]
            know(patch, knowledges[0])
            build.add(["a.csv"], str(ledger), as_of=date(2026, 1, 1 + number), reader=FakeReader(**{"a.csv": rows}))
        for phrases in knowledges:
            know(patch, phrases)
            with_kept = build.rebuild(str(ledger)).id
            for path in (ledger / "cache").glob("phrases-*"):
                path.unlink()
            without = build.rebuild(str(ledger)).id
            assert attributions(ledger, with_kept) == attributions(ledger, without)


def know(patch: pytest.MonkeyPatch, phrases: list[str]) -> None:
    """Only these phrases are known, and each means drones."""
    kind = Technology("drones_uas", "Drones", True, tuple(Phrase(phrase) for phrase in phrases))
    patch.setattr(knowledge, "technologies", lambda: (kind,))


def attributions(ledger: Path, edition: str) -> bytes:
    return (ledger / "editions" / edition / "index" / "attributions.parquet").read_bytes()
