-- Question: which stored actions did their publisher withdraw, and when did it say so?
-- Grain:    one row a stored row of a withdrawn action.   Needs: stored_actions, stored_withdrawals, stored_rows, inputs
-- Columns:  row_hash, withdrawn_on (the newest day on which a file said so)
create or replace temp table withdrawn as
with notices as (
    select w.action_key, w.action_id, max(n.as_of) as withdrawn_on
    from stored_withdrawals w
    join stored_rows r using (row_hash)
    join inputs n on n.number = r.file
    group by w.action_key, w.action_id
)
select a.row_hash, max(n.withdrawn_on) as withdrawn_on
from stored_actions a
join notices n on a.action_key = n.action_key or a.action_id = n.action_id
group by a.row_hash;
