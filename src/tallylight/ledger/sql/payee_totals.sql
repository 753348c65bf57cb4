-- Question: how much stands behind each of these published names?
-- Grain:    one row a name.   Reads: {actions}   Params: $names
-- Columns:  payee, awards (count), obligated (US dollars), first_action, last_action
select
    payee, count(distinct award_id) as awards, sum(obligated)::decimal(38, 2) as obligated,
    min(action_date) as first_action, max(action_date) as last_action
from {actions}
where payee in (select unnest($names::varchar[]))
group by payee
order by abs(sum(obligated)) desc, payee;
