-- Question: of which notice is each stored row a version?
-- Grain:    one row a stored row.   Needs: stored_notices
-- Columns:  as in identity_actions
create or replace temp table identity as
select id, row_hash, md5_number(notice_id) as key, null::varchar as award_id, '' as agency, null::smallint as fiscal_year
from stored_notices;
