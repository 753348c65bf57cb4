-- Question: what was bought from payees of these names?
-- Grain:    one row a technology, none included.   Reads: actions, attributions   Params: $names
select coalesce(t.technology, 'none') as technology, count(*) as actions, sum(a.obligated)::decimal(38, 2) as obligated
from actions a
left join attributions t on t.row_hash = a.row_hash and t.basis = 'attributed'
where a.payee in (select unnest($names::varchar[]))
group by all
order by obligated desc, technology;
