-- Question: which sub-awards did the prime recipient of one award report?
-- Grain:    one row a report.   Reads: subawards   Params: $award_id
-- Columns:  the report; amount is in what the award obligated already, and can exceed it: reports are not checked
select subaward_id, subaward_number, action_date, amount, payee, payee_uei, description, last_modified, source_path,
       source_sha256, source_row
from subawards
where award_id = $award_id
order by action_date, subaward_number, subaward_id;
