"""What an award is for: only agreement with the description can be shown."""

from typing import Any


def test_a_list_of_contents_that_the_description_holds_is_supported(judge: Any) -> None:
    found = judge("ICE's Paragon package includes licences, hardware, training and maintenance.", "award_contents")
    assert found.verdict == "supported"
    assert next(r.modification for r in found.evidence) == "0"


def test_a_list_that_the_description_does_not_hold_gets_no_verdict(check: Any) -> None:
    checked = check("ICE's Paragon package includes helicopters, catering and umbrellas.")
    assert not [j for j in checked.judgements if j.claim.kind == "award_contents"]
    assert checked.unparsed


def test_a_purpose_is_compared_with_the_award_of_the_amount_beside_it(judge: Any) -> None:
    text = (
        "ICE signed a $3.75 million contract with Clearview AI to support Homeland Security Investigations in child "
        "exploitation cases and assaults on officers."
    )
    found = judge(text, "award_contents")
    assert found.verdict == "supported"
    assert [r.piid for r in found.evidence] == ["70CMSD25P00000111"]
