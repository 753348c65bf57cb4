"""A little German, for tests only: enough for a signed contract, a payment and a denial. The rest is taken from English."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from tallylight.claims.languages.english import ENGLISH
from tallylight.claims.languages.figures import DateForm
from tallylight.claims.languages.language import Language
from tallylight.model import Hedge

_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_FULL_DAY = re.compile(rf"\b(?:am\s+)?(?P<day>\d{{1,2}})\.\s+{_MONTH}\s+{_YEAR}", re.IGNORECASE)


def _figure(mark: re.Match[str]) -> tuple[str, str | None]:
    """In German a point parts thousands, and a comma begins the decimals."""
    return mark["n"].replace(".", "").replace(",", "."), mark["word"].lower() if mark["word"] else None


GERMAN: Language = replace(
    ENGLISH,
    code="de",
    name="German",
    frequent=frozenset("der die das und ist nicht ein eine einen mit dem den des für im hat über wurde von zu auch".split()),
    sentences=replace(
        ENGLISH.sentences,
        # The point after a figure makes an ordinal of it: "am 5. September".
        end=re.compile(r"(?<!\d)[.!?][\"“”»)]*(?=\s+[\"„«(]?[A-ZÄÖÜ0-9])"),
        clause=re.compile(r";|\s[–—-]\s|:\s|,\s+(?=(?:während|aber|und|wobei|nachdem|bevor)\b)"),
    ),
    amounts=replace(
        ENGLISH.amounts,
        money=re.compile(
            r"(?<![\w.,])(?P<n>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s+(?:(?P<word>Millionen|Million|Milliarden|Milliarde|Tausend)\s+)?"
            r"(?:US-)?Dollar\b"
        ),
        figure=_figure,
        scales={
            "tausend": Decimal(1_000),
            "million": Decimal(1_000_000), "millionen": Decimal(1_000_000),
            "milliarde": Decimal(1_000_000_000), "milliarden": Decimal(1_000_000_000),
        },
        hedges_before=(
            (Hedge.UP_TO, re.compile(r"\bbis\s+zu\s+$")),
            (Hedge.MORE_THAN, re.compile(r"\b(?:mehr\s+als|mindestens)\s+$")),
            (Hedge.NEARLY, re.compile(r"\b(?:fast|knapp|beinahe)\s+$")),
            (Hedge.ABOUT, re.compile(r"\b(?:etwa|rund|ungefähr)\s+$")),
        ),
        hedges_after=(),
    ),
    dates=replace(
        ENGLISH.dates,
        forms=(
            (DateForm.SINCE, re.compile(rf"\bseit\s+{_YEAR}")),
            (DateForm.DAY, _FULL_DAY),
            (DateForm.MONTH, re.compile(rf"\bim\s+{_MONTH}\s+{_YEAR}", re.IGNORECASE)),
            (DateForm.AGO, re.compile(r"\bvor\s+(?P<n>\d+|einem|zwei|drei)\s+(?P<unit>Tag|Woche|Monat|Jahr)(?:en|n)?\b")),
            (DateForm.YEAR, re.compile(rf"\b(?:im\s+Jahr\s+|in\s+)?{_YEAR}", re.IGNORECASE)),
        ),
        full_days=(_FULL_DAY,),
        months={name: n for n, name in enumerate(_MONTHS, 1)},
        counts={"einem": 1, "zwei": 2, "drei": 3},
        units={"tag": "day", "woche": "week", "monat": "month", "jahr": "year"},
    ),
    told=replace(
        ENGLISH.told,
        denied=re.compile(r"\b(?:nicht|nie|niemals)\b|\bkein(?:en|e|em|er)?\s+(?:\w+\s+)?(?:Vertrag|Auftrag|Geld)\b"),
        planned=re.compile(r"\b(?:plant|wird|will)\b"),
    ),
    money=replace(
        ENGLISH.money,
        purchase=re.compile(r"\b(?:Vertr\w+|Auftr\w+|zahl\w*|bezahl\w*|gezahlt|kauf\w*|gekauft|unterzeichn\w+)\b", re.IGNORECASE),
        paid=re.compile(r"\b(?:zahl\w*|bezahl\w*|gezahlt|ausgegeben)\b", re.IGNORECASE),
        value=re.compile(r"\b(?:Vertr\w+|Auftr\w+|unterzeichn\w+)\b", re.IGNORECASE),
        signing=re.compile(r"\b(?:unterzeichn\w+|zahl\w*|gezahlt)\b", re.IGNORECASE),
        all_of_it=re.compile(r"\b(?:insgesamt|bisher)\b", re.IGNORECASE),
        award_noun=re.compile(r"\b(?:Vertr|Auftr)\w+", re.IGNORECASE),
    ),
    beginnings=replace(
        ENGLISH.beginnings,
        relation=re.compile(r"\b(?:Vertr\w+|Kunde|arbeite\w*)\b"),
        ranked=re.compile(r"\b(?:erste|letzte|größte)\w*\b[^.;]*\bseit\b"),
        since=re.compile(r"seit "),
        year_only=re.compile(r"seit\s+\d{4}"),
    ),
)  # fmt: skip
