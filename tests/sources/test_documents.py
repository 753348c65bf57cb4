"""XML and JSON are made into tables, and read as tables: FPDS, SAM.gov, the USAspending API, OCDS."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import UNSET

from tallylight.errors import SourceError
from tallylight.sources import UnknownFormat
from tallylight.sources.documents import long_numbers, ocds
from tallylight.sources.documents.ocds_merge import merged
from tallylight.sources.documents.ocds_shape import shaped
from tallylight.sources.door import WITHHELD
from tests.sources.support import load, load_text

AWARD = """<award version="1.5"><awardID><awardContractID><agencyID>7012</agencyID><PIID>70cmsd20p00000001</PIID>
<modNumber>{mod}</modNumber><transactionNumber>0</transactionNumber></awardContractID>{parent}</awardID>
<relevantContractDates><signedDate>2020-04-02 00:00:00</signedDate></relevantContractDates>
<dollarValues><obligatedAmount>{amount}</obligatedAmount></dollarValues>
<purchaserInformation><contractingOfficeAgencyID name="US IMMIGRATION" departmentName="HOMELAND SECURITY">7012
</contractingOfficeAgencyID></purchaserInformation>
<vendor><vendorHeader><vendorName>EXAMPLE OPTICS</vendorName></vendorHeader><vendorSiteDetails><vendorBusinessTypes>
<businessOrOrganizationType><isSolePropreitorship>{alone}</isSolePropreitorship></businessOrOrganizationType>
</vendorBusinessTypes><vendorLocation><streetAddress>1 EXAMPLE ST</streetAddress><phoneNo>5550100000</phoneNo>
</vendorLocation></vendorSiteDetails></vendor></award>"""


def award(mod: str = "0", amount: str = "10.50", parent: str = "", alone: str = "false") -> str:
    return AWARD.format(mod=mod, amount=amount, parent=parent, alone=alone)


def archive(*records: str, root: str = "listOfAwards") -> str:
    return f'<?xml version="1.0"?><{root} xmlns="https://www.fpds.gov/FPDS">{"".join(records)}</{root}>'


def release(ocid: str = "ocds-a-1", day: str = "2024-01-01", **fields: Any) -> dict[str, Any]:
    return {"ocid": ocid, "id": day, "date": f"{day}T00:00:00Z", "tag": ["award"], "buyer": {"name": "City"}} | fields


def agreed(number: str = "1", amount: object = 100, currency: str | None = "GBP", **more: Any) -> dict[str, Any]:
    value = {"amount": amount} | ({"currency": currency} if currency else {})
    return {"id": number, "date": "2024-01-02T10:00:00Z", "value": value, "suppliers": [{"name": "Example Ltd"}]} | more


def text_of(*values: object) -> str:
    return "\n".join(json.dumps(value) for value in values)


# FPDS


def test_an_archive_of_awards_has_keys_days_and_amounts(tmp_path: Path) -> None:
    parent = "<referencedIDVID><agencyID>4732</agencyID><PIID>gs35f0119y</PIID></referencedIDVID>"
    report, kept = load_text(tmp_path, archive(award("P00001", "-10.50", parent)), "a.xml")
    assert (report.format, report.obligated) == ("fpds-xml", Decimal("-10.50"))
    assert kept.row["award_id"] == "CONT_AWD_70CMSD20P00000001_7012_GS35F0119Y_4732"
    assert kept.row["action_key"] == "7012_4732_70CMSD20P00000001_P00001_GS35F0119Y_0"
    assert kept.row["action_date"] == date(2020, 4, 2)
    assert (kept.row["sub_agency"], kept.row["agency"]) == ("US IMMIGRATION", "HOMELAND SECURITY")


@pytest.mark.parametrize("prefix", ["", "fpds:", "x:"])
def test_elements_are_told_by_their_local_names(tmp_path: Path, prefix: str) -> None:
    text = archive(award())
    if prefix:
        tree = ElementTree.fromstring(text)
        ElementTree.register_namespace(prefix.rstrip(":"), "https://www.fpds.gov/FPDS")
        text = ElementTree.tostring(tree, encoding="unicode")
        assert f"<{prefix}award" in text
    assert load_text(tmp_path, text, "a.xml")[0].rows_kept == 1


def test_a_sole_proprietor_is_withheld_although_the_publisher_misspells_the_word(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, archive(award(alone="true")), "a.xml")
    assert kept.row["payee"] == WITHHELD
    assert "EXAMPLE OPTICS" not in str(kept.row)


def test_two_equal_records_of_an_archive_are_a_repeat(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, archive(award(), award("1"), award()), "a.xml")
    assert (report.rows_kept, report.rows_repeated, report.obligated) == (2, 1, Decimal("21.00"))


def test_a_record_without_an_amount_is_rejected_with_its_row_and_element(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, archive(award(), award("1", amount="")), "a.xml")
    (bad,) = report.rejected
    assert (bad.row, bad.field, bad.shown_as) == (2, "obligated", "dollarValues/obligatedAmount")


@pytest.mark.parametrize("size", [300, 900, 1400])
def test_xml_that_breaks_off_is_an_error_in_one_line(tmp_path: Path, size: int) -> None:
    with pytest.raises(SourceError, match="XML") as caught:
        load_text(tmp_path, archive(award(), award("1"))[:size], "a.xml")
    assert "\n" not in str(caught.value)


def test_entities_are_refused(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE listOfAwards [<!ENTITY a0 "lol">{levels}]>{archive(award("&a11;"))[21:]}'
    with pytest.raises(SourceError, match="entities"):
        load_text(tmp_path, bomb, "a.xml")


def test_a_file_that_an_entity_names_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("1234567.00")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>{archive(award(amount="&x;"))[21:]}'
    with pytest.raises(SourceError, match="entities"):
        load_text(tmp_path, text, "a.xml")


def test_a_web_page_and_other_xml_are_no_records(tmp_path: Path) -> None:
    for text, what in (
        ("<!DOCTYPE html><html><body>x</body></html>", "web page"),
        ("<feed/>", "without a contract record"),
    ):
        with pytest.raises(UnknownFormat, match=what):
            load_text(tmp_path, text, "a.xml")


@pytest.mark.records
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("archive-award-v1.5", 23),
        ("archive-idv-v1.4", 18),
        ("atom-feed-page-1.5.2-2020-04-02", 10),
        ("atom-feed-page-reserialised", 10),
    ],
)
def test_real_fpds_files_reconcile_with_a_plain_parser(records: Path, name: str, rows: int) -> None:
    path = records / "fpds" / f"{name}.xml.gz"
    report, kept = load(path)
    tree = ElementTree.fromstring(gzip.decompress(path.read_bytes()))
    found = [e for e in tree.iter() if e.tag.rpartition("}")[2] in ("award", "IDV")]
    amounts = [_text(e, "dollarValues", "obligatedAmount") for e in found]
    assert report.rows_read == report.rows_kept == len(found) == rows
    assert report.obligated == sum(Decimal(amount) for amount in amounts if amount)
    alone = [_text(e, "businessOrOrganizationType", "isSolePropreitorship") == "true" for e in found]
    uei = [_text(e, "vendorUEIInformation", "UEI") for e in found]
    assert kept.table["payee_uei"].to_pylist() == [None if one else u for one, u in zip(alone, uei, strict=True)]
    assert [payee == WITHHELD for payee in kept.table["payee"].to_pylist()] == alone
    assert len(set(kept.table["action_id"].to_pylist())) == rows


def _text(record: ElementTree.Element, around: str, own: str) -> str | None:
    for parent in record.iter():
        if parent.tag.rpartition("}")[2] == around:
            for child in parent:
                if child.tag.rpartition("}")[2] == own:
                    return (child.text or "").strip() or None
    return None


@pytest.mark.records
def test_ten_orders_with_one_number_are_ten_awards(records: Path) -> None:
    _, kept = load(records / "fpds" / "atom-feed-page-1.5.2-2020-04-02.xml.gz")
    assert set(kept.table["piid"].to_pylist()) == {"0001"}
    assert len(set(kept.table["award_id"].to_pylist())) == 10


# JSON in general


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    text = json.dumps(release(awards=[agreed(title="Cámaras")]), ensure_ascii=False)
    report, kept = load_text(tmp_path, text.encode(encoding), "a.json")
    assert kept.row["description"] == "Cámaras"
    assert ("the file is not UTF-8 and was read as Windows-1252" in report.notes) == (encoding == "cp1252")


def test_several_documents_behind_each_other_are_all_read(tmp_path: Path) -> None:
    texts = [json.dumps(release(f"ocds-a-{n}", awards=[agreed()]), indent=1) for n in range(3)]
    assert load_text(tmp_path, "\n".join(texts), "a.json")[0].rows_kept == 3
    assert load_text(tmp_path, "".join(texts), "b.json")[0].rows_kept == 3


def test_json_lines_and_a_list_give_the_same_rows(tmp_path: Path) -> None:
    values = [release(f"ocds-a-{n}", awards=[agreed()]) for n in range(300)]
    lines, _ = load_text(tmp_path, text_of(*values), "a.jsonl")
    listed, _ = load_text(tmp_path, json.dumps(values, indent=1), "a.json")
    assert lines.rows_kept == listed.rows_kept == 300
    assert lines.obligated == listed.obligated


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"releases": [{"ocid": "a", ', "breaks off"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, "nested too deeply"),
        ('{"ocid": "a", "tag": ["award"], "awards": [}', "not JSON"),
        ("[]", "without a record"),
        ('{"unheard": 1}', "no known kind"),
        ("[1, 2]", "no known kind"),
    ],
)
def test_json_that_is_no_answer_is_refused_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(SourceError, match=what) as caught:
        load_text(tmp_path, text, "a.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("value", {"amount": "1e400", "currency": "GBP"}, "cut its digits"),
        ("date", "0000-01-01", "no such day"),
        ("date", "soon", "not a date"),
        ("id", "x" * 1_000_000, "no award key"),
        ("value", {"amount": 10**30, "currency": "GBP"}, "too large"),
    ],
)
def test_a_value_that_cannot_be_costs_its_row_only(tmp_path: Path, field: str, value: object, reason: str) -> None:
    awards = [agreed("fine"), agreed("odd") | {field: value}]
    report, _ = load_text(tmp_path, text_of(release(awards=awards)), "a.json")
    assert (report.rows_kept, report.rows_rejected) == (1, 1)
    assert reason in report.rejected[0].reason
    assert len(report.rejected[0].value) < 100


def test_a_number_beyond_all_bounds_is_no_amount(tmp_path: Path) -> None:
    text = text_of(release(awards=[agreed("fine"), agreed("odd", amount=7777)])).replace("7777", "1e400")
    report, _ = load_text(tmp_path, text, "a.json")
    assert report.rejected[0].value == "1e400"


@pytest.mark.parametrize("digits", [4_300, 4_301, 9_000])
@pytest.mark.parametrize("lines", [True, False])
def test_a_whole_number_without_bounds_costs_its_row_only(tmp_path: Path, digits: int, lines: bool) -> None:
    releases = [release("ocds-b", awards=[agreed("odd", amount=7777)]), release("ocds-c", awards=[agreed()])]
    text = text_of(*releases) if lines else text_of({"releases": releases})
    report, _ = load_text(tmp_path, text.replace("7777", "9" * digits), "a.json")
    assert (report.rows_kept, [one.reason for one in report.rejected]) == (1, ["too large to be an amount"])
    assert len(report.rejected[0].value) < 100


def test_only_whole_numbers_outside_of_texts_become_texts() -> None:
    many = "7" * 5_000
    kept = f'{{"a": "{many}", "b": 1, "c": {many}.5, "d": 2e5, "e": "\\"{many}"}}'
    assert long_numbers.as_texts(kept.encode()) is None
    longer = f'{{"f": -{many}, "g": [{many}], {kept[1:]}'
    assert long_numbers.as_texts(longer.encode()) == f'{{"f": "-{many}", "g": ["{many}"], {kept[1:]}'.encode()


def test_a_number_of_json_with_an_exponent_is_exact(tmp_path: Path) -> None:
    text = text_of(release(awards=[agreed(amount=7777)])).replace("7777", "2.5e3")
    report, _ = load_text(tmp_path, text, "a.json")
    assert [amount for _, amount in report.amounts] == [Decimal("2500.00")]


def test_an_award_of_the_year_9999_is_refused_with_its_day(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, text_of(release(awards=[agreed() | {"date": "9999-12-31"}])), "a.json")
    (row,) = report.rejected
    assert (row.value, row.reason) == ("9999-12-31", "no action was signed before 1900 or is dated after 2099")


@given(st.integers(0, 10**13), st.booleans())
def test_amounts_are_as_they_are_written(tmp_path_factory: pytest.TempPathFactory, cents: int, minus: bool) -> None:
    written = f"{'-' if minus else ''}{cents // 100}.{cents % 100:02d}"
    text = text_of(release(awards=[agreed(amount=7777)])).replace("7777", written)
    report, _ = load_text(tmp_path_factory.mktemp("amount"), text, "a.json")
    assert report.obligated == Decimal(written)


# OCDS


def test_a_later_release_of_a_process_replaces_what_it_repeats(tmp_path: Path) -> None:
    first = release(day="2024-01-01", awards=[agreed("1", 100), agreed("2", 50)], tender={"title": "Cameras"})
    later = release(day="2024-03-01", awards=[{"id": "1", "value": {"amount": 120}}])
    report, kept = load_text(tmp_path, text_of({"releases": [later, first]}), "a.json")
    assert report.rows_read == 2
    assert kept.table["obligated"].to_pylist() == [Decimal("120.00"), Decimal("50.00")]
    assert kept.table["currency"].to_pylist() == ["GBP", "GBP"]
    assert set(kept.table["base_description"].to_pylist()) == {"Cameras"}


def test_null_takes_a_field_away() -> None:
    releases = [release(awards=[agreed()], tender={"title": "x"}), release(day="2024-02-01", tender=None)]
    together = merged([shaped(one) for one in releases])
    assert not together.tender
    assert len(together.awards or ()) == 1


def test_a_part_of_another_shape_than_the_standard_has_is_passed_over(tmp_path: Path) -> None:
    odd = release(awards=[agreed("1"), 7, agreed("2", suppliers="none yet")], tender=["no", "object"])
    report, kept = load_text(tmp_path, text_of(odd), "a.json")
    assert (report.rows_kept, kept.table["payee"].to_pylist()) == (2, ["Example Ltd", None])


@pytest.mark.parametrize(("awards", "lost"), [(agreed(), 1), (["x", 5], 2), ("none", 1), ([None], 1)])
def test_what_stands_for_an_award_and_is_none_is_rejected(tmp_path: Path, awards: object, lost: int) -> None:
    report, _ = load_text(tmp_path, text_of(release("ocds-b", awards=awards), release(awards=[agreed()])), "a.json")
    assert (report.rows_read, report.rows_kept, report.rows_rejected) == (lost + 1, 1, lost)
    assert {(one.shown_as, one.value, one.reason) for one in report.rejected} == {("awards", "", ocds.NO_AWARD.reason)}
    assert [one.row for one in report.rejected] == list(range(1, lost + 1))
    assert [note for note in report.notes if "`awards` is no award" in note]
    assert not [note for note in report.notes if "no award yet" in note]


def test_each_thing_that_is_no_award_is_listed_whatever_later_releases_say(tmp_path: Path) -> None:
    releases = [release(awards=[agreed("1"), "x"]), release(day="2024-02-01", awards=[agreed("2"), [1], 3])]
    report, kept = load_text(tmp_path, "\n".join(map(text_of, releases)), "a.jsonl")
    assert kept.table["piid"].to_pylist() == ["1", "2"]
    assert [(one.row, one.field) for one in report.rejected] == [(3, "awards"), (4, "awards"), (5, "awards")]


def test_no_document_can_say_how_many_of_its_awards_are_none(tmp_path: Path) -> None:
    odd = release(awards=[agreed("1"), 7]) | {"no_awards": 99}
    report, _ = load_text(tmp_path, text_of(odd), "a.json")
    assert (report.rows_kept, report.rows_rejected) == (1, 1)
    report, _ = load_text(tmp_path, text_of(release(awards=[agreed("1")]) | {"no_awards": 99}), "b.json")
    assert (report.rows_kept, report.rows_rejected) == (1, 0)


LEAF = st.none() | st.integers(0, 3) | st.text("ab", max_size=2)
PART = st.fixed_dictionaries({}, optional={"title": LEAF, "description": LEAF, "id": LEAF})
RELEASE = st.fixed_dictionaries(
    {},
    optional={
        "tender": st.none() | PART | LEAF,
        "awards": st.none() | st.lists(PART, max_size=3) | LEAF,
        "buyer": st.fixed_dictionaries({}, optional={"name": LEAF}),
    },
)


@given(st.lists(RELEASE, min_size=1, max_size=4))
def test_merging_a_release_twice_changes_nothing(releases: list[dict[str, Any]]) -> None:
    made = [shaped({"date": f"2024-01-{number + 1:02d}"} | one) for number, one in enumerate(releases)]
    ids = [[award.id for award in one.awards or ()] for one in made]
    assume(all(None not in listed and UNSET not in listed for listed in ids))  # what has no id cannot be met again
    assert merged([*made, made[-1]]) == merged([merged(made), made[-1]])
    assert merged([*made, made[-1], made[-1]]) == merged([*made, made[-1]])


def test_contracts_are_never_added_to_their_award(tmp_path: Path) -> None:
    contract = {"id": "c", "awardID": "1", "value": {"amount": 90, "currency": "GBP"}, "dateSigned": "2024-01-05"}
    report, kept = load_text(tmp_path, text_of(release(awards=[agreed()], contracts=[contract])), "a.json")
    assert report.obligated == Decimal("100.00")
    assert kept.row["current_value"] == Decimal("90.00")


def test_a_contract_without_an_award_is_a_row_of_its_own(tmp_path: Path) -> None:
    contract = {"id": "c", "awardID": "1", "value": {"amount": 90, "currency": "GBP"}, "dateSigned": "2024-01-05"}
    _, kept = load_text(tmp_path, text_of(release(contracts=[contract])), "a.json")
    assert kept.row["award_id"] == "OCDS_ocds-a-1_1"
    assert (kept.row["obligated"], kept.row["action_date"]) == (Decimal("90.00"), date(2024, 1, 5))


@pytest.mark.parametrize("status", ["cancelled", "unsuccessful"])
def test_an_award_that_came_to_nothing_has_no_amount(tmp_path: Path, status: str) -> None:
    report, kept = load_text(tmp_path, text_of(release(awards=[agreed(status=status)])), "a.json")
    assert (report.rows_kept, kept.row["obligated"], kept.row["action_type"]) == (1, None, status)


def test_a_value_that_is_not_given_is_unknown_and_not_zero(tmp_path: Path) -> None:
    one = agreed()
    del one["value"]
    report, kept = load_text(tmp_path, text_of(release(awards=[one])), "a.json")
    assert (report.rows_kept, kept.row["obligated"]) == (1, None)


def test_amounts_of_different_currencies_are_never_one_sum(tmp_path: Path) -> None:
    awards = [agreed("1", 100, "GBP"), agreed("2", 50, "EUR"), agreed("3", "7.25", "EUR"), agreed("4", 1, None)]
    report, _ = load_text(tmp_path, text_of(release(awards=awards)), "a.json")
    assert dict(report.amounts) == {"GBP": Decimal("100.00"), "EUR": Decimal("57.25"), "unknown": Decimal("1.00")}


def test_an_award_without_an_amount_takes_no_sum_away_from_the_others(tmp_path: Path) -> None:
    cancelled = {**agreed("1", 100, "GBP"), "status": "cancelled"}
    report, _ = load_text(tmp_path, text_of(release(awards=[cancelled, agreed("2", 7, "GBP")])), "a.json")
    assert (report.rows_kept, report.amounts, report.obligated) == (2, (("GBP", Decimal("7.00")),), Decimal("7.00"))


@pytest.mark.parametrize(
    ("supplier", "withheld"),
    [
        ({"name": "Jordan Example"}, True),
        ({"name": "Jordan Example", "identifier": {"scheme": "GB-COH", "id": "01234567"}}, False),
        ({"name": "Jordan Example Limited"}, False),
        ({"name": "Example S.A. de C.V."}, False),
        ({"name": "Universidad de Ejemplo"}, False),
        ({"name": "Jordan Example", "identifier": {"id": "EXAJ800101AB1"}}, True),  # a natural person's tax number
    ],
)
def test_a_supplier_who_may_be_a_person_is_withheld(tmp_path: Path, supplier: dict[str, Any], withheld: bool) -> None:
    one = agreed(title="Work by Jordan Example", suppliers=[supplier])
    _, kept = load_text(tmp_path, text_of(release(awards=[one])), "a.json")
    assert (kept.row["payee"] == WITHHELD) == withheld
    assert ("Jordan Example" in str(kept.row["description"])) != withheld


def test_records_that_only_link_to_their_releases_are_noted(tmp_path: Path) -> None:
    record = {
        "ocid": "ocds-a-1",
        "releases": [{"url": "https://example.org/1", "date": "2024-01-01", "tag": ["award"]}],
    }
    report, _ = load_text(tmp_path, text_of({"records": [record]}), "a.json")
    assert "1 record only links to releases, which are not fetched" in report.notes


def test_the_day_of_a_package_is_the_day_on_which_it_was_shown(tmp_path: Path) -> None:
    package = {"publishedDate": "2024-05-06T00:00:00Z", "releases": [release(awards=[agreed()])]}
    assert load_text(tmp_path, text_of(package), "a.json")[0].as_of == date(2024, 5, 6)


@pytest.mark.records
@pytest.mark.parametrize("name", ["release-package_1.0-2", "release-package_1.1-2"])
def test_one_process_in_two_versions_of_the_standard_is_one_award(records: Path, name: str) -> None:
    _, kept = load(records / "ocds" / f"{name}.json.gz")
    assert kept.row["award_id"] == "OCDS_ocds-03ad3f-246807_246807-adqusicion-guantes-otros-insumos-medicos"
    assert (kept.row["obligated"], kept.row["currency"]) == (Decimal("17875000.00"), "PYG")


@pytest.mark.records
def test_real_releases_of_one_publisher_have_every_award_once(records: Path) -> None:
    path = records / "ocds" / "contracts-finder-releases-2025.jsonl.gz"
    releases = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    awards = {(one["ocid"], award["id"]) for one in releases for award in one.get("awards") or ()}
    report, kept = load(path)
    assert report.rows_kept == len(awards) == len(set(kept.table["award_id"].to_pylist()))
    assert dict(report.amounts).keys() == {"GBP"}


@pytest.mark.records
def test_every_sample_of_ocds_is_read(records: Path) -> None:
    for path in sorted((records / "ocds").iterdir()):
        report, _ = load(path)
        assert report.format == "ocds"
        assert (report.rows_kept > 0, report.rows_rejected) == (True, 0), path.name


# SAM.gov and the USAspending API


@pytest.mark.records
def test_sam_contract_awards_have_the_keys_of_usaspending(records: Path) -> None:
    _, kept = load(records / "sam" / "contract-awards-example-1.json.gz")
    assert kept.row["award_id"] == "CONT_AWD_SPE3SU25F97V0_9700_SPE30023DSA78_9700"
    assert (kept.row["obligated"], kept.row["action_date"]) == (Decimal("202.39"), date(2025, 2, 20))
    _, vehicle = load(records / "sam" / "contract-awards-example-6.json.gz")
    assert (vehicle.row["award_id"], vehicle.row["award_type_code"]) == ("CONT_IDV_NNG15SD19B_8000", "IDV_A")


@pytest.mark.records
def test_a_sam_answer_without_the_sections_of_money_is_rejected_row_by_row(records: Path) -> None:
    report, _ = load(records / "sam" / "contract-awards-example-3.json.gz")
    assert (report.rows_read, report.rows_rejected) == (5, 5)


@pytest.mark.records
def test_sam_subcontracts_reconcile(records: Path) -> None:
    path = records / "sam" / "subcontracts-search-example-6.json.gz"
    data = json.loads(gzip.decompress(path.read_bytes()))["data"]
    report, kept = load(path)
    assert kept.kinds == {"subawards"}
    assert report.obligated == sum(Decimal(row["subAwardAmount"]) for row in data)
    assert kept.table["award_id"].to_pylist() == [row["primeContractKey"] for row in data]


@pytest.mark.records
def test_a_notice_of_sam_meets_its_award_by_number(records: Path) -> None:
    _, kept = load(records / "sam" / "opportunities-search-example-1.json.gz")
    assert kept.kinds == {"notices"}
    assert (kept.row["solicitation_id"], kept.row["piid"]) == ("47PF0018R0023", "47PF0018C0066")
    assert kept.row["amount"] == Decimal("800620.00")


SEARCHED = {
    "Award ID": "70CTD024P00000099", "Mod": "P00001", "Transaction Amount": -1250.5, "Action Date": "2024-03-05",
    "Recipient Name": "EXAMPLE OPTICS, INC.", "Awarding Sub Agency": "U.S. Immigration and Customs Enforcement",
    "generated_internal_id": "CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-", "internal_id": 7,
    "PSC": {"code": "7A21", "description": "SOFTWARE"},
}  # fmt: skip


def test_a_saved_search_answer_is_read_with_its_key(tmp_path: Path) -> None:
    answer = {"results": [SEARCHED], "page_metadata": {"page": 1}, "messages": []}
    report, kept = load_text(tmp_path, json.dumps(answer), "a.json")
    assert report.format == "usaspending-transaction-search"
    assert kept.row["action_id"] == "CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-:P00001"
    assert (kept.row["obligated"], kept.row["psc"]) == (Decimal("-1250.50"), "7A21")


def test_pages_of_an_answer_may_stand_in_one_file(tmp_path: Path) -> None:
    pages = [{"results": [SEARCHED | {"Mod": f"P{n}"}]} for n in range(3)] + [{"results": []}]
    assert load_text(tmp_path, text_of(*pages), "a.jsonl")[0].rows_kept == 3


def test_the_actions_of_one_award_say_only_what_their_key_says(tmp_path: Path) -> None:
    row = {
        "id": "CONT_TX_7012_4732_70CTD024F1_P00001_GS35F0119Y_0", "type": "C", "action_date": "2024-03-05",
        "modification_number": "P00001", "federal_action_obligation": 10.0, "description": "LICENSES",
    }  # fmt: skip
    report, kept = load_text(tmp_path, json.dumps({"results": [row]}), "a.json")
    assert report.format == "usaspending-award-transactions"
    assert kept.row["award_id"] == "CONT_AWD_70CTD024F1_7012_GS35F0119Y_4732"
    assert (kept.row["parent_piid"], kept.row["payee"]) == ("GS35F0119Y", None)


def test_one_award_is_a_summary_and_its_officers_stay_outside(tmp_path: Path) -> None:
    value = {
        "generated_unique_award_id": "CONT_AWD_1_7012_-NONE-_-NONE-", "piid": "1", "total_obligation": 5.5,
        "date_signed": "2024-01-02", "recipient": {"recipient_name": "EXAMPLE", "recipient_uei": "ABCDEFGHJKL1"},
        "executive_details": {"officers": [{"name": "PRIVATE PERSON 1", "amount": 123456.78}]},
    }  # fmt: skip
    report, kept = load_text(tmp_path, json.dumps(value), "a.json")
    assert (report.kind, kept.row["obligated"], kept.row["payee"]) == ("summaries", Decimal("5.50"), "EXAMPLE")
    assert "PRIVATE PERSON" not in str(kept.row)


def test_an_answer_of_subawards_without_their_prime_award_says_so(tmp_path: Path) -> None:
    row = {"id": 1, "subaward_number": "7", "description": "x", "action_date": "2024-01-01", "amount": 1}
    with pytest.raises(UnknownFormat, match="does not name their prime award"):
        load_text(tmp_path, json.dumps({"results": [row]}), "a.json")


# Files of USAspending that stand beside contracts


def plain_sum(lines: Iterable[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(line[column]) for line in lines), Decimal(0))


@pytest.mark.records
def test_real_sub_awards_reconcile_and_each_report_is_its_own(records: Path) -> None:
    import csv

    (path,) = (records / "usaspending/subawards/2025-gen").glob("all_after_2020*")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    report, kept = load(path)
    assert (report.rows_kept, report.obligated) == (482, plain_sum(rows, "subaward_amount"))
    assert len(set(kept.table["subaward_id"].to_pylist())) == 482
    assert kept.kinds == {"subawards"}


@pytest.mark.parametrize("system", ["fsrs", "sam"])
def test_both_generations_of_sub_award_files_are_read(tmp_path: Path, system: str) -> None:
    row = {
        "prime_award_unique_key": "CONT_AWD_1_7012_-NONE-_-NONE-", f"subaward_{system}_report_id": "r1",
        "subaward_amount": "10.00", "subaward_action_date": "2024-01-02", "subawardee_name": "SUB LLC",
        f"subaward_{system}_report_last_modified_date": "2024-01-05 00:00:00+00",
        "subawardee_address_line_1": "1 EXAMPLE ST", "subawardee_highly_compensated_officer_1_name": "PRIVATE PERSON 1",
    }  # fmt: skip
    header, line = ",".join(row), ",".join(row.values())
    _, kept = load_text(tmp_path, f"{header}\n{line}\n")
    assert (kept.row["subaward_id"], kept.row["last_modified"]) == ("r1", date(2024, 1, 5))
    assert "EXAMPLE ST" not in str(kept.row)


@pytest.mark.parametrize(
    ("types", "withheld"),
    [
        ("INDIVIDUAL", True),
        ("SMALL BUSINESS;INDIVIDUALS", True),
        ("WOMAN-OWNED BUSINESS,SOLE PROPRIETORSHIP", True),
        ("INDIVIDUAL OR CONCERN OTHER THAN ONE OF THE PRECEDING", False),
        ("STATE GOVERNMENT", False),
        ("", False),
    ],
)
def test_a_grant_to_an_individual_names_nobody(tmp_path: Path, types: str, withheld: bool) -> None:
    row = {
        "assistance_award_unique_key": "ASST_NON_1_7012", "award_id_fain": "1", "federal_action_obligation": "10.00",
        "action_date": "2024-01-02", "modification_number": "0", "recipient_name": "JORDAN EXAMPLE",
        "business_types_description": f'"{types}"',
    }  # fmt: skip
    _, kept = load_text(tmp_path, f"{','.join(row)}\n{','.join(row.values())}\n")
    assert (kept.row["payee"] == WITHHELD) == withheld
    assert kept.row["award_kind"] == "assistance"
