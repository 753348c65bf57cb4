-- Question: how many current actions of each block does its newest search answer lack?
-- Grain:    one row a sub-agency and fiscal year.   Needs: built_index, stored_actions, inputs
-- Columns:  sub_agency, fiscal_year, actions, as_of (the newest copy that they are taken from)
select max(coalesce(a.sub_agency, a.sub_agency_code, 'agency not stated')), a.fiscal_year, count(*), max(n.as_of)
from built_index b
join stored_actions a using (row_hash)
join inputs n on n.number = b.file
where b.missing
group by coalesce(a.sub_agency_code, a.sub_agency), a.fiscal_year;
