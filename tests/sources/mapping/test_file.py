"""Each mistake in a mapping file is one line that names the file, the line and the field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallylight.errors import SourceError
from tallylight.sources.mapping import concepts, file, load, schema
from tallylight.sources.mapping.nodes import FILL_IN
from tests.sources.golden import SCHEMA
from tests.sources.mapping.support import FIELDS, mapping, mapping_file
from tests.sources.support import complaint_of

COLUMNS = FIELDS["columns"]


def complaint(folder: Path, text: str | None = None, **changed: Any) -> str:
    path = mapping_file(folder, **changed)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load(str(path), "town.yaml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_mapping_says_what_its_file_says(tmp_path: Path) -> None:
    made = mapping(tmp_path, coverage={"state": "complete", "from": "2024-01-01", "to": "2024-12-31"}, delimiter="tab")
    assert (made.id, made.delimiter, made.award_key, made.columns["payee"]) == ("town", "\t", ("No",), "Vendor")
    assert made.coverage == file.Stated(complete=True, start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert made.where["payee"] == "town.yaml, line 13, columns.payee"


def test_a_concept_that_does_not_exist_is_named_with_the_nearest(tmp_path: Path) -> None:
    said = complaint(tmp_path, columns=COLUMNS | {"payees": "Vendor"})
    assert said.startswith("there is no such concept; is 'payee' meant? (town.yaml, line 15, columns.payees).")


def test_a_concept_that_is_filled_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    text = mapping_file(tmp_path).read_text() + "  payee: Name\n"
    assert "it is there twice, here and in line 13 (town.yaml, line 15, columns.payee)" in complaint(tmp_path, text)


@pytest.mark.parametrize(
    "heading",
    ["Contact Phone", "OfficerName", "vendor_email", "Street Address", "Employee", "Last Name", "DOB", "Approved By", "ZIP",
     "Inmate", "Tax ID"],
)  # fmt: skip
@pytest.mark.parametrize("concept", ["payee", "description", "piid"])
def test_a_column_about_a_person_has_nowhere_to_go(tmp_path: Path, heading: str, concept: str) -> None:
    assert "is a column about a person" in complaint(tmp_path, columns=COLUMNS | {concept: heading})
    assert "may name a person" in complaint(tmp_path, award_key=[heading])


def test_the_city_in_an_address_may_be_mapped(tmp_path: Path) -> None:
    assert mapping(tmp_path, columns=COLUMNS | {"payee_city": "Vendor Address City"}).columns["payee_city"]


def test_there_is_no_concept_for_a_person() -> None:
    assert not [name for name in concepts.CONCEPTS if concepts.is_of_a_person(name, "")]


@pytest.mark.parametrize("column", ["Vendor", "Purpose"])
def test_no_key_is_made_of_a_name(tmp_path: Path, column: str) -> None:
    assert "a key is shown everywhere (town.yaml, line 10, award_key)" in complaint(tmp_path, award_key=["No", column])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"dates": None}, "the field is missing (town.yaml, line 1, dates)"),
        ({"dates": "any"}, "'any' is not one of: year first, day first, month first (town.yaml, line 6, dates)"),
        ({"dates": FILL_IN}, "this is still to be filled in (town.yaml, line 6, dates)"),
        ({"decimal_mark": "'"}, "is not one of: ., , (town.yaml, line 7, decimal_mark)"),
        ({"currency": "dollars"}, "a code of three capital letters (ISO 4217) (town.yaml, line 5, currency)"),
        ({"currency": None}, "neither stated nor mapped (town.yaml, line 1, currency)"),
        ({"agency": None}, "neither stated nor mapped (town.yaml, line 1, agency)"),
        ({"id": "Town 1"}, "expected small letters, digits and dashes (town.yaml, line 1, id)"),
        ({"kind_of_award": "cheque"}, "'cheque' is not one of: payment, contract, grant"),
        ({"award_key": None}, "the columns that make the key of an award are not named"),
        ({"columns": {"payee": "Vendor"}}, "no column is mapped to action_date"),
        ({"columns": None}, "no column is mapped (town.yaml, line 1, columns)"),
        ({"columns": ["a"]}, "expected `name: value` lines here (town.yaml, line 11, columns)"),
        ({"colums": {}}, "there is no such field; is 'columns' meant? (town.yaml, line 15, colums)"),
        ({"void": {"column": "Status"}}, "no value is named"),
        ({"void": {"column": "Phone", "values": ["x"]}}, "this is a column about a person"),
        ({"coverage": {"state": "complete"}}, "complete from when to when?"),
        ({"coverage": {"state": "complete", "from": "2024-02-01", "to": "2024-01-01"}}, "this is before `from`"),
        ({"coverage": {"state": "complete", "from": "1 May", "to": "x"}}, "is not a day written YYYY-MM-DD"),
        ({"header_row": "0"}, "is not a number from 1 to 1000"),
        ({"publisher_page": "http://example.org"}, "expected the address of a public page"),
    ],
)
def test_each_mistake_names_line_and_field(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    assert said in complaint(tmp_path, **changed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the mapping is empty"),
        ("- a\n- b\n", "expected `name: value` lines here (town.yaml, line 1)"),
        ("id: [\n", "not YAML"),
        ("id: &a x\npublisher: *a\n", "no anchors"),
        ("? [a, b]\n: c\n", "expected a name in front of the colon"),
        ("[" * 100_000, "not YAML"),
        ("x" * 2_000_000, "too long for a mapping"),
    ],
)
def test_what_is_no_mapping_is_said_to_be_none(tmp_path: Path, text: str, said: str) -> None:
    assert said in complaint(tmp_path, text)


def test_a_mapping_that_is_not_there_or_not_utf_8_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the mapping cannot be read: no such file"):
        load(str(tmp_path / "none.yaml"))
    (tmp_path / "a.yaml").write_bytes(b"id: \xff\xfe\xfa")
    with pytest.raises(SourceError, match="not UTF-8"):
        load(str(tmp_path / "a.yaml"))


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_mapping_or_one_line(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    with pytest.raises(SourceError) as caught:
        load(str(path))
    assert "\n" not in str(caught.value)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_a_damaged_mapping_is_a_mapping_or_one_line(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(mapping_file(tmp_path).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    said = complaint_of(lambda: load(str(path)))
    assert not said or "a.yaml" in said


def test_the_published_schema_is_that_of_the_code() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema.text(), "run `make golden`"
    told = json.loads(schema.text())
    assert tuple(told["properties"]) == file.FIELDS
    assert set(told["properties"]["columns"]["properties"]) == {*concepts.CONCEPTS, *concepts.HELPERS}
