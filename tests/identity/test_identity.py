"""Names that are one company are tied, names that only look alike are not, and every tie says why."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight import knowledge
from tallylight.identity import SCHEMA, Known, Resolver, near
from tallylight.identity.links import FAMILY, SAME, Link, Name
from tallylight.identity.normal import LEGAL_FORMS, normal_form
from tallylight.knowledge.families import Group, Member, Rename

WORD = st.text(st.sampled_from("ABCDEFGHIJKLM0123456789"), min_size=1, max_size=8)
NAME = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UNI FIRST CORP", "UNIFIRST CORPORATION"),
        ("B.I. INCORPORATED", "BI INCORPORATED"),
        ("D & H OIL & GAS SERVICES LLC", "D AND H OIL & GAS SERVICES LLC"),
        ("THE BOEING COMPANY", "BOEING CO."),
        ("COUNTY OF IMPERIAL", "IMPERIAL COUNTY"),
        ("SUMMIT, COUNTY OF", "SUMMIT COUNTY"),
        ("REGENTS OF THE UNIVERSITY OF X", "REGENTS OF UNIVERSITY OF X"),
        ("ACME LIMITED LIABILITY COMPANY", "ACME L.L.C.."),
        ("CORPORATE SOURCE, INC THE", "CORPORATE SOURCE INC"),
        ("ACME INTL SVCS INC", "ACME INTERNATIONAL SERVICES"),
        ("VETERAN PARTNERS II LLC", "VETERAN PARTNERS 2 LLC"),
        ("ACME WIDGETS LLC DBA WIDGETS R US", "ACME WIDGETS"),
        ("ACME COMPANY", "ACME COMPANY (7775)"),
        ("ACME WIDGETS S. DE R.L. DE C.V.", "ACME WIDGETS"),
        ("ACME WIDGETS SDN. BHD.", "ACME WIDGETS PRIVATE LIMITED"),
        ("17TH ST PHOTO SUPPLY INC", "17TH STREET PHOTO SUPPLY"),
        ("ACME TELECOM LLC", "ACME TELECOMMUNICATIONS LLC"),
    ],
)
def test_spelling_and_legal_form_do_not_tell_companies_apart(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PATRIOT LLC", "US PATRIOT LLC"),
        ("PARAGON SYSTEMS INC", "PARAGON SOLUTIONS (US) INC"),
        ("VETERAN PARTNERS LLC", "VETERAN PARTNERS II LLC"),
        ("B.I. INCORPORATED", "BI2 TECHNOLOGIES, LLC"),
        ("RICOH CORPORATION", "RICOH USA INC"),
        ("DOMESTIC AWARDEES (UNDISCLOSED)", "FOREIGN AWARDEES (UNDISCLOSED)"),
        ("SAS INSTITUTE INC", "INSTITUTE INC"),
    ],
)
def test_what_tells_companies_apart_stays(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(NAME, st.sampled_from(sorted(LEGAL_FORMS)), st.sampled_from([" ", ", ", ". "]))
def test_a_legal_form_more_or_less_changes_nothing(name: str, form: str, between: str) -> None:
    assert normal_form(f"{name}X{between}{form}") == normal_form(f"{name}X")


@given(st.text(max_size=30))
def test_no_name_is_empty_that_has_a_letter_or_digit(name: str) -> None:
    said = any("0" <= c <= "9" or "A" <= c <= "Z" or c == "&" for c in name.upper())
    assert bool(normal_form(name)) == said


def resolve(
    names: Sequence[Name | str], groups: Sequence[Group] = (), said: dict[str, str] | None = None, **more: object
) -> dict[str, dict[str, object]]:
    listed = [name if isinstance(name, Name) else Name(name) for name in names]
    made = Resolver(groups, (), **more).resolve(listed, said or {})  # type: ignore[arg-type]
    assert made.schema == SCHEMA
    return {str(row["name"]): row for row in made.to_pylist()}


def label(rows: dict[str, dict[str, object]], one: str, other: str) -> str:
    a, b = rows[one], rows[other]
    if a["organisation_id"] == b["organisation_id"]:
        return SAME
    return FAMILY if a["family_id"] and a["family_id"] == b["family_id"] else "different"


def test_an_identifier_speaks_before_a_name() -> None:
    rows = resolve([Name("ACME INC", uei=("U1",)), Name("BOLT LLC", uei=("U1",)), Name("ACME LLC", uei=("U2",))])
    assert label(rows, "ACME INC", "BOLT LLC") == SAME
    assert label(rows, "ACME INC", "ACME LLC") == "different"
    assert (rows["BOLT LLC"]["basis"], rows["BOLT LLC"]["words"]) == ("same UEI", "U1")


def test_older_identifiers_count_where_there_is_no_newer_one() -> None:
    rows = resolve([Name("ACME", duns=("1",)), Name("BOLT", duns=("1",)), Name("CLAMP", uei=("U",), duns=("1",))])
    assert label(rows, "ACME", "BOLT") == SAME
    assert label(rows, "ACME", "CLAMP") == SAME, (
        "years before and after the change of identifiers meet in the older one"
    )


def test_an_older_identifier_ties_nothing_to_two_companies_that_the_newer_one_tells_apart() -> None:
    old, one, other = (
        Name("ACME", duns=("1",)),
        Name("BOLT", uei=("U",), duns=("1",)),
        Name("CLAMP", uei=("V",), duns=("1",)),
    )
    rows = resolve([old, one, other])
    assert {label(rows, "ACME", "BOLT"), label(rows, "ACME", "CLAMP"), label(rows, "BOLT", "CLAMP")} == {"different"}


def test_a_uei_of_another_record_ties_names_that_were_paid_and_does_not_part_them() -> None:
    one = Name("ACME INC", uei=("U1",), actions=1, paid_uei=())
    two = Name("ACME LLC", uei=("U2",), actions=1, paid_uei=())
    beside = Name("ACME CORP", uei=("U2",))
    other = Name("BOLT LLC", uei=("U1",))
    rows = resolve([one, two, other])
    assert label(rows, "ACME INC", "ACME LLC") == label(rows, "ACME INC", "BOLT LLC") == SAME
    assert label(resolve([one, beside]), "ACME INC", "ACME CORP") == "different"
    paid = Name("ACME LLC", uei=("U2",), actions=1, paid_uei=("U2",))
    assert label(resolve([Name("ACME INC", uei=("U1",), actions=1), paid]), "ACME INC", "ACME LLC") == "different"


DAY = date(2022, 1, 1)


def test_a_name_change_in_the_record_makes_one_organisation_and_a_novation_a_family() -> None:
    names = [
        Name("OLDCO", awards=("A",)),
        Name("NEWCO", awards=("A",)),
        Name("SELLER", awards=("B",)),
        Name("BUYER", awards=("B",)),
    ]
    rows = resolve(names, said={"A": "NAME CHANGE AGREEMENT", "B": "NOVATION TO BUYER"})
    assert label(rows, "OLDCO", "NEWCO") == SAME
    assert rows["OLDCO"]["words"] == "NAME CHANGE AGREEMENT"
    assert label(rows, "SELLER", "BUYER") == FAMILY
    assert rows["SELLER"]["family_basis"] == "successor on an award"


def test_many_awards_that_move_at_once_are_a_rename() -> None:
    awards = ("A", "B", "C")
    early = Name("VF WEAR", awards=awards, first=DAY, last=date(2023, 1, 1))
    late = Name("WORK OUTFITTERS", awards=awards, first=date(2023, 1, 2), last=date(2025, 1, 1))
    assert label(resolve([early, late]), "VF WEAR", "WORK OUTFITTERS") == SAME


def test_awards_that_moved_in_years_without_records_may_have_been_sold() -> None:
    awards = ("A", "B", "C")
    early = Name("VF WEAR", awards=awards, first=DAY, last=date(2023, 1, 1))
    late = Name("WORK OUTFITTERS", awards=awards, first=date(2025, 1, 2), last=date(2026, 1, 1))
    assert label(resolve([early, late]), "VF WEAR", "WORK OUTFITTERS") == FAMILY


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("LAW TELECOMMUNICATION SYSTEM (NLETS), INC", "LAW TELECOMMUNICATIONS SYSTEMS INC", SAME),
        ("ACME WIDGET SUPPLIES 2020", "ACME WIDGET SUPPLIES 2021", FAMILY),  # a number is no slip
        ("ACME INC", "ACNE INC", FAMILY),  # one letter of four is another name
    ],
)
def test_names_nearly_spelled_alike_on_one_award_are_one_payee(one: str, other: str, expected: str) -> None:
    assert label(resolve([Name(one, awards=("A",)), Name(other, awards=("A",))]), one, other) == expected


LONG_AGO, LATER, TODAY = date(2020, 11, 1), date(2024, 10, 1), date(2026, 8, 1)


@pytest.mark.parametrize(
    ("old", "new", "words", "expected"),
    [
        ("CADUCEUS HEALTHCARE INC", "CADUCEUS INC.", "", SAME),  # cut short
        ("PINNACLE LIVE, LLC", "PINNACLE LIVE EVENTS, LLC", "", SAME),
        ("AVAYA INC.", "AVAYA FEDERAL SOLUTIONS, INC", "", FAMILY),  # a part for the government is another company
        ("GRANT PUBLIC SECTOR LLC", "GUIDE INC.", "NOVATION FROM GRANT TO GUIDE", FAMILY),  # sold, however much moved
        ("OLDCO LLC", "NEWCO LLC", "NOVATION AND CHANGE OF NAME TO NEWCO", FAMILY),
    ],
)
def test_what_moved_awards_say_of_two_names(old: str, new: str, words: str, expected: str) -> None:
    awards = ("A",) if expected == SAME else ("A", "B", "C")
    names = [
        Name(old, awards=awards, first=LONG_AGO, last=LATER),
        Name(new, awards=awards, first=LATER, last=TODAY),
    ]
    assert label(resolve(names, said={"A": words} if words else {}), old, new) == expected


def test_a_seller_that_lives_on_is_not_tied_to_the_buyer_of_a_part() -> None:
    seller = Name("GIANT INC", awards=("A",), first=LONG_AGO, last=TODAY)
    buyer = Name("SMALL LLC", awards=("A",), first=LATER, last=TODAY)
    assert label(resolve([seller, buyer], said={"A": "NOVATION TO SMALL"}), "GIANT INC", "SMALL LLC") == "different"
    assert label(resolve([seller, buyer]), "GIANT INC", "SMALL LLC") == FAMILY


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("VIRGIN ISLAND PORT AUTHORITY", "VIRGIN ISLANDS PORT AUTHORITY", SAME),
        ("ISLAND TOURS LLC", "ISLANDS TOUR LLC", "different"),
        ("GOV SOURCE LLC", "GOVSOURCE INC", "different"),
        ("GOV SOURCE INC", "GOVSOURCE CORPORATION", SAME),
        ("GOVSOURCE LLC", "GOVSOURCE INC", SAME),
        ("VETERAN TECHNOLOGY PARTNERS LLC", "VETERAN TECHNOLOGY PARTNERS II LLC", FAMILY),
        ("TRINNOVATE LLC", "TRINNOVATE II LLC", "different"),
    ],
)
def test_a_plural_and_a_number(one: str, other: str, expected: str) -> None:
    assert label(resolve([one, other]), one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("SYSTEMS RESEARCH AND APPLICATI", "SYSTEMS RESEARCH AND APPLICATIONS CORPORATION", SAME),
        ("SPECTRUM SECURITY SERVICES, IN", "SPECTRUM SECURITY SERVICES, INC.", SAME),
        ("AMERICAN INTERNATIONAL SUPPLYS", "AMERICAN INTERNATIONAL SUPPLYS GROUP", FAMILY),  # ends with a word
        ("SYSTEMS RESEARCH", "SYSTEMS RESEARCHERS", "different"),  # shorter than what is cut
        ("STATE POLICE, MICHIGAN DEPARTMENT OF", "DEPARTMENT OF STATE POLICE MICHIGAN", SAME),
        ("GLOBAL DEFENSE SOLUTIONS", "DEFENSE SOLUTIONS GLOBAL", "different"),  # too short to be sure
        ("SEATTLE ATHLETIC ASSOC", "SEATTLE ATHLETIC ASSOCIATION, INC.", SAME),
        ("TONAWANDA SPORTSMEN'S CLUB INC", "TONAWANDA SPORTSMENS CLUB", SAME),
        ("BLUE TECH INC", "BLUE TECHNOLOGIES INC", "different"),  # TECH may be all of its name
    ],
)
def test_a_name_cut_turned_or_shortened(one: str, other: str, expected: str) -> None:
    assert label(resolve([one, other]), one, other) == expected


def test_a_short_name_that_could_be_two_companies_is_neither() -> None:
    rows = resolve(["BAY CITY ASSOC", "BAY CITY ASSOCIATES", "BAY CITY ASSOCIATION"])
    assert len({row["organisation_id"] for row in rows.values()}) == 3
    rows = resolve(
        ["SYSTEMS RESEARCH AND APPLICATI", "SYSTEMS RESEARCH AND APPLICATIONS", "SYSTEMS RESEARCH AND APPLICATIVES"]
    )
    assert len({row["organisation_id"] for row in rows.values()}) == 3


def test_a_known_former_name_is_the_same_company_and_only_as_a_whole_name() -> None:
    became = Rename("SHOTS", "SOUNDS", DAY, "https://a.example/")
    group = Group("Sounds", (Member("SOUNDS", None, None, "https://a.example/"),), "https://a.example/", (became,))
    rows = resolve(["SHOTS INC", "SOUNDS, INC.", "SHOTS GUNS INC"], [group])
    assert label(rows, "SHOTS INC", "SOUNDS, INC.") == SAME
    assert label(rows, "SHOTS GUNS INC", "SOUNDS, INC.") == "different"
    assert (rows["SHOTS INC"]["basis"], rows["SHOTS INC"]["words"]) == ("known former name", "SHOTS became SOUNDS")


@pytest.mark.parametrize(
    ("whole", "longer", "expected"),
    [
        ("HENRY SCHEIN, INC.", "HENRY SCHEIN MEDICAL SYSTEMS, INC.", FAMILY),
        ("UNITED SITE SERVICES, INC.", "UNITED SITE SERVICES OF MISSISSIPPI, LLC", FAMILY),
        ("SCIENTIFIC RESEARCH LLC", "SCIENTIFIC RESEARCH AND TECHNOLOGY LLC", "different"),
        ("GLOBAL ENTERPRISE, INC", "GLOBAL ENTERPRISE SOLUTIONS, INC.", "different"),  # everyday words
        ("HARRIS CORPORATION", "HARRIS MACKESSY INC", "different"),  # one word is no whole name
        ("CITY OF POMONA", "CITY OF POMONA POLICE DEPARTMENT", FAMILY),
        ("COUNTY OF BIG HORN", "BIG HORN COUNTY SHERIFF'S OFFICE", FAMILY),
        ("IMPERIAL COUNTY", "IMPERIAL COUNTY WORK TRAINING CENTER", "different"),  # called after the place
    ],
)
def test_a_longer_name_that_begins_with_a_whole_one(whole: str, longer: str, expected: str) -> None:
    several = [f"ENTERPRISE {word} GLOBAL" for word in ("A", "B", "C", "D")]
    assert label(resolve([whole, longer, *several]), whole, longer) == expected


def test_a_word_that_many_names_have_does_not_make_a_family() -> None:
    names = ["UNMANNED ROBOTS INC", "UNMANNED ROBOTS PARTS LLC"]
    many = [f"{first} UNMANNED ROBOTS" for first in ("A", "B", "C", "D")]
    assert label(resolve(names), *names) == FAMILY
    assert label(resolve([*names, *many]), *names) == "different"


def test_a_payee_that_stands_for_many_ties_nothing() -> None:
    rows = resolve([Name("SOURCEAMERICA", awards=("A",)), Name("ACME", awards=("A",))])
    assert label(rows, "SOURCEAMERICA", "ACME") == "different"


GROUP = Group(
    "Acme Holding",
    (Member("ACME", None, None, "https://a.example/"), Member("BOLT", DAY, None, "https://b.example/")),
    "https://a.example/",
)


def test_a_known_owner_gives_a_family_with_day_and_source() -> None:
    rows = resolve(["ACME INC", "BOLT TOOLS LLC", "BOLTON LLC"], [GROUP])
    assert label(rows, "ACME INC", "BOLT TOOLS LLC") == FAMILY
    assert label(rows, "ACME INC", "BOLTON LLC") == "different"
    bolt = rows["BOLT TOOLS LLC"]
    assert (bolt["family"], bolt["since"], bolt["source"]) == ("Acme Holding", DAY, "https://b.example/")


def test_two_known_companies_of_one_owner_are_not_one_renamed() -> None:
    names = [Name("ACME INC", awards=("A",)), Name("BOLT LLC", awards=("A",))]
    assert label(resolve(names, [GROUP], {"A": "NAME CHANGE"}), "ACME INC", "BOLT LLC") == FAMILY


@pytest.mark.parametrize(
    ("venture", "partner", "expected"),
    [
        ("MARTIR/CFM LLC", "MARTIR, LLC", FAMILY),
        ("UNALAKLEET-INTEGRIWARD JV, LLC", "INTEGRIWARD, LLC", FAMILY),
        ("DOYON / AKAL JV II", "AKAL SECURITY, INC.", FAMILY),
        ("CHITINA DIVERSIFIED -AMES 1 JV LLC", "AMES 1, LLC", FAMILY),
        ("PER-GEESH TEKSOL JV, LLC", "PER-GEESH CONSTRUCTION CORPORATION", FAMILY),
        ("STELLA JV 2.0, LLC", "STELLA JV, LLC", FAMILY),
        ("ALLEGIANT FACILITY SERVICES JOINT VENTURE LLC", "FACILITY MAINTENANCE CORP LLC", "different"),
        ("DELTA SECURITY JOINT VENTURE", "SECURITY, LLC", "different"),
        ("GUARD JV", "GUARDIAN LLC", "different"),
    ],
)
def test_a_joint_venture_belongs_to_the_partners_that_it_names(venture: str, partner: str, expected: str) -> None:
    assert label(resolve([venture, partner]), venture, partner) == expected


def test_a_word_that_other_companies_have_too_names_no_partner() -> None:
    venture, partner = "ACORN-SIGNET JV LLC", "SIGNET WALLS INC"
    assert label(resolve([venture, partner]), venture, partner) == FAMILY
    assert label(resolve([venture, partner, "APEX SIGNET LLC"]), venture, partner) == "different"


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("ALTANA TECHNOLOGIES INC", "ALTANA TECHNOLOGIES USG INC", FAMILY),
        ("CHAINALYSIS INC.", "CHAINALYSIS GOVERNMENT SOLUTIONS, LLC", FAMILY),
        ("FOUR LLC", "FOUR SEASONS PET RESORT LLC", "different"),
        ("PATRIOT LLC", "PATRIOT USA LLC", "different"),
    ],
)
def test_a_part_for_the_government_belongs_to_its_company(whole: str, part: str, expected: str) -> None:
    assert label(resolve([whole, part]), whole, part) == expected


def test_a_person_may_tie_and_part_names_and_is_named() -> None:
    tie = Link("ACME INC", "ZIP LLC", SAME, "decided by a person", "one owner", "ann")
    rows = resolve(["ACME INC", "ZIP LLC", "ACME LLC"], decided=[tie], apart=[frozenset(("ACME INC", "ACME LLC"))])
    assert label(rows, "ACME INC", "ZIP LLC") == SAME
    assert label(rows, "ACME INC", "ACME LLC") == "different"
    assert rows["ZIP LLC"]["basis"] == "decided by a person"


@given(st.lists(NAME, min_size=1, max_size=8, unique=True), st.randoms())
def test_the_order_of_names_does_not_matter(names: list[str], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(names) == resolve(shuffled)


@given(st.lists(NAME, min_size=1, max_size=8, unique=True), NAME)
def test_an_id_stays_when_an_unrelated_name_comes_in(names: list[str], more: str) -> None:
    before, after = resolve(names), resolve([*names, f"ZZZZ{more}Q"])
    assert {n: r["organisation_id"] for n, r in before.items()} == {n: after[n]["organisation_id"] for n in before}


def test_near_names_are_candidates_and_no_more() -> None:
    names = ["MILLENIAL WIDGETS LTD.", "MILLENNIAL WIDGETS INC", "BOLT LLC"]
    rows = resolve(names)
    assert label(rows, names[0], names[1]) == "different"
    organisations = {name: str(rows[name]["organisation_id"]) for name in names}
    (found,) = near.candidates(organisations, dict.fromkeys(names), ())
    assert {found.one, found.other} == set(names[:2])
    assert near.candidates(organisations, dict.fromkeys(names), {frozenset(names[:2])}) == []


@pytest.fixture(scope="module")
def payees(records: Path) -> dict[str, dict[str, object]]:
    names: Counter[str] = Counter()
    for path in sorted((records / "usaspending" / "cbp-ice-actions").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            names.update(row["Recipient Name"] for row in csv.DictReader(lines))
    listed = [Name(name, actions=count) for name, count in names.items() if name]
    made = Resolver(knowledge.groups(), knowledge.makers()).resolve(listed, {})
    return {str(row["name"]): row for row in made.to_pylist()}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("LEIDOS INC", "LEIDOS, INC.", SAME),
        ("PEN-LINK, LIMITED", "PEN-LINK, LTD", SAME),
        ("PARAGON SOLUTIONS (US) INC", "PARAGON SYSTEMS INC", "different"),
        ("PARAGON SYSTEMS INC", "PARAGON MICRO INC", "different"),
        ("PARAGON MICRO INC", "PARAGON ENVIRONMENTAL SERVICES, LLC", "different"),
        ("B.I. INCORPORATED", "BI2 TECHNOLOGIES, LLC", "different"),
        ("B.I. INCORPORATED", "THE GEO GROUP, INC.", FAMILY),
        ("LEXISNEXIS RISK SOLUTIONS INC", "RELX INC.", FAMILY),
        ("PEN-LINK, LTD", "COBWEBS AMERICA INC", FAMILY),
    ],
)
def test_real_payees_are_tied_as_the_record_and_the_sources_have_it(
    payees: dict[str, dict[str, object]], one: str, other: str, expected: str
) -> None:
    assert label(payees, one, other) == expected


def test_no_family_swallows_the_market(payees: dict[str, dict[str, object]]) -> None:
    families: dict[object, set[object]] = {}
    for row in payees.values():
        if row["family_id"]:
            families.setdefault(row["family_id"], set()).add(row["organisation_id"])
    assert max(map(len, families.values())) < 20


def test_an_everyday_word_in_the_name_of_a_joint_venture_names_no_partner() -> None:
    rows = resolve(["FACILITY ONE LLC", "ALLEGIANT FACILITY SERVICES JOINT VENTURE LLC"])
    assert all(row["family_id"] is None for row in rows.values())


def test_a_name_that_the_ledger_has_not_seen_is_placed_by_spelling_and_by_what_it_states() -> None:
    known = Known([("ACME INC", "o1"), ("BOLT LLC", "o2"), ("CLAMP", "o3"), ("CLAMP CORP", "o4")])
    assert known.organisation_of("Acme, Incorporated") == ("o1", "same name")
    assert known.organisation_of("SOMETHING DBA BOLT") == ("o2", "stated name")
    assert known.organisation_of("ACMI INC") is None
    assert known.organisation_of("CLAMP CO") is None, "two companies share the spelling"
