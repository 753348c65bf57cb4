-- Question: what does the ledger hold, one row an action?
-- Grain:    one row a current action.   Reads: {actions}
-- Columns:  the fields of the export, in its order; organisation_id and family_id are null until payees are resolved
select
    action_id, award_id, piid, modification, action_date, fiscal_year, obligated, ceiling, agency, sub_agency,
    payee, payee_uei, null::varchar as organisation_id, null::varchar as family_id, description,
    coalesce(psc, psc_label) as psc, coalesce(naics, naics_label) as naics,
    source_sha256, source_row, first_seen, last_seen, removed, missing, source_path, url
from {actions}
