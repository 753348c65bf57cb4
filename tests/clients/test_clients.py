"""Programs of others accept what we export. They live in `.venv-clients`, which `make test` makes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import duckdb
import polars
import pyarrow.parquet as pq
import pytest

from tallylight.export import cite, ftm, ocds, package, sqlite, tables
from tallylight.export.write import write
from tallylight.ledger import Edition, open_ledger
from tests.conftest import shared_folder
from tests.export.samples import every_kind

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / ".venv-clients" / "bin"


@pytest.fixture(scope="module", params=["the starter ledger", pytest.param("every kind", marks=pytest.mark.records)])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The ledger that the package ships, and one of every kind of record that the samples have."""
    if request.param == "every kind":
        return every_kind(shared_folder("data"), tmp_path_factory.mktemp("all") / "ledger")
    return open_ledger()


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    """Skips where the clients are not installed; in CI they must be."""
    if not (PROGRAMS / "datasette").exists():
        reason = "needs the programs of .venv-clients, which `make clients` installs"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def run(program: str, *words: str | Path, stdin: str | None = None) -> str:
    """What a client prints. Fails with its complaint when it does not like what it is given."""
    done = subprocess.run(
        [PROGRAMS / program, *map(str, words)], input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export of the ledger."""
    made = tmp_path_factory.mktemp("exports")
    (made / "package").mkdir()
    package.write(edition, made / "package")
    sqlite.write(edition, made / "ledger.sqlite")
    for name, writer in (("ocds.json", ocds.write), ("ftm.jsonl", ftm.write)):
        with (made / name).open("wb") as out:
            writer(edition, out)
    for what in tables.ORDER:
        with (made / f"{what}.parquet").open("wb") as out:
            write(edition, what, "parquet", out)
    (made / "metadata.json").write_text(json.dumps(sqlite.metadata(edition, "ledger")))
    return made


def test_libcoveocds_finds_no_error(folder: Path, edition: Edition) -> None:
    standard = shared_folder("clients") / "ocds-standard-1__1__5.zip"
    out = folder / "cove"
    run("libcoveocds", "--standard-zip", standard, "-d", "-e", "-o", out, folder / "ocds.json")
    found = json.loads((out / "results.json").read_text())
    complaints = {
        name: value
        for name, value in found.items()
        if value and ("error" in name or "additional" in name or "codelist" in name)
    }
    assert complaints == {}
    ((actions, awards),) = edition.query("select count(*), count(distinct award_id) from actions")
    assert (found["count"], found["unique_ocids_count"]) == (actions, awards)


MERGE = """
import json, sys, zipfile
from ocdsmerge import Merger
with zipfile.ZipFile(sys.argv[1]) as archive:
    (name,) = [n for n in archive.namelist() if n.endswith("schema/release-schema.json")]
    schema = json.loads(archive.read(name))
releases = json.load(open(sys.argv[2]))["releases"]
by_ocid = {}
for release in releases: by_ocid.setdefault(release["ocid"], []).append(release)
merger = Merger(schema)
for listed in by_ocid.values():
    made = merger.create_compiled_release(listed)
    (contract,) = made["contracts"]
    print(contract["id"], f"{contract['value']['amount']:.2f}", len(contract.get("amendments", [])))
"""


def test_ocdsmerge_makes_the_current_state_of_our_releases(folder: Path, edition: Edition) -> None:
    standard = shared_folder("clients") / "ocds-standard-1__1__5.zip"
    lines = run("python", "-c", MERGE, standard, folder / "ocds.json").splitlines()
    awards = edition.query("select award_id, sum(obligated), count(*) - 1 from actions group by 1")
    assert sorted(lines) == sorted(f"{award_id} {total:.2f} {later}" for award_id, total, later in awards)


FTM = """
import json, sys
from followthemoney import model
count = 0
for line in open(sys.argv[1]):
    told = json.loads(line)
    entity = model.make_entity(told["schema"])
    entity.id = told["id"]
    for name, values in told["properties"].items():
        for value in values:
            entity.add(name, value)
        assert sorted(entity.get(name)) == sorted(values), (told["schema"], name, values, entity.get(name))
    count += 1
print(count)
"""


def test_followthemoney_accepts_every_entity_and_property(folder: Path) -> None:
    count = int(run("python", "-c", FTM, folder / "ftm.jsonl"))
    assert count == len((folder / "ftm.jsonl").read_text().splitlines()) > 100


def test_frictionless_finds_the_data_package_valid(folder: Path) -> None:
    told = json.loads(run("frictionless", "validate", "--json", folder / "package" / "datapackage.json"))
    assert told["valid"], told
    assert told["stats"]["tasks"] == len(package.CONTENT)


def test_csvclean_finds_no_ragged_row(folder: Path) -> None:
    for path in sorted((folder / "package").glob("*.csv")):
        run("csvclean", "--length-mismatch", path)


DATASETTE = """
import asyncio, json, sys
from datasette.app import Datasette
async def main():
    site = Datasette([sys.argv[1]], metadata=json.load(open(sys.argv[2])))
    async def get(path):
        answer = await site.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return answer
    tables = (await get("/ledger.json")).json()["tables"]
    for table in tables:
        if not table["hidden"]:
            await get("/ledger/" + table["name"])
    found = (await get("/ledger/actions.json?_search=" + sys.argv[3] + "&_shape=array")).json()
    facets = (await get("/ledger/actions.json?_facet=sub_agency&_facet=payee")).json()["facet_results"]
    page = (await get("/ledger/actions")).text
    print(json.dumps({
        "hidden": sorted(t["name"] for t in tables if t["hidden"])[:1], "fts": [t["name"] for t in tables if t["fts_table"]],
        "found": len(found), "facets": sorted(facets), "described": "One row a contract action" in page,
        "linked": "/ledger/awards/" in page, "keys": sum(len(t["foreign_keys"]["outgoing"]) for t in tables),
    }))
asyncio.run(main())
"""


def test_datasette_serves_every_table_a_search_and_facets(folder: Path, edition: Edition) -> None:
    run("datasette", "inspect", folder / "ledger.sqlite")
    ((word,),) = edition.query(
        "select regexp_extract(payee, '[A-Z]{5,}') as word from actions order by len(word) desc, 1 limit 1"
    )
    told = json.loads(run("python", "-c", DATASETTE, folder / "ledger.sqlite", folder / "metadata.json", word))
    assert told["found"] > 0
    assert {"actions", "subawards"} <= set(told["fts"])
    assert told["facets"] == ["payee", "sub_agency"]
    assert told["described"]
    assert told["linked"]
    assert told["keys"] >= 5


def test_three_readers_of_parquet_see_the_same(folder: Path) -> None:
    for what in tables.ORDER:
        path = folder / f"{what}.parquet"
        ours, theirs = pq.read_table(path), polars.read_parquet(path)
        engine = duckdb.connect()
        ((rows,),) = engine.execute(f"select count(*) from read_parquet('{path}')").fetchall()
        assert ours.num_rows == theirs.height == rows
        assert ours.column_names == theirs.columns
        for name in ours.column_names:
            if str(ours.schema.field(name).type).startswith("decimal"):
                ((total,),) = engine.execute(f"select sum({name}) from read_parquet('{path}')").fetchall()
                assert theirs[name].sum() == (total or 0), (what, name)


BIBLIOGRAPHY = """
import json, sys, warnings
warnings.simplefilter("ignore")
import bibtexparser
library = bibtexparser.parse_string(open(sys.argv[1]).read())
assert not library.failed_blocks, library.failed_blocks
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
source = CiteProcJSON(json.load(open(sys.argv[2])))
cites = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
for key in list(source): cites.register(Citation([CitationItem(key)]))
print(len(library.entries), "|".join(str(item) for item in cites.bibliography()))
"""


def test_bibliographies_read_the_citations(folder: Path, edition: Edition) -> None:
    ((award_id, payee),) = edition.query(
        "select award_id, payee from actions where payee like '% LLC' order by 1 limit 1"
    )
    found = [*cite.find(edition, award_id), cite.citation(edition)]
    (folder / "a.bib").write_text("\n\n".join(one.bibtex for one in found))
    (folder / "a.json").write_text(json.dumps([one.csl for one in found]))
    told = run("python", "-c", BIBLIOGRAPHY, folder / "a.bib", folder / "a.json")
    assert told.startswith("2 ")
    assert payee in told


SCHEMA = """
import json, sys
from jsonschema import Draft202012Validator
import yaml
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
told = yaml.load(open(sys.argv[2]), Loader=yaml.BaseLoader)
if "header_row" in told: told["header_row"] = int(told["header_row"])
errors = list(Draft202012Validator(schema).iter_errors(told))
assert not errors, errors
told["columns"]["officer"] = "Name"
assert list(Draft202012Validator(schema).iter_errors(told)), "a concept that does not exist is let through"
"""


def test_a_json_schema_of_others_accepts_the_mapping_of_the_documentation() -> None:
    run("python", "-c", SCHEMA, ROOT / "docs" / "mapping.schema.json", ROOT / "docs" / "examples" / "springfield.yaml")


def test_three_readers_of_parquet_see_the_same_types(folder: Path) -> None:
    for what in tables.ORDER:
        path = folder / f"{what}.parquet"
        kinds = {field.name: str(field.type) for field in pq.read_schema(path)}
        theirs = dict(polars.read_parquet_schema(path))
        engine = duckdb.connect()
        told = dict(row[:2] for row in engine.execute(f"describe select * from read_parquet('{path}')").fetchall())
        for name, kind in kinds.items():
            money, day = kind.startswith("decimal"), kind.startswith("date")
            assert isinstance(theirs[name], polars.Decimal) == money, (what, name)
            assert told[name].startswith("DECIMAL") == money, (what, name)
            assert (theirs[name] == polars.Date) == day == (told[name] == "DATE"), (what, name)
