"""English: what the words around an amount ask for."""

from __future__ import annotations

import re

from tallylight.claims.languages.wording import MoneyWords

MONEY = MoneyWords(
    # "work" is here for its noun: "$30 million of work". Words of other money (valuations, profits) are in other_money.
    purchase=re.compile(
        r"\b(?:sold|sells|suppl(?:y|ied|ies|ying)|contract\w*|deals?|award\w*|agreements?|orders?|ordered|purchas\w+|procur\w+|licen[cs]\w+|subscriptions?|bought|buy\w*|paid|pays?|payments?|"
        r"paying|spen[dt]\w*|obligat\w+|sign\w*|inked|cost\w*|worth|hand(?:ed|s)|commit\w*|invest\w*|pour\w*|put|set\s+aside|earmark\w*|"
        r"award\w*|land(?:ed|s)|won|win(?:s|ning)?|secur\w+|received|collected|gets?|got|tak(?:en|es)\s+in|took\s+in|build\w*|tool|work|"
        r"top-ups?|added|fund(?:s|ed|ing)|task\s+order|brought|went|take|tab|fees?|bills?)\b",
        re.IGNORECASE,
    ),
    other_money=re.compile(
        r"\b(?:valuation|(?:company|firm|start-?up|business|maker|group)[^.,]{0,30}valued\s+at|valued\s+at\s+\$[\d.]+\s*(?:bn|billion)|ipo|raised|raising|funding\s+round|series\s+[a-e]\b|market\s+cap|revenues?|profits?|earnings|shares?|"
        r"stocks?(?!\s+of)|salar(?:y|ies)|fine[ds]?|penalt(?:y|ies)|settle\w*|lawsuit|damages|donat\w+|bail|bond\s+of|budget\w*|appropriat\w+|box\s+office|"
        r"tickets?|prize|acquir\w+|acquisitions?|takeover|merger|sold\s+for|lobby\w*|campaign|earned(?!\s+it)|loss(?:es)?|price\s+targets?|super\s+PAC|"
        r"contribut(?:ed|es)|inaugural|closed\s+(?:up|down|at)|went\s+public|go\s+public|total\s+funding|investors?|private\s+equity|jury|judge|"
        r"bonus(?:es)?|impairment|write-?(?:downs?|offs?)|made\s+up(?=\s+(?:about\s+|nearly\s+|some\s+)?\$)|House|Senate|Congress|lawmakers|negotiators|appropriators|reached\s+a\s+value|annual\s+sales|in\s+sales|owners?|sold\s+(?:a|its|the|one)|"
        r"bought\s+(?:a|the|its)\s+(?:site|company|firm|rival|start-?up|stake)|dollars\s+in\s+debt|debts?|rescue|ransom)\b",
        re.IGNORECASE,
    ),
    received=re.compile(
        r"\b(?:gets?|got|getting|receiv(?:es?|ed)|(?:was|were|been|is|are)\s+(?:\w+\s+)?(?:paid|awarded|given|handed|promised|obligated|committed|allotted|granted)|won|wins?|landed|secured|"
        r"collected|took\s+in|taken\s+in|take\s+from|bring(?:s|ing)?\s+in|brought\s+in|will\s+share|share|split|earned|booked|t(?:ook|akes?)\s+home|(?:go|goes|went|going)\s+to|sold(?=\s+(?:[\w-]+\s+){0,3}?\$))\b",
        re.IGNORECASE,
    ),
    award_noun=re.compile(
        r"\b(?:contract(?!ion)|award|purchase|order(?!ed\s+(?:\w+\s+){0,5}to\b)|deal(?!er|t\b)|agreement|procure)\w*\b",
        re.IGNORECASE,
    ),
    added_since=re.compile(r"\b(?:has|have|had)\s+since\b|\bsince\s+then\b|\btop-?ups\b", re.IGNORECASE),
    to_people=re.compile(
        r"\s+(?:impairment|write-?(?:down|off)|bonus(?:es)?|prizes?|fines?|penalt(?:y|ies)|settlement|salar(?:y|ies)|rewards?|bonds?|bail|raise|donation)\b|\s+(?:(?:each|apiece|every)\s+)?to\s+(?:(?:every|each|the|all|eligible|undocumented)\s+){0,2}(?:immigrants?|migrants?|people|famil(?:y|ies)|employees|workers|voters|"
        r"residents|taxpayers|victims|families|households|members|recruits|anyone|those\s+who)\b",
        re.IGNORECASE,
    ),
    takeover=re.compile(
        r"\s+(?:[\w-]+\s+){0,2}?(?:acquisition|takeover|merger|buyout|purchase\s+of\s+(?:[a-z]+\s+){0,2}[A-Z])"
    ),
    priced=re.compile(
        r"[\s-](?:(?!(?:on|in|for|from|of|to|under|through|by|with|and|that|as|worth)\b)[\w-]+\s+){0,2}(?:contract|deal|award|order|agreement)\b(?!s)",
        re.IGNORECASE,
    ),
    several_awards=re.compile(r"\b(?:contracts|orders|deals|awards|purchases|agreements)\b", re.IGNORECASE),
    award_after=re.compile(r"\s*(?:[\w-]+\s+){0,3}?(?:contracts?|deals?|awards?|orders?)\b"),
    award_of=re.compile(
        r"(?:\b(?:an?|the|its|this|that)|['’]s)\s+(?:[\w$.,-]+\s+){0,4}?(?:contract|deal|award|order|agreement)(?:\s+with\s+[\w&.,'’() -]{2,70}?)?"
        r"(?:,?\s+(?:(?:that|which)\s+was\s+)?(?:signed|awarded|inked|dated|struck)|\s+(?:(?:that|which)\s+[^,;.$]{1,50}?\s|(?:it|they|the\s+agency|[A-Z][\w.]*)\s+(?:has\s+|had\s+)?)"
        r"(?:gave|awarded|signed|placed|issued|handed|got|won|received)\b[^;$]{0,90}?)?\s*$",
        re.IGNORECASE,
    ),
    earnings=re.compile(
        r"\b(?:revenues?|profits?|earnings|valuation|market\s+cap\w*|net\s+income|sales\s+of)\b", re.IGNORECASE
    ),
    pays=re.compile(
        r"\s+(?:(?!(?:was|were|is|are|be|been|being|and|to|from|for|by|with|in|on|at|that|which|contracts?|deals?|orders?)\b)[\w-]+\s+){0,2}(?:paid|pays|gave|gives|donated|donates|spent|spends|invested|invests|bought|acquired|"
        r"borrowed|lost|agreed\s+to\s+pay)\b"
    ),
    whose=re.compile(
        r"whose\b(?!\s+(?:[\w-]+\s+){0,3}?(?:contracts?|agreements?|deals?|awards?|orders?|ceiling|value|worth)\b)"
    ),
    vehicle=re.compile(
        r"\bumbrella\b|\bblanket\s+purchas\w+|\bframework\b|\bIDIQ\b|\bindefinite[- ](?:delivery|quantity)|\b(?:contract|contracting|purchasing|procurement|ordering|[a-z]+-[a-z]+ing)\s+vehicle\b|"
        r"\bvehicle,\s+whose\b|\bshares?\s+(?:in\s+)?an?\s+\$|\bshares?\s+[^.;]{0,60}\bvehicle\b|"
        r"\bordering\s+agreement\b|\bBPA\b|\bshared\s+(?:by|among)\b|\b(?:vie|compete|competing|vying)\s+for\b",
        re.IGNORECASE,
    ),
    ceiling=re.compile(
        r"\boptions\s+included\b|\bincluding\s+(?:all\s+)?options\b|\bif\s+(?:all|every)\b[^.]{0,40}\boptions?\b|\b(?:all|every)\s+options?\b|\bceiling\b|\bcould\s+(?:be\s+worth|reach|grow|total)|"
        r"\bmaximum\s+(?:value|worth)|\bpotential(?:ly)?\b|\bmay\s+be\s+worth|\btotal\s+potential|"
        r"\b(?:may|could|can|might)\s+(?:run|grow|rise|climb|swell|go)\s+(?:up\s+)?to\b|\bif\s+extended\b",
        re.IGNORECASE,
    ),
    paid=re.compile(
        r"\b(?:spen[dt]\w*|paid|pays?|paying|obligat\w+|commit(?:ted|s|ments?)|cost(?:s|ing)?(?!\s+of\s+(?:the|a)\s+contract)|poured|pouring|put(?!\s+(?:at|the|its|it|them|this|that)\b)|"
        r"sent(?=\s+(?:[\w-]+\s+){0,2}?\$)|taken\s+in|took\s+in|takes\s+in|t(?:ook|akes?)\s+home|received|collected|in\s+payments|payments\s+(?:from|to|of)|shelled\s+out|laid\s+out|promised|allotted|brought|billed|(?:went|go|goes|going)\s+to|set\s+aside|take)\b",
        re.IGNORECASE,
    ),
    value=re.compile(
        r"\b(?:contracts?|deals?|agreements?|awards?|worth|orders?|award(?:ed|s)|sign(?:ed|s)?|inked|purchase|won|landed|secured|top-ups?|"
        r"licen[cs]e|building|build|tool)\b",
        re.IGNORECASE,
    ),
    all_of_it=re.compile(
        r"\b(?:in\s+(?:all|total)|all\s+told|altogether|combined|in\s+contracts|on\s+contracts|contracts\s+(?:worth|totall?ing)|total(?:s|ed|ling|ing)?|add(?:s|ed|ing)?\s+up\s+to|amount(?:s|ed|ing)?\s+to|c[oa]mes?\s+to|"
        r"cumulative\w*|alone|overall|so\s+far|to\s+date|taken\s+in|together|kept\s+growing|take\b|has\s+(?:already\s+)?(?:put|spent|paid|obligated)|"
        r"have\s+(?:already\s+)?(?:put|spent|paid|cost)|spending)\b",
        re.IGNORECASE,
    ),
    summed=re.compile(
        r"\b(?:in\s+all|all\s+told|altogether|together|combined|add(?:s|ed|ing)?\s+up\s+to|a\s+total\s+of|will\s+share|split|totall?ing)\b|"
        r"\b(?:purchases|contracts|orders|deals|awards|payments|bill|tab|spending|outlays?)\b[^.;]{0,60}\b(?:c[oa]mes?\s+to|amount(?:s|ed)?\s+to)\b",
        re.IGNORECASE,
    ),
    of_a_law=re.compile(
        r"\s*(?:from|in|of|under|through|provided\s+by)\s+(?:[\w'’-]+\s+){0,4}?(?:budget|appropriations?|law|bill|act|legislation|stimulus)\b",
        re.IGNORECASE,
    ),
    at_once=re.compile(
        r"\b(?:a|one)\s+single\s+(?:[\w-]+\s+){0,2}?(?:contract|deal|order|award|purchase|payment)\b|\bin\s+one\s+go\b",
        re.IGNORECASE,
    ),
    single_award=re.compile(
        r"\b(?:a|an|the|its|this|that|one|another)\s+(?:[\w$.,’'-]+\s+){0,5}?(?:contract|deal|order|award|agreement|purchase|licen[cs]e|subscription)\b(?!s)",
        re.IGNORECASE,
    ),
    one_award=re.compile(
        r"\b(?:under|on|for|through)\s+(?:a|an|the|its|this|that|one)\s+(?:[\w-]+\s+){0,3}?(?:contract|deal|order|award|agreement)\b|"
        r"\b(?:the|its|this|that)\s+(?:[\w-]+\s+){0,3}?(?:contract|deal|order|award|agreement)\s+(?:has|had)\b",
        re.IGNORECASE,
    ),
    final=re.compile(
        r"\bfinal\s+(?:worth|value|cost|price|tally|bill)\b|\bended\s+up\s+cost\w+|\bcost\s+in\s+the\s+end\b",
        re.IGNORECASE,
    ),
    every_vendor=re.compile(
        r"\b(?:across\s+all|all\s+(?:vendors|contractors|companies|contracts|its\s+contracts|awards)|every\s+(?:vendor|contractor)|"
        r"(?:in|on)\s+contracts(?:\s+(?:of\s+any\s+kind|in\s+all|overall|altogether))?(?=\s+(?:in|during|over|since|for)\s|[.,]))",
        re.IGNORECASE,
    ),
    signing=re.compile(
        r"\bby\s+an?\s+(?:option|increase|addition)\b|\badding\b|\bclosed\s+(?:an?|the|its)\s+|\b(?:renew(?:ed|s)|sign(?:ed|s|ing)?|inked|award(?:ed|s|ing)|paid|pays?|paying|spen[dt]\w*|bought|buy\w*|purchased|won|wins?|obligat\w+|ordered|landed|"
        r"secured|received|got|gets?|gave|gives?|handed|add(?:ed|s|ing)|procured|committed|put|poured|went|struck|reached|began|begun|made|cost)\b",
        re.IGNORECASE,
    ),
    later_event=re.compile(
        r"\b(?:extended|terminated|cancel(?:l?ed|s)|scrapped|fr[oe]zen?|froze|paused|halted|suspended|reactivated|revived|resumed|lifted|"
        r"modified|amended|expire[ds]?|(?<!year\s)ended|(?<!year\s)closed|reported|revealed|disclosed|announced|published|uncovered|discovered|criticized|criticised|"
        r"questioned|condemned|defended|reviewed|investigated|audited|protested|(?<!year\s)ran\s+out|came\s+to\s+light|emerged|surfaced)\b",
        re.IGNORECASE,
    ),
    taken_back=re.compile(
        r"\b(?:cut|cuts|cutting|reduc\w+|claw\w*\s+back|t(?:ook|aken|ake|akes|aking)\s+(?:[\w$.,-]+\s+){0,5}?(?:back|away|out)|de-?obligat\w+|withdr\w+|at\s+a\s+loss|"
        r"pulled\s+(?:[\w$.,-]+\s+){0,4}back|removed|"
        r"return(?:ed|s)|refund\w*|trimm\w+|slash\w+|shav\w+|pulled)\b",
        re.IGNORECASE,
    ),
)
