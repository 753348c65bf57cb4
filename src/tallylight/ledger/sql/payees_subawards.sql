-- Question: who reported the current sub-awards, and who was promised the money?
-- Grain:    two rows a current report.   Needs: stored_subawards, built_index (of sub-awards)
-- Columns:  as in payees_summaries; award_id null for who was promised the money: the award was never theirs
select
    payee as name, null::varchar as award_id, payee_uei as uei, payee_duns as duns, payee_cage as cage,
    coalesce(payee_parent_uei, payee_parent) as parent, 'sub-awards' as seen_in
from stored_subawards
semi join (select id from built_index where current) using (id)
where payee <> ''
union all
select
    prime_payee, award_id, prime_payee_uei, null, null, prime_payee_parent, 'sub-awards, as prime recipient'
from stored_subawards
semi join (select id from built_index where current) using (id)
where prime_payee <> '';
