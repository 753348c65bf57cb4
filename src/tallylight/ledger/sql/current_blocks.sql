-- Question: how many current actions of federal contracts does each block have, and what do they add up to?
-- Grain:    one row a sub-agency and fiscal year.   Needs: built_index, stored_actions
-- Columns:  sub_agency, fiscal_year, actions (count), obligated (US dollars)
select
    max(coalesce(a.sub_agency, a.sub_agency_code, 'agency not stated')), a.fiscal_year, count(*),
    sum(a.obligated)::decimal(38, 2)
from built_index b
join stored_actions a using (row_hash)
where b.current and not b.removed and a.award_kind is null and a.currency is null
group by coalesce(a.sub_agency_code, a.sub_agency), a.fiscal_year;
