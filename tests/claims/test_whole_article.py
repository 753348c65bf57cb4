"""A whole article of our own words gets the claims that a reviewer has read: a change of extraction shows here."""

import json

import pytest

from tests.claims.golden import ARTICLE, EXPECTED, checked, written


def test_the_claims_of_the_article_are_the_expected_ones() -> None:
    assert written() == EXPECTED.read_text(encoding="utf-8"), (
        "if it is right, run `make golden` and review the difference"
    )


def test_the_article_is_as_long_as_articles_are_and_gives_its_own_day() -> None:
    assert 600 <= len(ARTICLE.read_text(encoding="utf-8").split()) <= 900
    assert str(checked().text_date) == "2026-07-10"


# Sentences of the article that are wrong on purpose; of all others none may be contradicted.
WRONG = (
    "The largest order that Palantir has received",
    "CBP signed its first contract with Clearview AI in July 2026",
    "ICE has been a customer of LexisNexis since 2024",
)


def test_only_what_is_wrong_on_purpose_is_contradicted() -> None:
    claims = json.loads(EXPECTED.read_text(encoding="utf-8"))["claims"]
    contradicted = [c["text"] for c in claims if c["verdict"] == "contradicted"]
    assert [t[: len(w)] for t, w in zip(contradicted, WRONG, strict=True)] == list(WRONG)


def test_from_a_selection_of_awards_nothing_is_said_to_be_missing() -> None:
    assert "no_record" not in {j.verdict for j in checked().judgements}


@pytest.mark.parametrize("kind", ["single_action", "total_in_period", "ratio_of_sums", "first_award", "award_event"])
def test_the_article_has_claims_of_many_kinds(kind: str) -> None:
    assert kind in {j.claim.kind for j in checked().judgements}
