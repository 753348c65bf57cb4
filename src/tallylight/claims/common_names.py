"""Words that are the first word, or the whole, of a company's name and mean something else in most texts.

Such a word alone names no company: a second word, a legal form or a knowledge file must say which one is meant.
"""

from __future__ import annotations

# Names that other companies have too, and texts use for other things.
_NAMES = frozenset(
    """
    acuity apex apple armada artistry atlas aware axis beacon bravo brink carrier centrifuge certain citadel compass
    constellation continental cornerstone dawn delta diligent dynamic eagle eclipse elevation elite elliptic emergent empire
    evident evolution express falcon federal flatter fortress forward four fraud freedom frontier genesis global hardware
    harmony heritage horizon hunter icon impact independence integrity intrepid journey justice kennedy keystone landmark
    legacy liberty lighthouse logos marking matrix meridian momentum national nexus nova omega optimum orbit origin pacific
    paragon parameters pathfinder patriot phoenix pinnacle pioneer premier prime prism quantum quest relentless reliance
    republic resolution rubicon sentinel sentry sigma signal smarty snap solution spectrum standard sterling strategic
    summit target titan trident trinity triumph trust unity universal valiant vanguard vector venture verde victory vision
    vista voyager wink zenith
    """.split()
)

# The same as the name of a place or a time, which pays nobody and is paid by nobody.
PLACES_AND_TIMES = frozenset(
    """
    new san los las el fort north south east west saint united washington texas arizona california florida york angeles
    antonio alabama alaska arkansas colorado connecticut delaware georgia hawaii idaho illinois indiana iowa kansas kentucky
    louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma
    oregon pennsylvania tennessee utah vermont virginia wisconsin wyoming mexico canada israel
    january february march april june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday president
    alexandria arlington ashburn bethesda boulder burlington chantilly fairfax fargo herndon huntsville irving mclean reston
    rockville scottsdale tempe albuquerque anaheim atlanta austin bakersfield baltimore birmingham boise boston brooklyn
    brownsville buffalo charlotte chicago cincinnati cleveland columbus dallas denver detroit durham fresno greensboro
    henderson honolulu houston indianapolis irvine jacksonville laredo lexington lincoln london louisville manhattan mcallen
    memphis mesa miami milwaukee minneapolis mobile montgomery nashville newark norfolk oakland omaha orlando philadelphia
    pittsburgh plano portland raleigh reno richmond rochester sacramento salem savannah seattle spokane stockton tacoma
    tampa tijuana toledo tucson tulsa wichita
    """.split()
)

COMMON_NAMES = _NAMES | PLACES_AND_TIMES
