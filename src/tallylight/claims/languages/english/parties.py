"""English: which vendor an amount belongs to, and public buyers other than federal agencies."""

from __future__ import annotations

import re

from tallylight.claims.languages.reading import BuyerWords, PartyWords

_BEFORE_A_COMPANY = "with to from by via through awarded gave paid hired tapped chose picked told maker firm company contractor nonprofit charity named called".split()

_STATES = (
    r"(?:[A-Z]\.){2,3}|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|"
    r"Tenn|Tex|Va|Vt|Wash|Wis|Wyo|A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|"
    r"Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s+(?:Hampshire|Jersey|"
    r"Mexico|York)|North\s+(?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\s+Island|South\s+(?:Carolina|Dakota)|Tennessee|Texas|Utah|"
    r"Vermont|Virginia|Washington|West\s+Virginia|Wisconsin|Wyoming|Israel|Canada|Germany|France|Sweden|England"
)

_A_COMPANY = r"(?:company|firm|contractor|start-?up|maker|vendor|outfit|business|group|builder|supplier|manufacturer|nonprofit|reseller)\b"
_COMPANY = r"[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+){0,3}"

PARTIES = PartyWords(
    joined=re.compile(
        r"(?:['’]s)?\s*(?:,\s*(?:and|or)?|and|or|&|as\s+well\s+as|,\s*as\s+well\s+as)\s*(?:the\s+)?", re.IGNORECASE
    ),
    respectively=re.compile(r"\brespectively\b"),
    to_somebody=re.compile(
        r"\s*(?:(?:contract|deal|order|award|agreement)\s+)?(?:to|with|from)\s+(?:the\s+)?(?P<who>[A-Z][\w&.’'-]*)"
        rf"(?!(?:\s+[\w-]+)?\s+{_A_COMPANY})(?P<rest>[^,;.]{{0,60}})"
    ),
    possessive=re.compile(r"['’]s?\s+"),
    subject=re.compile(
        r"(?:,[^.;]{1,110},)?\s+(?:has\s+|had\s+|have\s+)?(?:sold|sells|booked|landed|won|got|received|secured|signed|took|supplied|supplies|scored|collected|"
        r"seen\s+its|holds|(?:was|been)\s+(?:paid|awarded|given|hired|handed))\b"
    ),
    awardee=re.compile(
        r"(?:['’]s)?(?:,[^,]{1,60},)?\s+(?:(?:has|had|have|also|recently|itself)\s+){0,2}(?:(?:was|were|been)\s+(?:\w+\s+)?(?:awarded|paid|given|handed|promised)|"
        r"sold|landed|won|got|received|secured|signed|inked|scored|bagged|collected|supplied|booked|supplies|sells|wins|gets|receives|lands)\b"
    ),
    given_to=re.compile(
        r"\s*(?:[\w-]+\s+){0,2}?(?:(?:contract|deal|order|award|agreement)\s+)?(?:to|with|from|for|by)\s+(?:the\s+)?",
        re.IGNORECASE,
    ),
    a_place=re.compile(rf",\s+(?:{_STATES})(?![\w-])"),
    inside_a_name=re.compile(r"(?:\b[A-Z][\w&.-]*|\bof|\band|&)\s+\Z"),
    unknown=tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:\bto|\bwith|\bfrom)\s+(?:[a-z][\w-]*\s+){{0,3}}(?P<who>{_COMPANY})(?!(?:\s+[\w-]+)?\s+{_A_COMPANY})",
            rf"\b(?:paid|gave|awarded|hired|handed|tapped|chose|picked|owes?)\s+(?P<who>{_COMPANY})(?!['’])",
            rf"(?P<who>{_COMPANY})(?:,[^,]{{1,60}},)?\s+(?:sold|sells|supplied|got|received|won|landed|secured|signed|inked|was\s+(?:\w+\s+)?(?:paid|awarded|given|handed))\b",
        )
    ),
    company=tuple(
        re.compile(pattern)
        for pattern in (
            "(?:"
            + "|".join(rf"(?<=\b{word}\s)" for word in _BEFORE_A_COMPANY)
            + r"|(?<=['’]s\s))(?P<who>[A-Z][\w&-]*\w)\b",
            r"\A(?P<who>[A-Z][\w&-]*\w)(?=['’]s\s)",
            r"(?<![.!?]\s)\b(?P<who>[A-Z][\w&-]*\w)(?=\s+of\s+[A-Z][a-z]+\b)",
            r"\b(?P<who>[A-Z][\w&-]*\w)(?=(?:['’]s)?(?:,[^,]{1,60},)?\s+(?:has\s+|had\s+)?(?:got|gets|received|won|wins|landed|secured|signed|"
            r"inked|holds|held|supplies|supplied|sells|sold|runs|provides|(?:was|were|been)\s+(?:recently\s+)?(?:awarded|paid|given|handed|hired|told|notified|instructed))\b)",
            r"(?<=[a-z,]\s)(?<!\bin\s)(?<!\bnear\s)(?<!\bat\s)(?<!\bof\s)(?<!\boutside\s)(?<!\bfor\s)(?<!\bon\s)\b(?P<who>[A-Z][A-Za-z]{5,})\b(?!,\s[A-Z])",
        )
    ),
    # Of a place or a person no company is made: "in Sundt", "Bowman said".
    standing=re.compile(
        r"(?<!\b[Tt]he\s)(?<!\b[Ii]n\s)(?<!\b[Oo]n\s)(?<!\b[Oo]f\s)(?<!\b[Nn]ear\s)(?<!\b[Oo]utside\s)(?<!\b[Ii]nside\s)(?<!\b[Aa]round\s)(?<!\b[Aa]cross\s)"
        r"(?<![\w.’'-])(?P<who>[A-Z][\w&-]*\w)\b(?!,?\s+(?:said|says|told|tells|wrote|writes|argue[ds]|argues|noted|notes|warned|added\s+that|asked|"
        r"testified|tweeted|posted|who\b|County|City|Street|Avenue|University|plant|campus|factory|headquarters|school|hospital|stadium|airport|jail)\b)"
    ),
    company_noun=re.compile(rf"\b{_A_COMPANY}\s+\Z", re.IGNORECASE),
    standing_at=re.compile(r"\bat\s+\Z", re.IGNORECASE),
    apposed=re.compile(rf",\s+(?:the|an?|its|which\s+is)\s+(?:[\w’'-]+\s+){{0,4}}{_A_COMPANY}", re.IGNORECASE),
    # "ICE storm", and whose a border agency is that is not the country's own.
    no_agency=re.compile(
        r"\bICE\s+(?:storms?|cream|hockey|age|caps?|cubes?|rinks?|shel(?:f|ves)|sheets?|skat\w+|fishing|conditions|futures|trains?|water|danc\w+)\b|"
        r"(?<!\b[Cc]ountry)(?<!\b[Nn]ation)(?<!\bAmerica)(?<!\b[Dd]epartment)(?<!\bSecurity)(?<!\bU\.S\.)(?<!\bUS)(?<!\bStates)['’]s?\s+"
        r"(?:border|customs)\s+(?:agency|officials|agents|officers|authorities)\b",
        re.IGNORECASE,
    ),
    somebody_got=re.compile(
        r"(?:,|\band|\bwhile|\bbut)\s+(?P<who>[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*){0,3})\s+"
        r"(?:(?:got|gets|received|was\s+paid|were\s+paid|won|took(?:\s+in)?|landed|secured)\s+)?(?:an?\s+|about\s+|nearly\s+|more\s+than\s+|over\s+|some\s+)*$"
    ),
)

_NAME = r"(?:[A-Z][\w.’'-]*\s+){1,4}"

BUYERS = BuyerWords(
    buyer=re.compile(
        rf"""\b(?:(?:the\s+)?(?:
        {_NAME}(?:Police(?:\s+(?:Department|Service|Bureau|Force))?|police(?:\s+(?:department|officers|force))?)
      | {_NAME}(?:County|Sheriff(?:['’]s)?(?:\s+(?:Office|Department))?|sheriff(?:['’]s)?(?:\s+(?:office|department))?)\b
      | {_NAME}(?:City\s+Council|city\s+council|School\s+District|school\s+district|Home\s+Office|Highway\s+Patrol|State\s+Patrol)
      | (?:City|County|State|Commonwealth|University|Province|Ministry|Government)\s+of\s+[A-Z]\w+
      | (?:Department|Ministry|Institutes?|National\s+Institutes?|Administration|Commission|Bureau)
        \s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*
      | (?:[A-Z][\w&]+\s+(?:and\s+)?){{1,4}}Directorate
      | [A-Z]\w+['’]s\s+(?:[a-z]+\s+)?(?:ministry|government|army|navy|police|parliament|air\s+force)
      | [A-Z]\w+\s+(?:government|army|police|ministry|military|parliament|authorities|regime|navy|intelligence|spy\s+agency)
      | (?:National\s+Health\s+Service|NHS|NATO|NASA|NSA|CIA|EPA|Interpol|European\s+Union|European\s+Commission)
      | (?:Home\s+Office|Metropolitan\s+Police|Royal\s+Canadian\s+Mounted\s+Police|Europol|Interpol|Bundeskriminalamt)
      | [A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+Department\s+of
        \s+(?:Public\s+Safety|Corrections|Law\s+Enforcement|Motor\s+Vehicles|Transportation)
    )|[A-Z]{{2,3}}PD|RCMP|GCHQ
    |[Tt]he\s+(?:city|county|state|province|city\s+council|police|police\s+(?:department|force)|sheriff(?:['’]s)?(?:\s+(?:office|department))?)
    )\b(?!\s+of\s+the\s+art)(?!-)""",
        re.VERBOSE,
    ),
    place_before=re.compile(
        r"\b(?:in|for|near|outside|inside|around|across|through|throughout|at|along)\s+(?:the\s+)?$", re.IGNORECASE
    ),
    county=re.compile(r"[a-z]\s+(?:[A-Z][\w.’'-]*\s+){1,4}County\Z"),
    article=re.compile(r"(?:The )?(?:the )?"),
    buys=re.compile(
        r"(?:['’]s)?\s+(?:\w+\s+){0,2}?(?:sign\w*|paid|pays?|spen[dt]\w*|bought|buys|purchas\w+|award\w*|contract\w*|inked|approved|has\s+a|had\s+a)\b"
    ),
    sold_to=re.compile(
        r"\b(?:contracts?|deals?|agreements?|orders?|sold|sales?)\s+(?:\w+\s+){0,2}?(?:with|to|from|by)\s+$"
    ),
)
