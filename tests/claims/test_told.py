"""What did not happen, or has not happened yet, is never compared with what did."""

from typing import Any

import pytest

DENIED = [
    "ICE did not sign a $2 million contract with Paragon Solutions in 2024.",
    "ICE never paid Paragon Solutions $2 million.",
    "ICE denied that it signed a $2 million contract with Paragon Solutions in 2024.",
    "ICE refused to sign a $2 million contract with Paragon Solutions in 2024.",
    "ICE rejected a $2 million bid from Paragon Solutions in 2024.",
    "Without Congress, ICE could not have signed a $2 million contract with Paragon Solutions in 2024.",
    "A bill would bar ICE from spending $5 million on Clearview AI in 2025.",
    "ICE has had no contracts with Clearview AI since 2023.",
    "ICE has not worked with Clearview AI since 2023.",
    "Since 2023, ICE has not renewed its Clearview contract.",
    "ICE never froze the Paragon contract.",
    "ICE has not terminated its contract with Palantir.",
]
PROPOSED = [
    "Clearview AI is seeking a $10 million contract from ICE in 2025.",
    "ICE proposed a $6 million contract with Clearview AI in September 2025.",
    "ICE would pay Palantir $40 million in 2025 under the plan.",
    "Palantir asked ICE for $50 million in April 2025.",
    "ICE considered a $5 million contract with Clearview AI in September 2025.",
    "If approved, the $5 million contract with Clearview AI would begin in September 2025.",
    "The $5 million contract with Clearview AI would begin in September 2025.",
    "Should ICE sign it, the contract gives Clearview AI $5 million.",
    "ICE wants a $5 million contract with Clearview AI in September 2025.",
]
PLANNED = [
    "ICE plans to spend $7 million on Clearview AI in September 2025.",
    "ICE plans to hire officers and spend $7 million on Clearview AI in September 2025.",
    "ICE will pay Clearview AI $7 million in September 2025.",
    "ICE is set to pay Clearview AI $7 million in September 2025.",
]
ASKED = [
    "Did ICE sign a $9 million contract with Clearview AI in September 2025?",
    "Has ICE had contracts with Clearview AI since 2023?",
]
PARTS = [
    "ICE has paid Clearview AI $500,000 a year since 2021.",
    "ICE pays Palantir $1 million a month.",
    "ICE paid Clearview AI half of $7.5 million in September 2025.",
]


@pytest.mark.parametrize("text", [*DENIED, *PROPOSED, *PLANNED, *ASKED, *PARTS])
def test_what_is_not_told_as_done_gets_no_verdict_and_is_listed_with_the_reason(check: Any, text: str) -> None:
    checked = check(text)
    assert checked.judgements == ()
    assert checked.unparsed[0].why


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("ICE plans to pay Clearview AI $3.75 million for face recognition.", "supported"),
        ("ICE would not comment, but it paid Clearview AI $3.75 million this month.", "supported"),
        ("ICE not only signed a $3.75 million contract with Clearview AI this month.", "supported"),
        (
            "ICE signed a $3.75 million contract with Clearview AI this month that would let agents search faces.",
            "supported",
        ),
        ("In May it rained, and in September 2025 ICE paid Clearview AI $3.75 million.", "supported"),
        ("Although nobody would say why, ICE paid Clearview AI $3.75 million this month.", "supported"),
        ("If every option is used, the Clearview contract could be worth up to $9.2 million.", "outside_coverage"),
    ],
)
def test_words_of_doubt_about_something_else_take_nothing_away(judge: Any, text: str, verdict: str) -> None:
    assert judge(text).verdict == verdict


def test_a_time_after_the_day_of_the_text_is_not_compared(check: Any) -> None:
    checked = check("ICE's contract with Paragon was terminated in March 2026.")
    assert checked.judgements == ()
    assert "after the day of the text" in checked.unparsed[0].why


def test_a_difference_between_two_sums_is_not_compared_with_a_record(check: Any) -> None:
    checked = check(
        "ICE hired Clearview AI in September 2025, at a price some $3.75 million lower than the one before."
    )
    assert checked.judgements == ()
    assert "difference" in checked.unparsed[0].why
