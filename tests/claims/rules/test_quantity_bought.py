"""Award actions hold money, not pieces."""

from typing import Any


def test_a_number_of_pieces_is_outside_coverage(judge: Any) -> None:
    found = judge("Clearview AI delivered 500 licenses to ICE in 2021.", "quantity_bought")
    assert (found.verdict, found.reason_code) == ("outside_coverage", "kind:quantity")
    assert {r.payee for r in found.evidence} == {"CLEARVIEW AI, INC."}


def test_a_number_of_pieces_beside_a_price_is_left_to_the_price(check: Any) -> None:
    kinds = {j.claim.kind for j in check("ICE bought 500 licenses from Clearview AI for $500,000 in 2021.").judgements}
    assert kinds == {"single_action"}
