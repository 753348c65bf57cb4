-- Question: what did each sub-agency obligate to payees of these names, year by year?
-- Grain:    one row a sub-agency and fiscal year.   Reads: {actions}   Params: $names
-- Columns:  sub_agency, fiscal_year, actions, awards (counts), obligated (US dollars, nominal), first_action, last_action
select
    sub_agency, fiscal_year, count(*) as actions, count(distinct award_id) as awards,
    sum(obligated)::decimal(38, 2) as obligated, min(action_date) as first_action, max(action_date) as last_action
from {actions}
where payee in (select unnest($names::varchar[]))
group by sub_agency, fiscal_year
order by sub_agency, fiscal_year;
