-- Question: of which current actions does no rule speak, and what do they say?
-- Grain:    one row a description, payee and service label.   Needs: built_index, stored_actions, attributed
-- Columns:  description, payee, label (of the product or service, else its code)
select distinct a.description, a.payee, coalesce(a.psc_label, a.psc) as label
from built_index b
join stored_actions a using (row_hash)
left join attributed t using (row_hash)
where b.current and t.rule is null and a.award_kind is null
order by all;
