import json
from dataclasses import replace

from tallylight.report import as_json

from . import example
from .golden import FOLDER, as_text

PROMISED = {
    "id", "span", "text", "vendor", "agency", "product", "amount", "amount_kind", "when", "verdict", "reason_code",
    "explanation", "readings", "evidence", "since_then",
}  # fmt: skip


def test_every_promised_field_is_there() -> None:
    answer = as_json.checked_text(example.CHECKED)
    assert {"edition", "text_date", "claims", "unparsed"} <= answer.keys()
    for claim in answer["claims"]:
        assert claim.keys() >= PROMISED


def test_a_claim_is_written_as_the_contract_has_it() -> None:
    claim = as_json.checked_text(example.CHECKED)["claims"][0]
    start, end = claim["span"]
    assert example.TEXT[start:end] == claim["text"]
    assert claim["amount"] == "3750000.00"
    assert claim["when"] | {"text": "recently", "from": "2025-07-17", "to": "2025-09-15"} == claim["when"]
    assert claim["readings"][0] | {"name": "single action, base award", "value": "3750000.00"} == claim["readings"][0]
    evidence = claim["evidence"][0]
    assert evidence["award_id"] == "CONT_AWD_70CMSD25P00000111_7012_-NONE-_-NONE-"
    assert (evidence["action_date"], evidence["obligated"]) == ("2025-09-05", "3750000.00")
    assert evidence["source"].keys() == {"path", "sha256", "row"}


def test_what_happened_since_has_a_summary() -> None:
    later = as_json.checked_text(example.CHECKED)["claims"][5]["since_then"]
    assert later[0]["summary"] == ("Modification P00003 moved no money ($0.00). MODIFICATION CLOSES OUT THIS CONTRACT")


def test_unknown_is_null() -> None:
    claim = as_json.checked_text(example.CHECKED)["claims"][4]
    assert claim["amount"] is None
    assert claim["when"] is None


def test_the_answer_is_as_expected() -> None:
    assert as_text(example.STARTER) == (FOLDER / "starter.json").read_text(encoding="utf-8")


def test_a_text_without_statements_has_an_empty_list() -> None:
    answer = json.loads(as_text(replace(example.EMPTY, path="-")))
    assert answer["claims"] == []
    assert answer["unparsed"] == []
