"""The first article against the real records: all fifteen statements, as labelled by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tallylight.model import CheckedText, Judgement
from tests.claims.ledger import TEXT_DATE

pytestmark = pytest.mark.records

# Where each labelled statement is found again: by rule, vendor, and amount or words.
FOUND_AS = {
    "seed-01": ("single_action", "Clearview AI", "$3.75 million"),
    "seed-02": ("award_contents", "Clearview AI", ""),
    "seed-03": ("relationship_since", "Clearview AI", ""),
    "seed-04": ("total_in_period", "Clearview AI", "millions"),
    "seed-05": ("single_action", "Paragon Solutions", "$2 million"),
    "seed-06": ("award_event", "Paragon Solutions", "froze"),
    "seed-07": ("award_event", "Paragon Solutions", "reactivated"),
    "seed-08": ("award_contents", "Paragon Solutions", ""),
    "seed-09": ("not_an_award_fact", "LexisNexis", "searches"),
    "seed-10": ("total_in_period", "LexisNexis", "$4.7 million"),
    "seed-11": ("count_of_awards", "Palantir", "several"),
    "seed-12": ("single_action", "Palantir", "$18.5 million"),
    "seed-13": ("single_action", "Palantir", "$30 million"),
    "seed-14": ("not_an_award_fact", None, "deportations"),
    "seed-15": ("not_an_award_fact", "Clearview AI", "billions"),
}
ICM, LICENSES = "70CTD022FR0000170", "70CMSD21P00000127"


@pytest.fixture(scope="module")
def checked(real: Callable[..., CheckedText], articles: Path) -> CheckedText:
    return real((articles / "first-article.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def of(checked: CheckedText) -> Callable[[str], Judgement]:
    def one(id_: str) -> Judgement:
        kind, vendor, words = FOUND_AS[id_]
        (found,) = (
            j for j in checked.judgements if (j.claim.kind, j.claim.vendor) == (kind, vendor) and words in j.claim.text
        )
        return found

    return one


@pytest.fixture(scope="module")
def labels(gold: Path) -> dict[str, Any]:
    lines = (gold / "seed-article-claims.jsonl").read_text(encoding="utf-8").splitlines()
    return {label["id"]: label for label in map(json.loads, lines)}


def test_there_are_fifteen_statements_and_no_more(checked: CheckedText) -> None:
    assert len(checked.judgements) == 15


@pytest.mark.parametrize("id_", sorted(FOUND_AS))
def test_verdict_reason_and_direction_are_those_of_the_label(of: Any, labels: dict[str, Any], id_: str) -> None:
    found, label = of(id_), labels[id_]
    assert (found.verdict.value, found.reason_code, found.direction) == (
        label["verdict"],
        label["reason_code"],
        label["direction"],
    )


@pytest.mark.parametrize("id_", sorted(FOUND_AS))
def test_the_labelled_rows_are_the_evidence(of: Any, labels: dict[str, Any], id_: str) -> None:
    shown = {(r.award_id, r.modification) for r in of(id_).evidence}
    labelled = {
        (e["generated_award_id"], e["modification"])
        for e in labels[id_]["evidence"]
        # Of a counted award the rows with money are shown, up to the day of the text; the labels allow for later days.
        if id_ != "seed-11" or (e["obligation"] and e["action_date"] <= TEXT_DATE.isoformat())
    }
    assert labelled <= shown


def test_no_row_of_a_company_that_only_sounds_alike_is_shown_anywhere(checked: CheckedText) -> None:
    shown = {
        r.payee for j in checked.judgements for r in (*j.evidence, *j.history, *(x for y in j.readings for x in y.rows))
    }
    assert {p for p in shown if p.startswith("PARAGON")} == {"PARAGON SOLUTIONS (US) INC"}
    assert not {p for p in shown if p.startswith(("BI2", "B.I."))}


def test_stop_work_restart_and_close_out_stand_beside_the_paragon_award(of: Any) -> None:
    deal = of("seed-05")
    told = [r.description.upper() for r in (*deal.evidence, *deal.since_then)]
    assert any("STOP WORK" in t or "STOP-WORK" in t for t in told)
    assert any("LIFT" in t or "RESUME" in t or "RESCIND" in t for t in told)
    assert any("CLOSE" in t for t in told)


def test_the_equal_action_of_late_september_is_told_under_what_happened_since(of: Any) -> None:
    tool = of("seed-13")
    assert [(r.piid, str(r.action_date)) for r in tool.evidence] == [(ICM, "2025-04-11")]
    later = {(str(r.action_date), str(r.obligated)) for r in tool.since_then}
    assert ("2025-09-25", "29898236.00") in later


def test_the_beginning_is_refuted_by_the_first_action_of_2021(of: Any) -> None:
    first = of("seed-03").evidence[0]
    assert (first.piid, str(first.action_date)) == (LICENSES, "2021-09-03")


def test_all_readings_of_the_subscription_are_shown(of: Any) -> None:
    told = " | ".join(f"{r.name}: {r.value}" for r in of("seed-10").readings)
    for part in ("subscription", "calendar 2025", "fiscal 2025", "family of LexisNexis", "4752744.00"):
        assert part in told


def test_all_readings_of_the_case_management_deal_are_shown(of: Any) -> None:
    values = {r.value for r in of("seed-12").readings}
    assert {"18686187.00", "88098065.29", "20406303.80"} <= values


def test_every_reading_can_be_opened(checked: CheckedText) -> None:
    for judgement in checked.judgements:
        for reading in judgement.readings:
            if reading.value.replace(".", "", 1).lstrip("-").isdigit() and "." in reading.value:
                assert f"{sum(r.obligated for r in reading.rows):.2f}" == reading.value


# The same statements in other words: other order, other hedges, passive voice, amounts written out, days for weeks.
PARAPHRASES = [
    (
        "The newest Clearview AI contract, at $3,750,000, was signed by ICE on September 5.",
        "supported",
        "70CMSD25P00000111",
    ),
    (
        "Ten days ago a deal for 3.75 million dollars was inked between ICE and face-search firm Clearview.",
        "supported",
        "70CMSD25P00000111",
    ),
    ("Clearview AI was handed almost $4 million by ICE this month.", "supported", "70CMSD25P00000111"),
    ("For two years now, since 2023, ICE has been a customer of Clearview AI.", "contradicted", LICENSES),
    ("ICE has been doing business with Clearview AI since early 2023.", "contradicted", LICENSES),
    (
        "Immigration and Customs Enforcement has put millions of dollars into Clearview AI.",
        "supported",
        "70CMSD25P00000111",
    ),
    (
        "A two-million-dollar agreement with Israel's Paragon Solutions was signed by ICE in late September 2024.",
        "supported",
        "70CTD024P00000012",
    ),
    ("Paragon Solutions won about $2 million from ICE in fiscal 2024.", "supported", "70CTD024P00000012"),
    ("ICE's contract with Paragon was put on hold on October 8, 2024.", "supported", "70CTD024P00000012"),
    ("On August 30, ICE lifted the stop-work order on its contract with Paragon.", "supported", "70CTD024P00000012"),
    (
        "ICE's Paragon deal covers training, hardware and maintenance, among other things.",
        "supported",
        "70CTD024P00000012",
    ),
    ("So far in 2025, ICE has paid nearly $5 million for LexisNexis subscriptions.", "supported", "70CMSD21C00000001"),
    ("LexisNexis took in $4.8 million in subscriptions from ICE in 2025.", "supported", "70CMSD21C00000001"),
    (
        "Palantir's Investigative Case Management contract with ICE got $18.7 million in September 2024.",
        "supported",
        ICM,
    ),
    ("ICE added roughly $30 million to its Palantir contract in April for ImmigrationOS.", "supported", ICM),
    ("On April 11, 2025, Palantir was awarded $29.9 million by ICE for ImmigrationOS.", "supported", ICM),
    ("ICE awarded Palantir $30 million for ImmigrationOS on April 17.", "approximately_supported", ICM),
]


@pytest.mark.parametrize(("text", "verdict", "piid"), PARAPHRASES, ids=[p[0][:40] for p in PARAPHRASES])
def test_other_words_for_the_same_statement_get_its_verdict(real: Any, text: str, verdict: str, piid: str) -> None:
    found = real(text).judgements
    assert verdict in {j.verdict.value for j in found}, [(j.claim.kind, j.verdict.value, j.explanation) for j in found]
    assert all(j.verdict.value != "contradicted" or verdict == "contradicted" for j in found)
    assert piid in {r.piid for j in found if j.verdict == verdict for r in j.evidence}


# Statements that are true, or that nobody made: to call any of them wrong would accuse the writer falsely.
NEVER_WRONG = [
    "ICE paid $30 million to Palantir and $20 million to Wonderworks in April 2025.",
    "Unlike Palantir, which got $30 million in April 2025, Clearview got only $3.75 million.",
    "The deal with Clearview is worth $3.75 million, up from $1.1 million last year.",
    "Clearview's $3.75 million contract with ICE, signed Sept. 5, follows a $1.1 million software deal a year earlier.",
    "ICE had spent $2.3 million on Clearview by the end of 2023.",
    "In August 2025, ICE lifted a stop-work order on a $2 million contract with Paragon.",
    "ICE's $30 million ImmigrationOS contract with Palantir was extended in September 2025.",
    "The $2 million Paragon contract was reported by WIRED in October 2024.",
    "ICE has had contracts with Clearview AI since at least 2023.",
    "ICE has had no contracts with Clearview AI since 2020.",
    "Clearview AI received no more than $4 million from ICE in September 2025.",
    "Clearview AI, founded in 2017, got $3.75 million from ICE.",
    "The New York Police Department paid Palantir $3.5 million in 2024.",
    "Miami police paid Clearview AI $80,000 in September 2025.",
    "The Department of Veterans Affairs paid Palantir $90 million in 2024.",
    "The Italian government paid Paragon $5 million in 2024.",
    "Palantir's revenue from government contracts grew to $373 million in 2025.",
    "Palantir gave $5 million to the inauguration in 2025.",
    "ICE has paid Clearview AI $500,000 a year since 2021.",
    "ICE paid $40,000 for Clearview AI training in September 2025.",
    "In the third quarter of fiscal 2025, ICE paid Palantir $29.9 million.",
    "ICE's deal with Paragon, at $2 million, was dwarfed by a $30 million order to Palantir in April 2025.",
    "Since 2023 ICE has spent $1.9 million on Clearview AI software.",
    "ICE cut its Palantir contract by $18,000 in July 2025.",
    "In all, ICE paid Palantir $88 million for the case management system.",
    "ICE bought $1.1 million in software from Clearview AI in September 2024 and $3.75 million more a year later.",
    "ICE's contract with Clearview AI, worth $3.75 million, was announced in October 2024.",
    "According to a 2023 report, ICE paid Clearview AI $500,000.",
    "A $2 million contract between ICE and Paragon, signed in the last days of the Biden administration, was frozen.",
    "CBP and ICE together paid Clearview AI $3.98 million in fiscal 2025.",
    "ICE in 2024 paid Paragon, whose founders sold their last company for $120 million, $2 million.",
    "ICE's contract with Clearview AI is the first since 2024.",
    "ICE paid Palantir for three years of work under a $17.3 million contract from 2022.",
    "Since the start of 2025 ICE has paid Palantir $29.9 million.",
]


@pytest.mark.parametrize("text", NEVER_WRONG, ids=[t[:50] for t in NEVER_WRONG])
def test_a_correct_sentence_is_never_called_wrong(real: Any, text: str) -> None:
    assert [j.explanation for j in real(text).judgements if j.verdict == "contradicted"] == []


# What nobody paid, or another paid: to call it supported would be as false.
NEVER_RIGHT = [
    "ICE did not sign a $2 million contract with Paragon Solutions in 2024.",
    "Paragon Partners signed a $2 million deal with ICE in September 2024.",
    "The FBI signed a $3.75 million contract with Clearview AI in September 2025.",
    "The Chicago Police Department signed a $3.75 million contract with Clearview AI in September 2025.",
    "ICE signed a £3.75 million contract with Clearview AI in September 2025.",
    "ICE considered a $2 million contract with Paragon Solutions in 2024.",
    "ICE paid Palantir $18,000 in July 2025.",
    "ICE pays Palantir $1 million a month.",
    "ICE signed a $3.75 million contract with Clearview AI in 2023.",
    "Palantir spent $30 million on offices in April 2025.",
    "Palantir employees gave $30 million to charity in April 2025.",
]


@pytest.mark.parametrize("text", NEVER_RIGHT, ids=[t[:50] for t in NEVER_RIGHT])
def test_a_false_sentence_is_never_called_right(real: Any, text: str) -> None:
    assert [j.explanation for j in real(text).judgements if "supported" in j.verdict.value] == []


def test_two_checks_of_the_article_give_the_same_answer(real: Any, articles: Path, checked: CheckedText) -> None:
    assert real((articles / "first-article.txt").read_text(encoding="utf-8")) == checked


def test_what_is_not_known_yet_on_the_day_of_the_text_supports_nothing(real: Any, articles: Path) -> None:
    text = (articles / "first-article.txt").read_text(encoding="utf-8")
    day = date(2025, 9, 4)
    early = real(text, day)
    assert all(
        r.action_date <= day for j in early.judgements if j.reason_code != "fiscal_year_only" for r in j.evidence
    )
