"""A statistical model proposes where no rule speaks, says how likely it is right, and is put together again from its file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.errors import LedgerError
from tallylight.technology import features
from tallylight.technology.features import DESCRIPTION, LABEL, PAYEE
from tallylight.technology.suggest import FOLDER, Model, Suggester, load

ROOT = Path(__file__).resolve().parents[2]


def bucket(kind: bytes, text: str, feature: str) -> int:
    return dict(features.named(kind, text))[feature]


def model_of(**weights: float) -> Model:
    """A model that knows words of descriptions."""
    known = sorted((bucket(DESCRIPTION, word, word), weight) for word, weight in weights.items())
    table = np.array([[0.0, weight] for _, weight in known] + [[0.0, 0.0]], np.float32)
    zero = np.array([-9.0, -1.0], np.float32)
    return Model(("towers", "drones_uas"), np.array([b for b, _ in known]), table, zero, 1.0, 0.0, 0.5)


def rows(*descriptions: str | None) -> pa.RecordBatch:
    empty = pa.array([None] * len(descriptions), pa.string())
    return pa.record_batch({"description": pa.array(descriptions, pa.string()), "payee": empty, "label": empty})


def test_what_is_likely_enough_is_proposed_with_the_words_that_weighed_most() -> None:
    suggester = Suggester(model_of(ROTOR=4.0, SPARE=0.5, PAPER=-4.0))
    made = suggester.suggest(rows("SPARE ROTOR", "PAPER", None, "ROTOR OF PAPER")).to_pylist()
    assert [(row["description"], row["technology"], row["evidence"]) for row in made] == [
        ("SPARE ROTOR", "drones_uas", "ROTOR; SPARE")
    ]
    # (4 + 0.5) over the root of three features (two words and the pair), less 1
    assert made[0]["probability"] == pytest.approx(1 / (1 + np.exp(-(4.5 / 3**0.5 - 1))), abs=0.001)


def test_nothing_comes_of_nothing() -> None:
    assert Suggester(load()).suggest(rows()).num_rows == 0
    assert Suggester(load()).suggest(rows(None, "")).num_rows == 0


@given(
    st.lists(st.text(st.sampled_from("ab &'.-é\n"), max_size=20), max_size=6),
    st.sampled_from([DESCRIPTION, PAYEE, LABEL]),
)
def test_a_text_has_the_same_features_alone_and_among_others(texts: list[str], kind: bytes) -> None:
    buckets, counts = features.features(kind, texts)
    assert len(counts) == len(texts)
    ends = np.cumsum(counts)
    for text, end, count in zip(texts, ends.tolist(), counts.tolist(), strict=True):
        alone, many = features.features(kind, [text])
        assert many.tolist() == [count]
        assert alone.tolist() == buckets[end - count : end].tolist()
        assert [b for _, b in features.named(kind, text)] == alone.tolist()


def test_a_row_is_scored_alike_alone_and_among_others() -> None:
    suggester = Suggester(load())
    batch = rows("FORENSIC SOFTWARE", "PAPER", "FORENSIC SOFTWARE", None, "UNMANNED AIRCRAFT PARTS")
    whole = suggester.scores(batch)
    for number in range(batch.num_rows):
        assert np.allclose(whole[number], suggester.scores(batch.slice(number, 1))[0], atol=1e-5)


def test_the_shipped_model_says_what_it_was_made_from_and_holds_no_words() -> None:
    told = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert set(told["trained_on"]) == {"file", "sha256", "rows", "awards"}
    assert told["cross_validation"]["grouped_by"] == "award and payee"
    assert told["cross_validation"]["reliability"]
    assert (FOLDER / "weights.bin").stat().st_size == told["weights"]["bytes"] < 500_000
    model = load()
    assert len(model.buckets) == told["weights"]["rows"]
    assert np.all(np.diff(model.buckets) > 0)


@pytest.mark.parametrize("harm", ["weights", "manifest", "version", "missing"])
def test_a_damaged_model_is_refused_in_one_line(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    manifest = folder / "manifest.json"
    if harm == "weights":
        (folder / "weights.bin").write_bytes(b"\0" * 100)
    elif harm == "manifest":
        manifest.write_text("{", encoding="utf-8")
    elif harm == "version":
        told = json.loads(manifest.read_text(encoding="utf-8"))
        told["features"]["version"] += 1
        manifest.write_text(json.dumps(told), encoding="utf-8")
    else:
        manifest.unlink()
    with pytest.raises(LedgerError, match="the model of suggestions cannot be read"):
        load(folder)


@pytest.mark.records
def test_training_again_gives_the_bytes_that_are_shipped(tmp_path: Path, gold: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn (the `test` dependencies)")
    labelled = gold / "technology-dev.csv"
    command = [sys.executable, "tools/train_suggestions.py", str(labelled), "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert (tmp_path / "weights.bin").read_bytes() == (FOLDER / "weights.bin").read_bytes()
