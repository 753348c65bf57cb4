"""English: how news texts speak of each technology of knowledge/technologies.yaml, and of other things that are bought."""

from __future__ import annotations

import re

from tallylight.claims.languages.reading import Pattern, Spoken

_SPOKEN = {
    "facial_recognition": r"facial[- ]recognition|face[- ]recognition|face[- ]matching|face[- ]search\w*|face[- ]scann\w+",
    "biometrics_other": r"iris[- ]?\w*\s+(?:scann\w+|recognition|biometric\w*|deal|contract|award)|iris\s+scanners?|fingerprint\s+(?:scanner|reader|device)s?|voice\s+biometrics",
    "dna_analysis": r"(?:rapid\s+)?DNA\s+(?:test\w*|kits?|machines?|collection|lab\w*|analysis|swabs?)|rapid\s+DNA",
    "device_exploitation_spyware": r"spyware|zero-click\s+\w+",
    "mobile_device_forensics": r"phone[- ](?:crack|unlock|hack|forensic|extract)\w*|mobile\s+(?:device\s+)?forensics|cracking\s+phones",
    "digital_forensics": r"(?:digital|computer)\s+forensics?",
    "license_plate_readers": r"(?:licen[cs]e[- ]|number[- ])?plate[- ](?:reader|reading|recognition|scanner|camera|data)\w*|ALPRs?|plate\s+readers?",
    "cell_site_simulators": r"cell[- ]site\s+simulators?|stingrays?|fake\s+cell\s+towers?|IMSI\s+catchers?",
    "social_media_osint": r"social[- ]media\s+(?:monitor|surveill|track|search|intelligence|scan|analysis)\w*",
    "commercial_location_data": r"(?:phone\s+|cell\s+phone\s+|smartphone\s+)?location\s+data",
    "gps_tracking": r"GPS\s+track\w+|vehicle\s+trackers?",
    "electronic_monitoring": r"ankle\s+(?:monitor|bracelet|tag)s?|electronic[- ]monitoring",
    "drones_uas": r"(?:small\s+)?drones?|unmanned\s+aircraft",
    "counter_uas": r"counter-?drone\s*\w*|anti-?drone\s*\w*|drone\s+detection",
    "towers_aerostats_ground_sensors": r"surveillance\s+towers?|border\s+towers?|aerostats?|surveillance\s+blimps?|ground\s+sensors?",
    "body_worn_cameras": r"body(?:-|\s)?(?:worn\s+)?cameras?|bodycams?",
    "crypto_tracing": r"crypto(?:currency)?[- ]tracing|blockchain[- ](?:tracing|analy\w+)|following\s+crypto",
    "night_vision_thermal": r"night[- ]vision\s*\w*|thermal\s+(?:camera|imag)\w*",
    "inspection_scanners": r"(?:cargo|vehicle|truck|baggage)\s+(?:scanner|X-ray|scanning)s?\b|drive-through\s+X-rays?",
    "data_brokers_public_records": r"data\s+brokers?|public[- ]records\s+(?:database|search)\w*",
    "travel_transport_data": r"(?:flight|airline|passenger)\s+(?:data|records)",
}

TOPICS: dict[str, Pattern] = {
    technology: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for technology, words in _SPOKEN.items()
}

# Each name with how texts speak of it, and with phrases that descriptions of awards have for it.
_SPOKEN_AS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "skip tracing",
        r"skip[- ]trac\w+|private\s+(?:eyes?|investigators?|detectives?|investigation)|bounty\s+hunters?",
        ("skip tracing", "skip trace"),
    ),
    (
        "border wall",
        r"border[- ](?:walls?|barriers?|fenc\w+)|smart\s+walls?|(?:walls?|barriers?)\s+(?:and|or)\s+buoys?|buoy\s+barriers?",
        ("border wall", "border barrier", "vertical barrier", "barrier construction", "barrier wall", "wall system",
         "vertical border", "system attributes", "waterborne buoy", "buoy system"),
    ),
    (
        "charter flights",
        r"(?:deportation|removal|charter(?:ed)?)\s+(?:flights?|planes?)",
        ("charter flight", "chartered flight", "air charter"),
    ),
)  # fmt: skip

SPOKEN_AS = tuple(
    Spoken(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), tuple(tuple(p.split()) for p in written))
    for name, words, written in _SPOKEN_AS
)
