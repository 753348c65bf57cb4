-- Question: of which report of a sub-award is each stored row a version?
-- Grain:    one row a stored row.   Needs: stored_subawards
-- Columns:  as in identity_actions
create or replace temp table identity as
select id, row_hash, md5_number(award_id || ' ' || subaward_id) as key, null::varchar as award_id, '' as agency,
       null::smallint as fiscal_year
from stored_subawards;
