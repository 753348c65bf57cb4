-- Question: what did the actions of one award buy, and what does the model propose where no rule speaks?
-- Grain:    one row a technology, product, maker and basis.   Reads: actions, attributions   Params: $award_id
select t.technology, t.product, t.maker, t.basis, count(*) as actions, sum(a.obligated)::decimal(38, 2) as obligated,
       max(t.probability) as probability, any_value(t.evidence order by a.action_date, a.modification) as evidence
from actions a
join attributions t using (row_hash)
where a.award_id = $award_id and t.technology <> 'none'
group by t.technology, t.product, t.maker, t.basis
order by t.basis, actions desc, t.technology, t.product nulls last, t.maker nulls last;
