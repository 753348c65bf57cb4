-- Question: what did each current action buy, by rule; and where no rule speaks, what does the model propose?
-- Grain:    one row a stored row that is current and of which anything is known or proposed.
-- Needs:    built_index, stored_actions, attributed, proposals (description, payee, label, technology, probability, evidence)
-- Columns:  those of index/attributions.parquet
with proposed as (
    select b.row_hash, any_value(p.technology) as technology, any_value(p.probability) as probability,
           any_value(p.evidence) as evidence
    from built_index b
    join stored_actions a using (row_hash)
    join proposals p on p.description is not distinct from a.description and p.payee is not distinct from a.payee
        and p.label is not distinct from coalesce(a.psc_label, a.psc)
    where b.current and a.award_kind is null
    group by b.row_hash
)
select
    coalesce(t.row_hash, p.row_hash) as row_hash,
    case when t.rule is null then coalesce(p.technology, t.technology) else t.technology end as technology,
    t.product, t.maker, t.payee_is_reseller,
    case when t.rule is null and p.technology is not null then 'suggested' else 'attributed' end as basis,
    case when t.rule is null and p.technology is not null then 'model' else t.rule end as rule,
    case when t.rule is null then coalesce(p.evidence, t.evidence) else t.evidence end as evidence,
    case when t.rule is null then p.probability end as probability
from attributed t
full join proposed p using (row_hash)
order by 1
