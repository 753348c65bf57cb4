"""`tallylight check --explain`: everything that led to one verdict, and what did not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tallylight.cli import main

Run = Callable[..., tuple[int, str, str]]
TEXT = (
    "Paragon Solutions and Clearview AI sell to ICE. In September 2025 ICE signed a $3.75 million contract with "
    "Clearview AI, and nobody paid £2 million.\n"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")

    def call(*words: str) -> tuple[int, str, str]:
        code = main(["check", str(article), "--date", "2025-09-30", *words])
        shown = capsys.readouterr()
        told = [line for line in shown.err.splitlines() if "starter ledger" not in line]
        return code, shown.out, "\n".join(told)

    return call


def test_the_trace_shows_what_was_found_and_which_rules_fired_and_which_did_not(run: Run) -> None:
    code, out, err = run("--explain", "c1")
    assert (code, err) == (0, "")
    for told in (
        "$3,750,000.00, exact to $10,000.00, stated as plain",
        "2025-09-01 to 2025-09-30",
        "U.S. Immigration and",
    ):
        assert told in " ".join(out.split())
    assert "nothing found" in out
    assert "another currency" in " ".join(out.split())


def test_the_trace_as_json_has_the_claim_as_the_check_gives_it(run: Run) -> None:
    trace = json.loads(run("--explain", "c1", "--json")[1])
    claims = json.loads(run("--json")[1])["claims"]
    assert trace["claim"] == claims[0]
    assert [(one["kind"], one["words"]) for one in trace["found"]][:2] == [
        ("amount", "$3.75 million"),
        ("time", "In September 2025"),
    ]
    outcomes = {one["rule"]: one["outcome"] for one in trace["rules"]}
    assert outcomes["single_action"] == "supported"
    assert outcomes["value_ceiling"] == "nothing found"
    assert {one["words"] for one in trace["candidates"] if one["kind"] == "vendor"} == {
        "Paragon Solutions",
        "Clearview AI",
    }


def test_the_same_claim_is_explained_in_the_same_bytes(run: Run) -> None:
    assert run("--explain", "c1", "--json") == run("--explain", "c1", "--json")


def test_a_claim_that_is_not_there_is_one_line_that_says_which_are(run: Run) -> None:
    code, out, err = run("--explain", "c9")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "c1 to c" in err
