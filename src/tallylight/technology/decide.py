"""Which of the phrases that a description holds says what was bought.

Rules in a fixed order; the first that speaks decides, and of several phrases of one rule the longest:

1. `product`: words that name a product (where its maker is paid, also the words that mean it only there);
2. `maker`: words that name a maker with one line;
3. `words`: general words for a technology;
4. `payee`: the payee is a maker with one line, and the description names no product; general words of another technology
   give way to it.

What the rest of the award says, and service codes, come after these and are the ledger's to join (attributions.sql).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tallylight.knowledge.entries import Maker, Phrase, Product, Technology

NONE = "none"
PRODUCT, MAKER, WORDS, PAYEE = "product", "maker", "words", "payee"


@dataclass(frozen=True, slots=True)
class Term:
    """One phrase and what it stands for."""

    phrase: Phrase
    rule: str
    technology: str | None  # None: the phrase names a maker of several technologies, and other words must say which
    product: Product | None = None
    maker: Maker | None = None
    only_where_paid: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What one description and its payee say. `words` are in plain form, empty where the payee decides."""

    technology: str
    product: str | None
    maker: str | None
    rule: str
    words: str


def terms_of(makers: Iterable[Maker], technologies: Iterable[Technology]) -> tuple[Term, ...]:
    """Every phrase of the knowledge files."""
    terms: list[Term] = []
    for maker in makers:
        for product in maker.products:
            terms += [Term(phrase, PRODUCT, product.technology, product, maker) for phrase in product.phrases]
            terms += [
                Term(phrase, PRODUCT, product.technology, product, maker, only_where_paid=True)
                for phrase in product.payee_phrases
            ]
        terms += [Term(phrase, MAKER, line_of(maker), None, maker) for phrase in maker.phrases]
    for technology in technologies:
        terms += [Term(phrase, WORDS, technology.id) for phrase in technology.phrases]
    return tuple(terms)


def line_of(maker: Maker) -> str | None:
    """The one technology of a maker with one line, else None."""
    return maker.sells or (next(iter(maker.technologies)) if len(maker.technologies) == 1 else None)


def decide(held: Iterable[Term], payee: Maker | None) -> Decision | None:
    """The decision for a description that holds these terms (their company is right). `payee` is the maker that is paid."""
    of_rule: dict[str, list[Term]] = {PRODUCT: [], MAKER: [], WORDS: []}
    for term in held:
        if not term.only_where_paid or term.maker is payee:
            of_rule[term.rule].append(term)
    named = _longest(of_rule[MAKER])
    maker = named.maker if named else payee if payee and not payee.reseller else None
    product = _longest(of_rule[PRODUCT])
    if product and product.product and product.maker:
        return Decision(
            product.technology or NONE, product.product.name, product.maker.name, PRODUCT, product.phrase.words
        )
    if named and named.technology and named.maker:
        return Decision(named.technology, None, named.maker.name, MAKER, named.phrase.words)
    general = _longest(term for term in of_rule[WORDS] if term.technology != NONE)
    one_line = payee if payee and payee.sells and not payee.reseller else None
    # General words are loose ("forensic software"): what a maker with one line sells, it sells under any of them.
    loose = bool(general and one_line and not named and general.technology not in one_line.technologies)
    if general and general.technology and not loose:
        whose = maker.name if maker and (named or general.technology in maker.technologies) else None
        return Decision(general.technology, None, whose, WORDS, general.phrase.words)
    nothing = _longest(of_rule[WORDS]) if general is None else None
    if nothing:
        return Decision(NONE, None, None, WORDS, nothing.phrase.words)
    if one_line and one_line.sells:
        return Decision(one_line.sells, None, one_line.name, PAYEE, "")
    return None


def _longest(terms: Iterable[Term]) -> Term | None:
    """The most specific: the longest phrase, and of two equal ones the first in the alphabet, so that order is no matter."""
    return min(
        terms, key=lambda term: (-len(term.phrase.words), term.phrase.words, term.technology or ""), default=None
    )
