"""English: words for single rules."""

from __future__ import annotations

import re

from tallylight.claims.languages.rules import (
    AwardWords,
    BeginningWords,
    ContentsWords,
    CountWords,
    EventWords,
    QuantityWords,
    StatisticWords,
)

AWARDS = AwardWords(
    made=re.compile(
        r"\b(?:awarded|sign(?:ed|s)|turned\s+to|picked\s+up|acquired|has\s+bought|have\s+bought|put\s+its\s+name\s+to|signed\s+up|went\s+(?:straight\s+)?into|concluded|"
        r"(?:got|received|won)\s+(?:its|an?|the|another)\s+(?:[\w-]+\s+){0,5}(?:award|contract|order|deal|job)|under\s+a\s+(?:contract|deal)\s+of|inked|hand(?:ed|s)\s+(?:\w+\s+)?|gave(?!\s+(?:\w+\s+)?notice)|placed\s+(?:an?|its)\s+(?:\w+\s+)?order|entered\s+(?:into\s+)?an?\s+(?:[\w-]+\s+){0,3}(?:contract|agreement|deal)|"
        r"(?:had\s+)?entered\s+an?\s+(?:[\w-]+\s+){0,3}contract|struck\s+an?\s+(?:\w+\s+){0,2}deal|bought|purchased|ordered(?!\s+(?:[\w’'-]+\s+){0,5}to\b)|renewed|hired|took\s+effect|became\s+an?\s+(?:[\w-]+\s+)?(?:customer|client|contractor|supplier|vendor)|"
        r"(?:contract|award|order|deal|agreement)\s+(?:[\w’'-]+\s+){0,4}(?:is|was)\s+(?:dated|of|made)|carries\s+the\s+date|"
        r"(?:award|contract|order|deal|agreement)\b[^.;]{0,40}\bdated)\b",
        re.IGNORECASE,
    ),
    not_made=re.compile(
        r"\b(?:lost\s+(?:its|the|a|an)|announced|reported|revealed|published|protested|sued|criticized|criticised|expire[ds]?|ended|terminated|cancell?ed|extended|modified|"
        r"amended|searched|search\w*|arrest\w*|donat\w+|(?:signed|passed)\s+(?:a|the|an?\s+\w+)\s+(?:law|bill|order)|legislation|treaty|executive\s+order|memo|how\s+many|number\s+of|signed\s+(?:off|by\s+(?:[\w-]+\s+){0,2}?(?:governors?|president|judges?|lawmakers|members|senators|hundreds|dozens|thousands))|court|judge|jury|"
        r"lawsuit|settle\w*)\b",
        re.IGNORECASE,
    ),
)

CONTENTS = ContentsWords(
    contains=re.compile(
        r"\b(?:package|contract|deal|agreement|award|order|purchase|licen[cs]e|subscription)\s+(?:also\s+)?"
        r"(?:includes?|included|covers?|covered|comprises?|comprised|consists?\s+of|contains?|calls?\s+for|provides?(?:\s+for)?|supports?|"
        r"is\s+for|was\s+for|is\s+meant\s+(?:for|to)|is\s+to)\b",
        re.IGNORECASE,
    ),
    purpose=re.compile(
        r"\b(?:to\s+(?:support|help|assist|aid|serve)|in\s+support\s+of|meant\s+(?:for|to)|intended\s+(?:for|to))\b",
        re.IGNORECASE,
    ),
    bought=re.compile(
        r"\b(?:contract|deal|agreement|award|order|purchase|licen[cs]es?|subscriptions?)\b", re.IGNORECASE
    ),
)

EVENTS = EventWords(
    resumed=re.compile(
        r"\brescind\w*\b[^.]{0,40}\b(?:stop|order|hold)|\breactivat\w+|\brestart\w*|\brevive[ds]?|\breinstat\w+|\bunfr[eo]\w+|\blift(?:ed|s|ing)?\b[^.]{0,40}\b(?:stop|freeze|hold|pause|ban|order)|"
        r"\bresum(?:ed|es|ing)|\bun-?paused|\bback\s+on\b",
        re.IGNORECASE,
    ),
    stopped=re.compile(
        r"\bon\s+hold\b|\ba\s+stay\b|\bstayed\b(?!\s+(?:out|away|in|on|at|with|the|silent|quiet|put|up|there|behind)\b)|\bsuspen(?:ded|sion)\b|\bfr(?:o|ee)ze[sn]?\b|\bfrozen\b|\bhalt(?:ed|s|ing)?\b|\bpaus(?:ed|es|ing)\b|\bhit\s+pause|\bsuspend(?:ed|s)?\b|\bstop(?:ped)?[- ]work|\bwork\s+stopped|"
        r"\bstop\s+order|\bstop\s+work|\bput\s+(?:\w+\s+){0,3}on\s+hold|\btold\s+[\w\s]{1,40}\s+to\s+stop",
        re.IGNORECASE,
    ),
    terminated=re.compile(
        r"\bterminat(?:ed|es|ing|ion)\b|\bfor\s+(?:the\s+government['’]s\s+|its\s+)?convenience\b|\bcancel(?:l?ed|s|ling)?\b|\bscrapp?ed\b|\btore\s+up\b|\b(?:killed|axed|dropped|ended)\s+(?:its|the|a|an|that|this)\b",
        re.IGNORECASE,
    ),
    closed_out=re.compile(r"\bclos(?:ed|es|ing)[- ]out\b|\bclose-?out\b|\bwound\s+(?:up|down)\b", re.IGNORECASE),
    modified=re.compile(
        r"\b(?:was|were|been|being|is)\s+(?:\w+\s+)?(?:modified|extended|amended|renewed|prolonged|lengthened)\b|\bexercis(?:ed|es|ing)\s+(?:an?\s+|the\s+|its\s+)?option|\b(?:took|taking|take)\s+up\s+(?:an?\s+|the\s+|its\s+)?[\"“]?(?:\d{4}\s+)?option|"
        r"\bgave\s+[^.]{3,60}\bmore\s+time\b|\b(?:modified|amended|extended)\s+(?:task\s+order|order|contract|purchase\s+order)\s+(?=[A-Z0-9]*\d)|"
        r"\b(?:changed|amended|modified|extended|prolonged|lengthened|renegotiated|expanded)\s+(?:its|the|a|an|that|this|their)\s+(?:[\w$.,&-]+\s+){0,6}?(?:contract|order|award|deal|agreement)\b|"
        r"\b(?:amendment|modification|extension)\s+(?:to|of)\s+[^.;$]{3,80}?\b(?:was|were|is)\s+(?:issued|signed|made|dated)\b|"
        r"\bha(?:d|s|ve|ving)\s+(?:its|the|a|an|that|this|their)\s+(?:[\w$.,&-]+\s+){0,6}?(?:contract|order|award|deal|agreement)\s+(?:[\w,-]+\s+){0,6}?(?:modified|extended|amended|renewed)\b",
        re.IGNORECASE,
    ),
    award=re.compile(
        r"\b(?:contract|deal|agreement|award|order|purchase|work|arrangement|it|program(?:me)?|project|effort|licen[cs]es?|subscriptions?|lease|services?)\b",
        re.IGNORECASE,
    ),
)

# Without zero: "zero contracts" denies that there are any.
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_NUMBERS = {word: n for n, word in enumerate([*_ONES.split(), "twenty"], 1)}
_AT_LEAST = {
    "several": 3,
    "multiple": 2,
    "many": 3,
    "numerous": 3,
    "a number of": 3,
    "a few": 3,
    "a handful of": 3,
    "various": 2,
    "dozens of": 24,
}
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}

COUNTS = CountWords(
    counted=re.compile(
        rf"(?<!\bhow\s)\b(?P<n>(?!(?:19|20)\d\d\b)\d{{1,4}}|{'|'.join(_NUMBERS)}|{'|'.join(_AT_LEAST)})\s+(?:of\s+(?:the|its|their|(?:last|this)\s+\w+['’]s)\s+(?:[\w-]+\s+){{0,2}}?)?"
        r"(?:(?!(?:years?|months?|weeks?|days?|of|in|for|to|and|or|from|with|more|times?|million|billion|thousand|percent|big|large|small|largest|smaller|larger|bigger)\b)[\w-]+\s+){0,3}?"
        r"(?P<what>contracts|awards|orders|deals|agreements|purchases)\b",
        re.IGNORECASE,
    ),
    went=re.compile(
        rf"\b(?P<what>contracts|awards|orders|deals|agreements)\b[^.;:$]{{0,60}}?,\s+(?P<n>(?!(?:19|20)\d\d\b)\d{{1,4}}|{'|'.join(_NUMBERS)})\s+"
        r"(?:of\s+(?:them|those|these)\s+)?(?:went|were\s+(?:awarded|given|handed))\s+to\b",
        re.IGNORECASE,
    ),
    numbers=_NUMBERS,
    at_least=_AT_LEAST,
    ordinal=re.compile(
        rf"\b(?:a|the|its|another)\s+(?P<n>{'|'.join(_ORDINALS)})\b(?!\s+(?:of|time|year|month|quarter|week))",
        re.IGNORECASE,
    ),
    ordinals=_ORDINALS,
)

_NUMBER = (
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\s+(?:thousand|million|billion))|"
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s+(?:thousand|million|billion|trillion))?|"
    r"(?:tens|dozens|hundreds)\s+of\s+(?:thousands|millions|billions)|thousands|millions|billions|trillions|hundreds|dozens"
)

STATISTICS = StatisticWords(
    decided=re.compile(
        r"\bit\s+was\s+[^.]{3,80}\b(?:who|that)\s+(?:\w+\s+)?(?:decided|ordered|approved|insisted|pushed|pressed|demanded|urged|chose|signed\s+off)\b",
        re.IGNORECASE,
    ),
    saved=re.compile(
        r"\b(?:sav(?:e|es|ed|ing)\b|savings\s+of)\s+(?:(?!\$)[\w’'-]+\s+){0,5}?(?=(?:US)?\$|\d)", re.IGNORECASE
    ),
    its_product=re.compile(
        r"\b(?:its|their|the\s+(?:company|firm|maker)['’]s)(?:\s+[\w-]+){1,3}?(?=\s+(?:can|could|is|are|lets?|allows?|enables?)\b)"
    ),
    able=re.compile(
        r"(?:['’]s\s+(?:[\w-]+\s+){0,3})?\s*(?:(?:software|tool|app|system|platform|technology|product|service|device)s?\s+)?"
        r"(?:can|could|is\s+able\s+to|are\s+able\s+to|lets?(?:\s+[\w-]+){1,3}|allows?\s+(?:[\w-]+\s+){1,3}to|enables?\s+(?:[\w-]+\s+){1,3}to|makes\s+it\s+possible\s+to)\s+"
        r"(?:\w+ly\s+)?(?:follow|track|trace|unlock|extract|identify|search|scan|find|see|hear|match|map|locate|monitor|intercept|crack|collect|store|"
        r"predict|recogni[sz]e|detect|read|break\s+into|get\s+into|open|tell|link|analy[sz]e|sift|scrape|spot|watch|listen|copy|download|reconstruct)\b",
        re.IGNORECASE,
    ),
    statistic=re.compile(
        rf"(?<![\w$.,])(?!(?:19|20)\d\d\b)(?P<n>{_NUMBER})\s+(?:of\s+)?(?:[\w'’-]+\s+){{0,4}}?"
        r"(?P<what>deportations?|removals|arrests?|detentions?|detainees|people|persons|immigrants|migrants|individuals|searches|queries|lookups|"
        r"images?|photos?|photographs|pictures|faces|records|profiles|accounts|victims|children|suspects|cases|leads|raids|encounters|users|agents|"
        r"head-?count|officers|employees|customers|documents|data\s+points|phones|posts|devices|missions|plates|scans|matches|hits|convictions|investigations|crossings|crossers|travell?ers|passengers|visitors|drivers|movements|alerts|flights|beds)\b",
        re.IGNORECASE,
    ),
)

QUANTITIES = QuantityWords(
    bought=re.compile(
        r"\b(?:deliver\w*|bought|buy\w*|purchas\w+|order(?:ed|s|ing)?|suppl(?:y|ied|ies)|acquir\w+|receiv\w+|procur\w+|shipp?\w*|build|builds|built|install\w*|provid\w+|hand(?:s|ed|ing)?)\b",
        re.IGNORECASE,
    ),
    things=re.compile(
        r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d+|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)|\d+(?:\.\d+)?)\s+(?:hundred|thousand|million)|dozens|hundreds|thousands)\s+(?:of\s+(?:its|the|their)\s+|more\s+|further\s+|additional\s+|of\s+)?(?:[\w-]+\s+){0,3}?"
        r"(?P<what>drones?|towers?|cameras?|kits?|trackers?|tags|beacons|goggles|rifles|rounds|vests|helmets|computers|servers|weapons|trucks?|robots?|radars?|helicopters?|planes|jets|boats|blimps|balloons|handsets|laptops|tablets|monitors|licen[cs]es|vehicles?|vans?|devices?|units?|phones?|scanners?|readers?|aircraft|systems|seats|headsets|sensors?)\b",
        re.IGNORECASE,
    ),
)

BEGINNINGS = BeginningWords(
    relation=re.compile(
        r"\b(?:contracts?|contracted|customers?|clients?|work(?:s|ed|ing)?\s+(?:with|for)|contractors?|suppliers?|vendors?|relationship|partner\w*|dealings|business\s+with|"
        r"bought|buying|s[eo]ld|selling|suppl(?:ied|ying)|used|using|subscrib\w+|licen[cs](?:ed|es|ing)|rel(?:y|ies|ied)\s+on|purchas\w+|buys|employed|hired|deals?|agreements?)\b",
        re.IGNORECASE,
    ),
    ranked=re.compile(
        r"\b(?:first|last|latest|only(?!\s+since)|largest|biggest|highest|most|fewest)\b[^.;]*\bsince\b", re.IGNORECASE
    ),
    since=re.compile(r"since "),
    in_office=re.compile(r"\b(?:administration|office|inauguration|returned|return|term|re-?election|came)\b"),
    at_least=re.compile(r"\bat\s+least\b", re.IGNORECASE),
    with_day=re.compile(r"[a-z]{3,}\.?\s+\d{1,2},", re.IGNORECASE),
    with_part=re.compile(r"\b(?:early|mid|late|start|beginning|end)\b", re.IGNORECASE),
    # "Since mid 2023" has a part of a year, "since May 2023" a month.
    year_only=re.compile(
        r"[a-z]+\s+(?:all\s+the\s+way\s+)?(?:back\s+)?to\s+\d{4}|since\s+(?:(?![a-z]+\s)\w+\s+)?\d{4}|from\s+\d{4}\b.*",
        re.IGNORECASE,
    ),
)
