-- Question: what do the current rows say, as far as the rest of a build asks?
-- Grain:    as built_index (one row each time that the newest file shows a version).
-- Needs:    built_index, again, stored_actions
-- Columns:  those of built_index and stored_actions by their names; award_id (after tying); keyless (only a reader's own
--           identifier is known); parent (UEI, else name, of the stated parent); once (false for all but one row of a
--           version)
select
    b.row_hash, b.file, b.missing, b.removed,
    coalesce(b.award_id, a.award_id) as award_id,
    b.award_id is null and starts_with(a.award_id, 'PIID_') as keyless,
    coalesce(g.first_row = b.source_row, true) as once,
    a.modification, a.action_date, a.fiscal_year, a.obligated, a.award_kind, a.currency, a.sub_agency, a.sub_agency_code,
    a.payee, a.payee_uei, a.payee_duns, a.payee_cage, coalesce(a.payee_parent_uei, a.payee_parent) as parent,
    a.description, a.psc, a.psc_label
from built_index b
join stored_actions a using (row_hash)
left join again g using (row_hash)
where b.current;
