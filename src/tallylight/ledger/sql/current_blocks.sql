-- Question: how many current actions of federal contracts does each block have, and what do they add up to?
-- Grain:    one row a sub-agency and fiscal year.   Needs: current
-- Columns:  sub_agency, fiscal_year, actions (count), obligated (US dollars)
select
    max(coalesce(sub_agency, sub_agency_code, 'agency not stated')), fiscal_year, count(*),
    sum(obligated)::decimal(38, 2)
from current
where not removed and award_kind is null and currency is null
group by coalesce(sub_agency_code, sub_agency), fiscal_year;
