-- Question: which sub-awards did prime recipients report?
-- Grain:    one row a report.   Reads: subawards, names
-- Columns:  the fields of the export, in its order; amount is never to be added to what the prime award obligated
select
    subaward_id, subaward_number, award_id, piid, prime_payee, prime_payee_uei, prime_obligated, action_date, fiscal_year,
    amount, coalesce(agency, funding_agency) as agency, sub_agency, payee, payee_uei, n.organisation_id, n.family_id,
    payee_parent, description, coalesce(award_kind, 'contract') as award_kind, source_sha256, source_row, first_seen,
    last_seen, source_path, url
from subawards s
left join names n on n.name = s.payee
