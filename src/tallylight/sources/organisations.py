"""Whether a name is that of an organisation, where nothing but the name says. In doubt it is not: it may be a person's.

A name without a word of a company, of a public body or of a trade may be that of a private person, and the door withholds
it (`door`). Tables of payments name people far more often than notices of awards do, so they are read more strictly.
"""

from __future__ import annotations

import re

# Words of company law and of public bodies, in the languages of large OCDS publishers, and words that name a trade.
_WORDS = re.compile(
    r"""\b(?: inc | llc | l\.l\.c | ltd | limited | plc | llp | l\.l\.p | lp | corp(?:oration)? | co | company | companies |
    incorporated | gmbh | mbh | ag | kg | bv | nv | oy | ab | aps | sarl | sas | sasu | s\.?a\.?(?:\s?de\s?c\.?\s?v)? |
    s\.?r\.?l | s\.?l\.?u? | s\.?p\.?a | c\.?v | ltda | cia | eirl | sac | spa | pty | pte | sdn | bhd | doo | d\.o\.o | zoo |
    ooo | too | uab | kft | cic | group | grupo | groupe | holdings? | partners | partnership | associates | association |
    asociaci[oó]n | society | foundation | fundaci[oó]n | trust | charity | university | universidad | universit[eé] |
    college | school | academy | institut[eo]? | institution | council | authority | board | ministry | ministerio |
    secretar[ií]a | department | agency | agencia | nhs | hospital | cooperativa | co-?operative | bank | banco | insurance |
    seguros | services | servicios | solutions | soluciones | systems | sistemas | technolog(?:y|ies) | tecnolog[ií]as? |
    consult(?:ing|ants?|ancy|or[ií]a) | consultores | construct(?:ion|ors?)| construcci[oó]n | constructora |
    engineering | ingenier[ií]a | industri(?:es|al|as) | international | internacional | comercializadora | distribuidora |
    logistics | software | media | network[s]? | laborator(?:y|ies|ios?) | centre | center | centro | united\ kingdom | uk
    )(?:\b|\.)""",
    re.IGNORECASE | re.VERBOSE,
)

# Words in the names of payees that are no people, in the tables of American states, counties and cities.
_MORE_WORDS = re.compile(
    r"""\b(?: enterprises? | wireless | suppl(?:y|ies) | electric(?:al)? | equipment | safety | products? | manufacturing | mfg |
    distribut(?:ors?|ing|ion) | communications? | telecom | airlines? | airways | automotive | pharmacy | insurance | leasing |
    rentals? | city\ of | county\ of | state\ of | town\ of | village\ of | township | county | district | dept | police |
    sheriff | port\ of | church | credit\ union | stores? | hotels? | inn | restaurant | church | clinic | medical | labs? |
    club | federation | union | league | commission | bureau | office | utilities | energy | petroleum | transit | railway |
    forensics? | analytics | robotics | surveillance | drones? | digital | cyber | labs | aerospace | defen[cs]e | data | cloud
    )(?:\b|\.)""",
    re.IGNORECASE | re.VERBOSE,
)

_FORM = re.compile(
    r"\b(?:inc|llc|l\.l\.c|ltd|limited|plc|llp|lp|corp|corporation|company|gmbh|pllc|p\.?c|n\.?a)(?:\b|\.)",
    re.IGNORECASE,
)
_TRADING_AS = re.compile(r"\b(?:d\.?b\.?a|trading\ as|t/a)\b|\bc/o\b", re.IGNORECASE)


def names_an_organisation(name: str) -> bool:
    """Whether a word of the name says so: of company law, of a public body, of a trade."""
    return bool(_WORDS.search(name))


def payee_is_an_organisation(name: str) -> bool:
    """The same for the payee of a payment. Who trades under another name is one only when a company's form is there."""
    if _TRADING_AS.search(name):
        return bool(_FORM.search(name))
    return bool(_FORM.search(name) or _WORDS.search(name) or _MORE_WORDS.search(name))
