-- Question: what did each action buy?
-- Grain:    one row a current action.   Reads: {actions}, attributions
-- Columns:  the fields of the export, in its order; technology is none where nothing in the record says otherwise;
--           basis is suggested where only the model speaks, with the probability that it is right
select
    a.action_id, a.award_id, a.modification, a.action_date, a.obligated, a.payee,
    coalesce(t.technology, 'none') as technology, t.product, t.maker, t.payee_is_reseller,
    coalesce(t.basis, 'attributed') as basis, t.rule, t.evidence, t.probability,
    a.fiscal_year, a.sub_agency, a.description, a.source_sha256, a.source_row
from {actions} a
left join attributions t using (row_hash)
