"""Texts about other things, with money, counts and days, in which no claim about a federal award is to be found."""

SPORT = """\
Late goal lifts Harbor City to third straight win

HARBOR CITY, Sept. 14, 2025. Nina Okafor scored in the 89th minute on Sunday as Harbor City beat Millbrook United 2-1
in front of 18,400 people, its third win in two weeks. The club signed Okafor from Riverside in July for $4.2 million,
the largest fee in its history, and she has now scored nine goals in eleven matches.

Millbrook went ahead after 31 minutes through Dana Ruiz, whose contract runs until 2027. Harbor City equalized before
half-time, when Priya Nair headed in a corner. "We never stopped," said coach Tom Adeyemi, who took over in 2023. The
league fined Millbrook $50,000 last month for fielding an ineligible player.

Season tickets, which cost $320, sold out on Friday. The club has spent more than $11 million on players since 2022
and plans to build a $60 million stand by 2028. Harbor City plays at Lakeside next Saturday; five of its last six
games there ended in draws.
"""

WEATHER = """\
Storm leaves 40,000 homes without power

The storm that crossed the coast on Tuesday night brought 110 millimeters of rain in six hours and winds of 130
kilometers an hour, the weather service said. By Wednesday morning about 40,000 homes had no power, down from 95,000
at the peak. Ice closed two mountain passes, and 300 people spent the night in shelters.

Insurers put the damage at $180 million to $220 million. Last year's autumn storms cost them $75 million. Crews worked
to clear trees from the railway, which lost an estimated $2 million in fares. The ferry company canceled 24 sailings
and resumed service at noon.

More rain is expected through Friday. "This is the third such storm since 2021," said forecaster Lena Brandt. The
county opened a relief fund of $500,000, and the state is weighing a request for $12 million more. Schools in four
towns will stay closed until Monday. Rivers crested overnight; the highest reading, 6.1 meters, was the most since
March 1998.
"""

RESULTS = """\
Northfield Foods raises outlook after strong third quarter

Northfield Foods reported revenue of $1.92 billion for the third quarter of 2025, up 7 percent from a year earlier,
and net income of $143 million. Analysts had expected $1.88 billion. Shares rose 4 percent to $61.20 on Thursday.

The maker of frozen meals said it had bought a plant in Ohio for $88 million in August and would close two older ones.
It agreed to pay $15 million to settle a lawsuit over labels. The company won an order worth more than $40 million
from a supermarket chain, its largest contract since 2019, and signed a five-year deal with a trucking firm.

For fiscal 2026 it expects sales of $7.8 billion to $8 billion. "We have spent nearly $200 million on automation over
the last two years," chief executive Maria Lindqvist said. The board approved a dividend of 45 cents a share and a
plan to buy back up to $300 million of stock. Northfield employs 14,000 people; it cut 600 jobs last year.
"""

COUNCIL = """\
Council approves $3.4 million for Elm Street bridge

The Springfield City Council voted 7-2 on Monday to award a $3.4 million contract for the Elm Street bridge to Hadley
& Sons, the lowest of four bidders. Work is to begin in March 2026 and end by November. A second contract, worth
$780,000, went to a local firm for sidewalks.

Council member Rosa Ibarra said the city had spent $1.1 million on repairs since 2022. "We cannot keep patching," she
said. The mayor's office had asked for $5 million. The police department bought 12 patrol cars for $640,000 in August,
and the city paid $95,000 to settle a complaint over towing.

Residents raised questions about the cameras that the city put up downtown last year. The vendor was paid $210,000.
The council also extended its agreement with the county for ambulance service, and set aside $250,000 for the library,
which saw 310,000 visits in 2024. The next meeting is on October 6, 2025.
"""

CULTURE = """\
Museum buys rediscovered landscape for $2.6 million

The Westport Museum of Art has bought a landscape by Ada Thornton for $2.6 million, a record for the painter, it said
on Friday. The work had hung in a private house since 1931 and was thought lost until a cleaner found it in 2024. The
museum raised the money from 1,300 donors; one family gave $1 million.

Conservators spent eight months on the canvas. It includes a farm, a frozen pond and three figures on the ice, and it
will be shown from November. The museum signed a loan agreement with a gallery in Lyon, which paid 400,000 euros for a
related sketch last year.

Attendance reached 280,000 people in 2024. The state cut the museum's grant by $150,000 this year. A new wing, built
at a cost of $34 million, opened in May 2023; its architects won a prize. "We paid less than it is worth," said
director Paul Achebe. Critics praised the purchase, and an auction house estimated that the picture could reach up to
$5 million.
"""

ALL = {"sport": SPORT, "weather": WEATHER, "results": RESULTS, "council": COUNCIL, "culture": CULTURE}
