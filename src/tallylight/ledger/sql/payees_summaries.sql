-- Question: to whom do the current award summaries say that an award went?
-- Grain:    one row a current summary.   Needs: stored_summaries, built_index (of summaries)
-- Columns:  name, award_id, uei, duns, cage, parent (UEI, else name, of the stated parent), seen_in
-- What is joined by is a number, and only the few columns asked for pass by: nothing here grows but what spills.
select
    payee as name, award_id, payee_uei as uei, payee_duns as duns, payee_cage as cage,
    coalesce(payee_parent_uei, payee_parent) as parent, 'award summaries' as seen_in
from stored_summaries
semi join (select id from built_index where current) using (id)
where payee <> '';
