-- Question: of which award is each stored summary a version?
-- Grain:    one row a stored row.   Needs: stored_summaries
-- Columns:  as in identity_actions
create or replace temp table identity as
select id, row_hash, md5_number(award_id) as key, null::varchar as award_id, '' as agency, null::smallint as fiscal_year
from stored_summaries;
