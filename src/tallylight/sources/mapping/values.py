"""Reading dates and money as a mapping states them: in that form, or not at all. Nothing is guessed.

Each function takes the text of a cell that is not empty, and raises ValueError with a reason in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tallylight.sources.cells import LARGEST, full_year

YEAR_FIRST, DAY_FIRST, MONTH_FIRST = ORDERS = ("year first", "day first", "month first")
"""How a mapping states the order of dates. A year of four digits in front is read in all of them: it leaves nothing open."""

_TIME = r"(?:[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
_YEAR = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}|(\d{{4}})(\d{{2}})(\d{{2}})", re.ASCII)
_SHORT = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})[ -]([A-Za-z]{{3,9}})[., -]{{1,2}}|([A-Za-z]{{3,9}})\.? (\d{{1,2}}),? )(\d{{4}}|\d{{2}}){_TIME}",
    re.ASCII,
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip


def date_reader(order: str) -> Callable[[str], date]:
    """Reads a day in the order that the mapping states. A time of day is dropped."""

    def read(text: str) -> date:
        text = text.strip()
        if match := _YEAR.fullmatch(text):
            year, month, day = (int(part) for part in match.groups() if part)
            return _day(year, month, day)
        if match := _NAMED.fullmatch(text):
            number, name, other, after, year_text = match.groups()
            return _day(full_year(year_text), _month(name or other), int(number or after))
        match = _SHORT.fullmatch(text)
        if not match:
            raise ValueError("not a date")
        if order == YEAR_FIRST:
            raise ValueError("the mapping says that the year comes first, and here it does not")
        first, second, year = int(match[1]), int(match[2]), full_year(match[3])
        return _day(year, second, first) if order == DAY_FIRST else _day(year, first, second)

    return read


def _month(name: str) -> int:
    found = [place for place, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    if len(found) != 1 and name.lower() != "sept":
        raise ValueError("not a date")
    return found[0] if found else 9


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("there is no such day in the order that the mapping states") from None


SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₪": "ILS", "₩": "KRW", "₱": "PHP", "₴": "UAH",
         "₺": "TRY", "₦": "NGN", "zł": "PLN", "kr": "SEK", "R$": "BRL"}  # fmt: skip
"""Signs of money and the currency that each most often stands for. Those in `_OF_MANY` stand for others as well."""

_OF_MANY = {
    "$": "USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NIO NZD SBD SGD SRD TOP "
         "TTD TWD UYU WST XCD ZWL",
    "£": "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
    "¥": "JPY CNY",
    "kr": "SEK NOK DKK ISK",
}  # fmt: skip
"""Signs that are used for several currencies, and the codes (ISO 4217) of these."""

_LETTERS = re.compile(r"[A-Za-z$€£¥₹₽₪₩₱₴₺₦ł]+")
_BLANKS = "   '’"  # that stand between thousands, besides the other mark

POINT, COMMA = MARKS = (".", ",")


def amount_reader(mark: str, currency: str | None) -> Callable[[str], Decimal]:
    """Reads an amount whose decimals stand behind `mark`. `currency` None: each row names its own, so no sign says which.

    Accepts the sign or code of the currency, thousands in groups of three, and for money taken back a minus in front or
    behind, parentheses, or CR behind.
    """
    other = "." if mark == COMMA else ","
    plain = re.compile(rf"\d+(?:[{mark}]\d*)?|[{mark}]\d+", re.ASCII)
    grouped = re.compile(rf"\d{{1,3}}(?:([{other}{_BLANKS}])\d{{3}})(?:\1\d{{3}})*(?:[{mark}]\d*)?", re.ASCII)

    def read(text: str) -> Decimal:
        bare, negative = _unsigned(text.strip())
        for name in dict.fromkeys(_LETTERS.findall(bare)):
            _accept(name, currency)
            bare = bare.replace(name, "", 1)
        bare, inner = _unsigned(bare.strip())
        if negative and inner:
            raise ValueError("not an amount")
        if grouped.fullmatch(bare):
            bare = re.sub(rf"[{other}{_BLANKS}]", "", bare)
        if not plain.fullmatch(bare) or len(bare) > 60:
            raise ValueError(f"not an amount with {'a point' if mark == POINT else 'a comma'} in front of its decimals")
        value = Decimal(bare.replace(mark, "."))
        if value >= LARGEST:
            raise ValueError("too large to be an amount")
        cents = value.quantize(Decimal("0.01"))
        if cents != value:
            raise ValueError("more than two decimals")
        return -cents if (negative or inner) and cents else cents

    return read


def _unsigned(text: str) -> tuple[str, bool]:
    """The text without what says that money was taken back, and whether it said so."""
    if len(text) > 2 and text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text[:1] in ("-", "−"):
        return text[1:].strip(), True
    if text[-1:] in ("-", "−") and text[-2:-1].isdigit():  # not "5.-", which means 5.00 in some countries
        return text[:-1].strip(), True
    if text[-2:].upper() == "CR":
        return text[:-2].strip(), True
    return (text[1:].strip() if text[:1] == "+" else text), False


def _accept(name: str, currency: str | None) -> None:
    """Refuse a sign or code of another currency than the one stated."""
    if (
        currency is None
        or name.upper() == currency
        or SIGNS.get(name) == currency
        or currency in _OF_MANY.get(name, "").split()
    ):
        return
    if name in (f"{currency[:2]}$", f"{currency[:1]}$"):  # US$, A$
        return
    if name in SIGNS or (len(name) == 3 and name.isascii()):
        raise ValueError(f"another currency than the {currency} of the mapping")
    raise ValueError("not an amount")
