"""The knowledge files are whole, agree with each other, and point at the line of a mistake."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from tallylight import knowledge
from tallylight.errors import LedgerError
from tallylight.knowledge import agencies, entries, makers, technologies
from tallylight.knowledge.entries import Maker
from tallylight.ledger import build
from tallylight.technology import Labeller
from tests.ledger.fakes import FakeReader, action

FILES = sorted((Path(entries.__file__).parent / "makers").glob("*.yaml"))
IDS = frozenset(technology.id for technology in technologies())


def write(folder: Path, text: str) -> Path:
    path = folder / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = """\
name: Acme
legal_names: [ACME]
sources: [https://acme.example/]
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_maker_file_loads_and_names_its_sources(path: Path) -> None:
    maker = entries.read_maker(path, IDS)
    assert maker.sources
    assert all(product.source.startswith("https://") for product in maker.products)


def test_every_maker_is_read_once() -> None:
    assert len(makers()) == len(FILES)
    assert len({maker.name for maker in makers()}) == len(FILES)


def test_a_product_can_be_recognised_by_words_of_a_description() -> None:
    assert all(product.words or product.payee_words for maker in makers() for product in maker.products)


def test_the_technologies_are_those_of_the_shared_taxonomy(records: Path) -> None:
    taxonomy = yaml.safe_load((records.parent / "taxonomy.yaml").read_text(encoding="utf-8"))
    assert [(each.id, each.of_people) for each in technologies()] == [
        (category["id"], category["people_surveillance"]) for category in taxonomy["categories"]
    ]


def test_no_name_stands_for_two_agencies() -> None:
    names = [
        name.casefold()
        for agency in agencies()
        for name in (agency.name, agency.short, *agency.names, *agency.components, *agency.loose_names)
    ]
    assert len(names) == len(set(names))


def is_paid_as(maker: Maker, payee: str) -> bool:
    """Whether the program takes a payee for this maker."""
    return Labeller([maker], technologies()).maker_of(payee) is not None


def test_the_two_agencies_of_the_first_ledgers_have_their_published_codes() -> None:
    codes = {agency.short: (agency.code, agency.name) for agency in agencies()}
    assert codes["CBP"] == ("7014", "U.S. Customs and Border Protection")
    assert codes["ICE"] == ("7012", "U.S. Immigration and Customs Enforcement")


@pytest.mark.parametrize(
    ("maker", "payee", "same"),
    [
        ("Paragon Solutions", "PARAGON SOLUTIONS (US) INC", True),
        ("Paragon Solutions", "PARAGON SYSTEMS INC", False),
        ("Paragon Solutions", "PARAGON PROFESSIONAL SERVICES LLC", False),
        ("BI Incorporated", "B.I. INCORPORATED", True),
        ("BI Incorporated", "BI2 TECHNOLOGIES, LLC", False),
        ("Penlink", "PEN-LINK, LIMITED", True),
        ("L3Harris", "A&A HARRIS ENTERPRISES", False),
        ("W.S. Darley", "W S DARLEY & CO", True),
    ],
)
def test_a_payee_is_told_from_its_look_alikes(maker: str, payee: str, same: bool) -> None:
    (found,) = [each for each in makers() if each.name == maker]
    assert is_paid_as(found, payee) is same


def test_a_word_that_others_use_too_counts_only_where_the_maker_is_paid() -> None:
    (palantir,) = [maker for maker in makers() if maker.name == "Palantir"]
    falcon = next(product for product in palantir.products if product.name == "FALCON")
    assert falcon.is_named_in("FALCON operations and maintenance", maker_is_paid=True)
    assert not falcon.is_named_in("FALCON ENDPOINT ENTERPRISE RENEWAL SOFTWARE", maker_is_paid=False)


def test_words_are_found_whole_and_whatever_their_punctuation() -> None:
    (palantir,) = [maker for maker in makers() if maker.name == "Palantir"]
    immigration_os = next(product for product in palantir.products if product.name == "ImmigrationOS")
    assert immigration_os.is_named_in("… PRIORITIZATION, SELF-DEPORTATION TRACKING, AND …", maker_is_paid=True)
    assert not immigration_os.is_named_in("SELF-DEPORTATION TRACKINGS", maker_is_paid=True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD.replace("name: Acme\n", ""), "the field 'name' is missing or empty (acme.yaml, line 1)"),
        (GOOD + "alias: [A]\n", "the field 'alias' is not known here (acme.yaml, line 4)"),
        (GOOD + "aliases: A\n", "the field 'aliases' must be a list (acme.yaml, line 4)"),
        (GOOD + "aliases: [A, a]\n", "the field 'aliases' names something twice (acme.yaml, line 4)"),
        (GOOD + "name: B\n", "the field 'name' is there twice (acme.yaml, line 4)"),
        (GOOD + "reseller: perhaps\n", "the field 'reseller' must be true or false (acme.yaml, line 4)"),
        (GOOD.replace("https://acme.example/", "acme"), "'acme' is not the address of a public page"),
        (GOOD.replace("https://acme.example/", ""), "the field 'sources' is missing or empty (acme.yaml, line 3)"),
        (GOOD.replace("[ACME]", "[]"), "the file names neither a payee"),
        (
            GOOD + "products:\n  - {name: X, technology: magic, source: https://a.example/}\n",
            "'magic' is not a technology",
        ),
        (
            GOOD + "parents:\n  - {name: F, from: soon, source: https://a.example/}\n",
            "'soon' is not a day written YYYY-MM-DD",
        ),
        (
            GOOD + "parents:\n  - {name: F, from: 2024-01-01, to: 2023-01-01, source: https://a.example/}\n",
            "the parent 'F' ends (2023-01-01) before it begins (2024-01-01)",
        ),
        (GOOD + "sells: magic\n", "'magic' is not a technology"),
        (GOOD + "reseller: true\nsells: drones_uas\n", "a reseller sells many things"),
        ("", "the file is empty (acme.yaml, line 1)"),
        ("- a\n", "expected fields (name: value) (acme.yaml, line 1)"),
        (GOOD + "aliases: [A\n", "not YAML"),
        (GOOD + "a: 1\n---\nb: 2\n", "not YAML"),
        (GOOD + "\tx: 1\n", "not YAML"),
        (GOOD + "? [a]\n: b\n", "a field's name must be a word (acme.yaml, line 4)"),
        (GOOD + "products:\n  - {name: X, name: Y}\n", "the field 'name' is there twice (acme.yaml, line 5)"),
        (
            GOOD + "parents:\n  - {name: F, source: https://a.example/, start: 2020-01-01}\n",
            "the field 'start' is not known here (acme.yaml, line 5)",
        ),
    ],
)
def test_a_mistake_in_a_file_is_pointed_at_by_name_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(LedgerError) as refused:
        entries.read_maker(write(tmp_path, text), IDS)
    assert complaint in str(refused.value)
    assert "acme.yaml, line" in str(refused.value)


def test_a_name_claimed_by_two_makers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "makers").mkdir()
    for name in ("acme", "bolt"):
        text = f"name: {name}\nlegal_names: [{name}]\naliases: [The Firm]\nsources: [https://a.example/]\n"
        (tmp_path / "makers" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "technologies.yaml").write_text("technologies: []\n", encoding="utf-8")
    technologies()
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    with pytest.raises(LedgerError, match=r"'THE FIRM' is claimed twice \(acme.yaml, line 3 and bolt.yaml, line 3\)"):
        knowledge.makers.__wrapped__()


def test_what_was_read_before_is_the_same_as_what_is_read_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first, again = knowledge.makers.__wrapped__(), knowledge.makers.__wrapped__()
    assert list(tmp_path.rglob("makers-*.json"))
    assert first == again


def test_a_corrected_file_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    (tmp_path / "makers").mkdir()
    (tmp_path / "technologies.yaml").write_text("technologies: []\n", encoding="utf-8")
    (tmp_path / "makers" / "acme.yaml").write_text(GOOD, encoding="utf-8")
    assert knowledge.makers.__wrapped__()[0].name == "Acme"
    (tmp_path / "makers" / "acme.yaml").write_text(GOOD.replace("Acme", "Bolt"), encoding="utf-8")
    assert knowledge.makers.__wrapped__()[0].name == "Bolt"


def test_published_payees_belong_to_one_maker_at_most(records: Path) -> None:
    import csv
    import gzip

    payees = set()
    for path in sorted((records / "usaspending" / "cbp-ice-actions").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            payees |= {row["Recipient Name"] for row in csv.DictReader(lines)}
    labellers = {maker.name: Labeller([maker], technologies()) for maker in makers()}
    owners = {payee: [name for name, one in labellers.items() if one.maker_of(payee)] for payee in payees}
    assert {payee: names for payee, names in owners.items() if len(names) > 1} == {}
    assert owners["CLEARVIEW AI, INC."] == ["Clearview AI"]


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("sells: magic\n", "'magic' is not a technology of technologies.yaml (acme.yaml, line 4)"),
        (
            "parents:\n  - {name: Acme Two, source: 'https://a.example/'}\n",
            "a cycle of parents: Acme is owned by Acme Two",
        ),
        ("words: [gadget]\n", "'GADGET' is claimed twice (acme.yaml, line 4 and two.yaml, line 4)"),
        ("words: [gadget\n", "not YAML"),
    ],
)
def test_a_broken_knowledge_file_stops_a_build_and_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, complaint: str
) -> None:
    ledger = tmp_path / "ledger"
    build.add(["a.csv"], str(ledger), as_of=date(2026, 1, 1), reader=FakeReader(**{"a.csv": [action("A1")]}))
    shutil.copytree(knowledge.FOLDER, tmp_path / "knowledge", ignore=shutil.ignore_patterns("makers", "*.py"))
    (tmp_path / "knowledge" / "makers").mkdir()
    two = "name: Acme Two\nlegal_names: [ACME TWO]\nsources: [https://a.example/]\nwords: [gadget]\n"
    (tmp_path / "knowledge" / "makers" / "two.yaml").write_text(
        two + "parents:\n  - {name: Acme, source: 'https://a.example/'}\n", encoding="utf-8"
    )
    (tmp_path / "knowledge" / "makers" / "acme.yaml").write_text(GOOD + more, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path / "knowledge")
    monkeypatch.setattr(knowledge, "makers", knowledge.makers.__wrapped__)
    before = sorted(path.relative_to(ledger) for path in ledger.rglob("*"))
    with pytest.raises(LedgerError) as refused:
        build.rebuild(str(ledger))
    assert complaint in str(refused.value)
    assert sorted(path.relative_to(ledger) for path in ledger.rglob("*")) == before
