-- Question: how much stands behind each of these published names?
-- Grain:    one row a name asked for.   Reads: {actions}, names   Params: $names
-- Columns:  payee, actions, awards (counts), obligated (US dollars), first_action, last_action: of actions only, so 0 and
--           null for a name that stands in other records only; seen_in (the kinds of records it stands in)
with asked as (select distinct unnest($names::varchar[]) as payee),
paid as (
    select
        payee, count(*) as actions, count(distinct award_id) as awards, sum(obligated)::decimal(38, 2) as obligated,
        min(action_date) as first_action, max(action_date) as last_action
    from {actions}
    where payee in (select payee from asked)
    group by payee
)
select
    payee, coalesce(p.actions, 0) as actions, coalesce(p.awards, 0) as awards,
    coalesce(p.obligated, 0)::decimal(38, 2) as obligated, p.first_action, p.last_action,
    coalesce(n.seen_in, 'actions') as seen_in
from asked
left join paid p using (payee)
left join names n on n.name = payee
order by abs(obligated) desc, payee;
