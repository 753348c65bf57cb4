-- Question: of which current actions does no rule speak, and what do they say?
-- Grain:    one row a stored row.   Needs: current, attributed
-- Columns:  row_hash, description, payee, label (of the product or service, else its code)
create or replace temp view silent as
select c.row_hash, c.description, c.payee, coalesce(c.psc_label, c.psc) as label
from current c
anti join (select row_hash from attributed where rule is not null) t using (row_hash)
where c.once and c.award_kind is null;
