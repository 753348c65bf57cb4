-- Question: how many current actions of each block does its newest search answer lack?
-- Grain:    one row a sub-agency and fiscal year.   Needs: current, inputs
-- Columns:  sub_agency, fiscal_year, actions, as_of (the newest copy that they are taken from)
select max(coalesce(c.sub_agency, c.sub_agency_code, 'agency not stated')), c.fiscal_year, count(*), max(n.as_of)
from current c
join inputs n on n.number = c.file
where c.missing
group by coalesce(c.sub_agency_code, c.sub_agency), c.fiscal_year;
