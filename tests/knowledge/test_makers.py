"""The makers that are written down, asked about descriptions of every kind: what they sell, and what only looks like it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tallylight import knowledge
from tallylight.technology import Labeller
from tallylight.technology.decide import line_of


@pytest.fixture(scope="module")
def labeller() -> Labeller:
    return Labeller(knowledge.makers(), knowledge.technologies())


def label(labeller: Labeller, description: str, payee: str) -> tuple[object, object]:
    batch = pa.record_batch({"description": pa.array([description]), "payee": pa.array([payee])})
    made = labeller.label(batch).to_pylist()[0]
    return made["technology"], made["maker"]


@pytest.mark.parametrize(
    ("description", "payee", "technology", "maker"),
    [
        ("PUMA AE SPARES", "ATLANTIC DIVING SUPPLY, INC.", "drones_uas", "AeroVironment"),
        ("MAVIC 3 ENTERPRISE KIT", "SOMEBODY LLC", "drones_uas", "DJI"),
        ("SCANEAGLE FLIGHT HOURS", "SOMEBODY LLC", "drones_uas", "Insitu"),
        ("DRONEBUSTER BATTERIES", "SOMEBODY LLC", "counter_uas", "Flex Force Enterprises"),
        ("CLOSEOUT", "DRONESHIELD LLC", "counter_uas", "DroneShield"),
        ("AEROSTAT ENVELOPE", "TCOM, L.P.", "towers_aerostats_ground_sensors", "TCOM"),
        ("GENETEC SECURITY CENTER UPGRADE", "SOMEBODY LLC", "video_surveillance", "Genetec"),
        ("GENETEC AUTOVU UNITS", "SOMEBODY LLC", "license_plate_readers", "Genetec"),
        ("SHOTSPOTTER SUBSCRIPTION", "SOMEBODY LLC", "gunshot_detection", "SoundThinking"),
        ("OPTION YEAR 2", "SHOTSPOTTER, INC.", "gunshot_detection", "SoundThinking"),
        ("PULSAR HELION MONOCULAR", "SOMEBODY LLC", "night_vision_thermal", "Pulsar (Yukon Advanced Optics)"),
        ("X-RAY TUBE REPLACEMENT", "SMITHS DETECTION INC.", "inspection_scanners", "Smiths Detection"),
        ("GPS TRACKERS", "DTC COMMUNICATIONS, INC.", "gps_tracking", "DTC Communications"),
        ("NXTGEN KIT", "DTC COMMUNICATIONS, INC.", "covert_audio_video", "DTC Communications"),
        ("NEC NEOSCAN 45 MAINTENANCE", "SOMEBODY LLC", "biometrics_other", "NEC"),
        ("FORENSIC SOFTWARE", "CELLEBRITE INC", "mobile_device_forensics", "Cellebrite"),
        ("SIXBILL RENEWAL", "SOMEBODY LLC", "dark_web_cyber_intel", "Cybersixgill"),
        ("HUNCHLY LICENSES", "SOMEBODY LLC", "social_media_osint", "Hunchly"),
        ("SECUGEN READERS", "SOMEBODY LLC", "biometrics_other", "SecuGen"),
        ("OPTION YEAR 1", "CIRIUM", "travel_transport_data", "Cirium"),
        ("SUBPOENA GENERATOR LICENSES", "SOMEBODY LLC", "lawful_intercept_comms_records", None),
        ("VIDEO SECURITY SYSTEMS (VSS)", "SOMEBODY LLC", "video_surveillance", None),
        ("NYXCELL TRAINING", "SOMEBODY LLC", "cell_site_simulators", "Tactical Support Equipment"),
    ],
)
def test_a_maker_and_its_product_are_recognised(
    labeller: Labeller, description: str, payee: str, technology: str, maker: str | None
) -> None:
    assert label(labeller, description, payee) == (technology, maker)


@pytest.mark.parametrize(
    ("description", "payee"),
    [
        ("TASER CARTRIDGES", "AXON ENTERPRISE, INC."),
        ("LEXISNEXIS PLUS CONTRACT", "RELX INC."),
        ("TABLETS FOR BIOMETRIC ENTRY-EXIT OFFICE", "SOMEBODY LLC"),
        ("IONSCAN SWABS", "SMITHS DETECTION INC."),
        ("TRUNARC SOLUTION KITS", "SOMEBODY LLC"),
        ("GLARE HELIOS LASER", "B.E. MEYERS & CO., INC."),
        ("TRIJICON RMR SIGHT", "SOMEBODY LLC"),
        ("TRIJICON SIGHTS", "SOMEBODY LLC"),
        ("WILCOX NVG MOUNTS", "SOMEBODY LLC"),
        ("DJI OSMO POCKET CAMERA", "SOMEBODY LLC"),
        ("PUMA RUNNING SHOES", "GALLS, LLC"),
        ("GHOST GUN TRAINING", "SOMEBODY LLC"),
        ("SOLAR LIGHT TOWERS", "SOMEBODY LLC"),
        ("HVAC UNIT FOR RVSS SHELTER", "SOMEBODY LLC"),
        ("DATA SERVICE PLANS SUPPORTING MVSS", "CELLCO PARTNERSHIP"),
        ("CLEANING SERVICE AT THE RAIL VACIS", "SOMEBODY LLC"),
        ("CONCEALMENT HOLSTERS", "SOMEBODY LLC"),
        ("DENSITY METER", "RUDOLPH RESEARCH ANALYTICAL CORPORATION"),
        ("MILESTONE PAYMENTS", "SOMEBODY LLC"),
        ("SALIENT CHARACTERISTICS ADDED", "SOMEBODY LLC"),
    ],
)
def test_look_alikes_are_no_surveillance_technology(labeller: Labeller, description: str, payee: str) -> None:
    assert label(labeller, description, payee)[0] in (None, "none")


INTEGRATORS = (
    "Accenture Federal Services", "BAE Systems", "Boeing", "Booz Allen Hamilton", "CACI", "Deloitte", "General Dynamics",
    "General Dynamics Information Technology", "Guidehouse", "L3Harris", "Leidos", "Lockheed Martin", "ManTech",
    "Northrop Grumman", "Peraton", "Raytheon", "SAIC", "Thermo Fisher Scientific",
)  # fmt: skip


@pytest.mark.parametrize("name", INTEGRATORS)
def test_a_company_with_many_lines_says_nothing_by_its_name(labeller: Labeller, name: str) -> None:
    maker = next(maker for maker in knowledge.makers() if maker.name == name)
    assert maker.sells is None
    assert line_of(maker) is None or not any(not phrase.needs for phrase in maker.phrases)
    for payee in maker.legal_names:
        assert label(labeller, "ADDITIONAL FUNDING", payee)[0] is None


def test_a_reseller_says_nothing_by_its_name(labeller: Labeller) -> None:
    for maker in knowledge.makers():
        if maker.reseller:
            assert [label(labeller, "ADDITIONAL FUNDING", payee)[0] for payee in maker.legal_names] == [None] * len(
                maker.legal_names
            )
