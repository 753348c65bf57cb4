"""What a description and its payee say about what was bought, and the words that decided."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight import knowledge
from tallylight.knowledge.entries import Maker, Phrase, Product, Technology
from tallylight.knowledge.names import holds_words, plain_name
from tallylight.technology import SCHEMA, Labeller
from tallylight.technology.evidence import as_published

TECHNOLOGIES = (
    Technology("drones_uas", "Drones", True, (Phrase("DRONE"), Phrase("UAS", (), ("COUNTER UAS",)))),
    Technology("counter_uas", "Counter-drone systems", False, (Phrase("COUNTER UAS"), Phrase("DRONE DETECTION"))),
    Technology("towers", "Towers", True, (Phrase("RADARS", ("BORDER",), ("WEATHER",)),), ("1234",)),
    Technology("none", "Nothing", False, (Phrase("LIGHT TOWER"), Phrase("GUARD SERVICES"))),
)


def maker(name: str, **fields: object) -> Maker:
    plain: dict[str, object] = {
        "name": name, "legal_names": (name.upper(),), "aliases": (), "words": (name.upper(),), "parents": (),
        "reseller": False, "sells": None, "products": (), "resellers_seen": (), "not_to_be_confused_with": (),
        "sources": ("https://example.org/",),
    }  # fmt: skip
    return Maker(**{**plain, **fields})  # type: ignore[arg-type]


def product(name: str, technology: str, words: tuple[str, ...] = (), payee_words: tuple[str, ...] = ()) -> Product:
    return Product(name, (), words, payee_words, technology, "https://example.org/")


SKY = maker("Sky", sells="drones_uas", products=(product("Eye", "drones_uas", ("sky eye",), ("eye",)),))
BOTH = maker("Both", products=(product("Flyer", "drones_uas", ("flyer 3",)), product("Wire", "towers", ("tripwire",))))
RADIO = maker("Radio", sells="towers", products=(product("Handset", "none", ("radio handset",)),))
SHOP = maker("Shop", words=(), reseller=True)
LABELLER = Labeller((SKY, BOTH, RADIO, SHOP), TECHNOLOGIES)


def label(description: str | None, payee: str | None = "SOMEBODY LLC") -> dict[str, object]:
    batch = pa.record_batch(
        {"description": pa.array([description], pa.string()), "payee": pa.array([payee], pa.string())}
    )
    made = LABELLER.label(batch)
    assert made.schema == SCHEMA
    return dict(made.to_pylist()[0])


@pytest.mark.parametrize(
    ("description", "payee", "technology", "product", "maker", "rule", "evidence"),
    [
        ("12 SKY-EYE KITS", "SHOP INC", "drones_uas", "Eye", "Sky", "product", "SKY-EYE"),
        ("EYE REPAIR", "SKY, INC.", "drones_uas", "Eye", "Sky", "product", "EYE"),
        ("EYE REPAIR", "SHOP INC", None, None, None, None, None),
        ("SKY LICENSES", "SHOP INC", "drones_uas", None, "Sky", "maker", "SKY"),
        ("RENEWAL", "SKY INC", "drones_uas", None, "Sky", "payee", "SKY"),
        ("DRONE TRAINING", "SOMEBODY LLC", "drones_uas", None, None, "words", "DRONE"),
        ("DRONE BY BOTH", "SHOP INC", "drones_uas", None, "Both", "words", "DRONE"),
        ("BOTH RENEWAL", "SHOP INC", None, None, None, None, None),
        ("COUNTER-UAS STUDY", "SOMEBODY LLC", "counter_uas", None, None, "words", "COUNTER-UAS"),
        ("DRONE DETECTION", "SOMEBODY LLC", "counter_uas", None, None, "words", "DRONE DETECTION"),
        ("RADARS FOR THE BORDER", "SOMEBODY LLC", "towers", None, None, "words", "RADARS"),
        ("RADARS", "SOMEBODY LLC", None, None, None, None, None),
        ("WEATHER RADARS AT THE BORDER", "SOMEBODY LLC", None, None, None, None, None),
        ("LIGHT TOWER RENTAL", "SOMEBODY LLC", "none", None, None, "words", "LIGHT TOWER"),
        ("DRONE TRAINING", "RADIO CORP", "towers", None, "Radio", "payee", "RADIO"),
        ("DRONE BY BOTH", "RADIO CORP", "drones_uas", None, "Both", "words", "DRONE"),
        ("GUARD SERVICES WITH A DRONE", "SOMEBODY LLC", "drones_uas", None, None, "words", "DRONE"),
        ("RADIO HANDSET", "RADIO CORP", "none", "Handset", "Radio", "product", "RADIO HANDSET"),
        (None, None, None, None, None, None, None),
    ],
)
def test_the_first_rule_that_speaks_decides_and_names_its_words(
    description: str | None, payee: str | None, technology: str | None, product: str | None, maker: str | None,
    rule: str | None, evidence: str | None,
) -> None:  # fmt: skip
    made = label(description, payee)
    keys = ("technology", "product", "maker", "rule", "evidence")
    assert tuple(made[key] for key in keys) == (technology, product, maker, rule, evidence)


@pytest.mark.parametrize(
    ("description", "payee", "expected"),
    [
        ("12 SKY-EYE KITS", "SHOP INC", True),
        ("12 SKY-EYE KITS", "SOMEBODY LLC", True),
        ("12 SKY-EYE KITS", "SKY INC", False),
        ("PAPER", "SHOP INC", True),
        ("PAPER", "SOMEBODY LLC", None),
        ("DRONE", "SOMEBODY LLC", None),
    ],
)
def test_a_payee_is_a_reseller_when_another_makes_the_product(description: str, payee: str, expected: bool) -> None:
    assert label(description, payee)["payee_is_reseller"] is expected


WORDS = st.lists(st.sampled_from(["A", "B", "AB", "UAS", "C"]), min_size=1, max_size=4).map(" ".join)


@given(
    st.text(st.sampled_from("ab -.&'s"), max_size=12),
    WORDS.map(str.lower),
    st.text(st.sampled_from(" -.,"), max_size=3),
)
def test_the_words_that_decided_stand_in_the_published_text(before: str, words: str, between: str) -> None:
    text = f"{before} {words.replace(' ', ' ' + between)}, THE END"
    plain = plain_name(words)
    if holds_words(plain_name(text), plain):
        assert as_published(plain, text) in text


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("PEN LINK", "RENEW PEN-LINK SUITE", "PEN-LINK"),
        ("BI INCORPORATED", "TO B.I. INCORPORATED", "B.I. INCORPORATED"),
        ("R AND D", "R&D WORK", "R&D"),
        ("DRONE", "DRONES AND A DRONE'S BATTERY", "DRONE"),
    ],
)
def test_words_are_found_again_as_they_were_published(words: str, text: str, found: str) -> None:
    assert as_published(words, text) == found


@pytest.mark.parametrize(
    "description",
    [
        "LIGHT TOWER RENTAL FOR THE CHECKPOINT",
        "CELL TOWER LEASE",
        "DENTAL X-RAY MACHINE",
        "DRIVER'S LICENSE CHECKS",
        "MONITORING OF FIRE ALARMS",
        "GPS NAVIGATION UNITS FOR VESSELS",
        "FLEET TRACKING SUBSCRIPTION FOR TRUCKS",
        "VIDEO CONFERENCE CAMERAS",
        "OPEN SOURCE SOFTWARE SUPPORT",
        "SOCIAL MEDIA ADVERTISING FOR RECRUITING",
        "SPANISH LINGUIST SERVICES FOR TITLE III MONITORING",
        "UAS USER ACCEPTANCE TESTING OF A WEB PORTAL",
    ],
)
def test_an_innocent_use_of_a_telling_word_is_not_labelled(description: str) -> None:
    labeller = Labeller(knowledge.makers(), knowledge.technologies())
    batch = pa.record_batch({"description": pa.array([description]), "payee": pa.array(["SOMEBODY LLC"])})
    assert labeller.label(batch).to_pylist()[0]["technology"] in (None, "none")
