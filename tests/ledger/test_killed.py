"""Killing `add` at 200 instants and adding again gives the tables of an undisturbed run, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tallylight.ledger.build import add
from tests.sources.support import TRANSACTION, api, csv_text

TIMES = 50
SEEDS = (1, 2, 3, 4)  # 200 instants in all


@pytest.mark.parametrize("seed", SEEDS)
def test_adding_again_after_a_kill_gives_what_an_undisturbed_run_gives(tmp_path: Path, seed: int) -> None:
    (tmp_path / "first.csv").write_text(csv_text([api(Modification=str(n)) for n in range(30)]))
    second = [TRANSACTION | {"modification_number": str(n), "federal_action_obligation": f"{n}.00"} for n in range(60)]
    (tmp_path / "second.csv").write_text(csv_text(second))
    add([str(tmp_path / "first.csv")], str(tmp_path / "ledger"), date(2024, 5, 1))
    words = [tmp_path / "ledger", tmp_path / "second.csv", seed, TIMES]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.killing", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ended = json.loads(done.stdout)
    assert ended["killed"] + ended["done"] == TIMES
    assert ended["killed"] > TIMES / 2
    assert ended["old edition"] > 0
