"""FPDS and OCDS in the forms that no sample has: other transactions, every version, empty answers, every packing."""

from __future__ import annotations

import gzip
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallylight.sources import UnknownFormat, find_inputs
from tallylight.sources.door import WITHHELD
from tests.sources.support import load, load_text, write_zip
from tests.sources.test_documents import agreed, archive, award, release

OTHER = """<{name} version="{version}"><{name}ID><{name}ContractID><agencyID>9700</agencyID><PIID>W15QKN2090001</PIID>
<modNumber>P00001</modNumber></{name}ContractID><referencedIDVID><agencyID>9700</agencyID><PIID>W15QKN1690002</PIID>
</referencedIDVID></{name}ID><contractDetail><relevantContractDates><signedDate>2020-04-02 00:00:00</signedDate>
</relevantContractDates><dollarValues><obligatedAmount>5.00</obligatedAmount></dollarValues><contractData>
<descriptionOfContractRequirement>PROTOTYPE</descriptionOfContractRequirement></contractData></contractDetail></{name}>"""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("OtherTransactionAward", "CONT_AWD_W15QKN2090001_9700_W15QKN1690002_9700"),
        ("OtherTransactionIDV", "CONT_IDV_W15QKN2090001_9700"),
    ],
)
def test_other_transactions_are_read_in_feeds_and_archives(tmp_path: Path, name: str, key: str) -> None:
    one = OTHER.format(name=name, version="1.5")
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>{one}</content></entry></feed>'
    for text in (archive(one, root=f"listOf{name}s"), feed):
        report, kept = load_text(tmp_path, text, "a.xml")
        assert (report.rows_kept, report.obligated) == (1, Decimal("5.00"))
        assert (kept.row["award_id"], kept.row["modification"]) == (key, "P00001")
        assert kept.row["action_date"] == date(2020, 4, 2)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"])
def test_records_of_every_version_are_read_alike(tmp_path: Path, version: str) -> None:
    text = archive(award(amount="7.25").replace('version="1.5"', f'version="{version}"'))
    for root in ("https://www.fpds.gov/FPDS", "http://www.fpdsng.com/FPDS"):
        report, _ = load_text(tmp_path, text.replace("https://www.fpds.gov/FPDS", root, 1), "a.xml")
        assert report.obligated == Decimal("7.25")


def test_an_answer_that_found_nothing_is_an_answer(tmp_path: Path) -> None:
    nothing = '<listOfIDVs xmlns="http://www.fpdsng.com/FPDS"><count><total>0</total><fetched>0</fetched></count></listOfIDVs>'
    page = '<feed xmlns="http://www.w3.org/2005/Atom"><title>FPDS-NG search results for PIID:"X"</title></feed>'
    for text in (nothing, page):
        assert load_text(tmp_path, text, "a.xml")[0].rows_read == 0
    with pytest.raises(UnknownFormat, match="without a contract record"):
        load_text(tmp_path, page.replace("FPDS-NG", "News"), "a.xml")


def test_names_of_staff_and_street_lines_are_never_taken_out_of_a_record(tmp_path: Path) -> None:
    staff = "<transactionInformation><createdBy>PRIVATE PERSON 1</createdBy><lastModifiedBy>PRIVATE PERSON 2</lastModifiedBy>"
    text = award().replace("</award>", f"{staff}<approvedBy>X@Y.GOV</approvedBy></transactionInformation></award>")
    _, kept = load_text(tmp_path, archive(text), "a.xml")
    for private in ("PRIVATE", "X@Y", "EXAMPLE ST", "5550100000"):
        assert private not in str(kept.row)


# OCDS


def versioned(ocid: str = "ocds-a-1") -> dict[str, Any]:
    """A versioned release: each field is a list of what it was."""

    def was(*values: Any) -> list[dict[str, Any]]:
        return [
            {"releaseDate": f"2024-0{n}-01T00:00:00Z", "releaseID": str(n), "value": v} for n, v in enumerate(values, 1)
        ]

    return {
        "ocid": ocid,
        "buyer": {"name": was("Town", "City")},
        "awards": [{
            "id": "1", "title": was("Cameras"), "date": was("2024-01-02T00:00:00Z"),
            "value": {"amount": was(90, 100), "currency": was("GBP")}, "suppliers": [{"id": "s", "name": was("Example Ltd")}],
        }],
    }  # fmt: skip


def package(*records: dict[str, Any]) -> dict[str, Any]:
    return {"uri": "x", "version": "1.1", "publishedDate": "2024-05-01T00:00:00Z", "records": list(records)}


ONE = release(awards=[agreed()], buyer={"name": "City"})
FORMS: dict[str, Any] = {
    "release": ONE,
    "release package 1.0": {"uri": "x", "publishedDate": "2024-05-01T00:00:00Z", "releases": [ONE]},
    "compiled only": package({"ocid": "ocds-a-1", "compiledRelease": ONE}),
    "versioned only": package({"ocid": "ocds-a-1", "versionedRelease": versioned()}),
    "embedded": package({"ocid": "ocds-a-1", "releases": [ONE]}),
    "embedded and linked": package({"ocid": "ocds-a-1", "releases": [{"url": "https://x", "date": "2024-01-01"}, ONE]}),
    "all of them": package(
        {"ocid": "ocds-a-1", "releases": [ONE], "compiledRelease": ONE, "versionedRelease": versioned()}
    ),
    "bare record": {"ocid": "ocds-a-1", "compiledRelease": ONE},
    "list": [ONE],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_form_in_every_encoding_gives_the_same_row(tmp_path: Path, form: str, encoding: str) -> None:
    report, kept = load_text(tmp_path, json.dumps(FORMS[form]).encode(encoding), "a.json")
    assert (report.rows_kept, report.rows_rejected, report.amounts) == (1, 0, (("GBP", Decimal("100.00")),))
    row = kept.row
    assert (row["award_id"], row["action_date"]) == ("OCDS_ocds-a-1_1", date(2024, 1, 2))
    assert (row["payee"], row["agency"]) == ("Example Ltd", "City")


def test_gzip_and_zip_are_opened(tmp_path: Path) -> None:
    text = json.dumps(ONE)
    assert load_text(tmp_path, text, "a.json.gz")[0].rows_kept == 1
    path = write_zip(
        tmp_path, {"a/b.json": text, "c.jsonl": text + "\n" + text, "d.json.gz": gzip.compress(text.encode())}
    )
    read = {source.member: source for source in find_inputs([str(path)])}
    assert [load(read[name])[0].rows_read for name in ("a/b.json", "c.jsonl")] == [1, 1]


def test_the_organisation_of_1_0_is_inside_the_award(tmp_path: Path) -> None:
    supplier = {"identifier": {"scheme": "PY-RUC", "id": "80000-1", "legalName": "Foo"}, "name": "Foo",
                "address": {"streetAddress": "1 EXAMPLE ST", "locality": "Asuncion", "postalCode": "1234"},
                "contactPoint": {"name": "PRIVATE PERSON 1", "telephone": "5550100000"}}  # fmt: skip
    text = json.dumps({"releases": [release(awards=[agreed(currency="PYG", suppliers=[supplier])])]})
    _, kept = load_text(tmp_path, text, "a.json")
    assert (kept.row["payee"], kept.row["payee_id"], kept.row["payee_city"]) == ("Foo", "PY-RUC-80000-1", "Asuncion")
    for private in ("EXAMPLE ST", "PRIVATE", "555", "1234"):
        assert private not in str(kept.row)


def test_a_supplier_who_may_be_a_person_is_withheld_in_every_form(tmp_path: Path) -> None:
    text = json.dumps(FORMS["versioned only"]).replace("Example Ltd", "Jane Roe")
    for one in (text, json.dumps(ONE).replace("Example Ltd", "Jane Roe")):
        _, kept = load_text(tmp_path, one, "a.json")
        assert kept.row["payee"] == WITHHELD
        assert "Roe" not in str(kept.row)
