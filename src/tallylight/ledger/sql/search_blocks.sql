-- Question: how many actions have all these words, what do they add up to, and in which agencies and years do they lie?
-- Grain:    one row a sub-agency and fiscal year.   Reads: {actions}   Params: $patterns (see search.py)
-- Columns:  sub_agency, fiscal_year, actions (count), obligated (US dollars)
select sub_agency, fiscal_year, count(*) as actions, sum(obligated)::decimal(38, 2) as obligated
from {actions}
where {matches}
group by sub_agency, fiscal_year
order by sub_agency, fiscal_year;
