-- Question: what does the ledger hold, one row an action?
-- Grain:    one row a current action.   Reads: {actions}, names
-- Columns:  the fields of the export, in its order; family_id null: no other company is known to belong with the payee
select
    action_id, award_id, piid, modification, action_date, fiscal_year, obligated, ceiling, agency, sub_agency,
    payee, payee_uei, n.organisation_id, n.family_id, description,
    coalesce(psc, psc_label) as psc, coalesce(naics, naics_label) as naics,
    source_sha256, source_row, first_seen, last_seen, removed, missing, source_path, url,
    coalesce(award_kind, 'contract') as award_kind,
    case award_kind when 'process' then currency else coalesce(currency, 'USD') end as currency
from {actions} a
left join names n on n.name = a.payee
