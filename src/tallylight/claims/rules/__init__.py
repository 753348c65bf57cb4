"""The rules that find and judge claims. One rule, one file, one page in docs/rules, one test file.

Each has NAME, EXAMPLE, `find(scene) -> list[Statement]` and `judge(statement, records) -> Judgement`. A rule whose `judge`
returns None withholds its verdict: the statement is then listed as found but not understood. To add one, copy a neighbour
and name it here; the order is the order in which a sentence is offered to them. Its words stand in `claims.languages`, and it
takes them from `scene.language`.
"""

from tallylight.claims.rules import (
    award_contents,
    award_event,
    award_made,
    count_of_awards,
    count_of_vendors,
    first_award,
    not_an_award_fact,
    quantity_bought,
    ratio_of_sums,
    relationship_since,
    single_action,
    total_in_period,
    value_ceiling,
)

RULES = (
    single_action,
    total_in_period,
    value_ceiling,
    relationship_since,
    award_event,
    award_made,
    first_award,
    award_contents,
    count_of_awards,
    count_of_vendors,
    ratio_of_sums,
    quantity_bought,
    not_an_award_fact,
)
