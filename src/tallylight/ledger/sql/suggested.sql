-- Question: what did each current action buy, by rule; and where no rule speaks, what does the model propose?
-- Grain:    one row a stored row that is current and of which anything is known or proposed.
-- Needs:    attributed, silent, proposals (description, payee, label, technology, probability, evidence)
-- Columns:  those of index/attributions.parquet
with proposed as (
    select s.row_hash, p.technology, p.probability, p.evidence
    from silent s
    join proposals p on md5_number(concat(p.description, chr(31), p.payee, chr(31), p.label))
                      = md5_number(concat(s.description, chr(31), s.payee, chr(31), s.label))
)
select
    coalesce(t.row_hash, p.row_hash) as row_hash,
    coalesce(p.technology, t.technology) as technology,
    t.product, t.maker, t.payee_is_reseller,
    case when p.technology is not null then 'suggested' else 'attributed' end as basis,
    case when p.technology is not null then 'model' else t.rule end as rule,
    coalesce(p.evidence, t.evidence) as evidence,
    p.probability
from attributed t
full join proposed p using (row_hash)
order by 1;
