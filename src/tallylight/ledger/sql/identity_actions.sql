-- Question: of which action is each stored row a version?
-- Grain:    one row a stored row.   Needs: stored_actions, ties
-- Columns:  id (where the row is stored), row_hash, key (128 bits of the action's id, after tying), award_id (null unless tied), agency, fiscal_year
create or replace temp table identity as
select
    a.id, a.row_hash,
    md5_number(coalesce(t.award_id || substr(a.action_id, length(a.award_id) + 1), a.action_id)) as key,
    t.award_id,
    coalesce(a.sub_agency_code, a.sub_agency, '') as agency,
    a.fiscal_year
from stored_actions a
left join ties t on t.published_id = a.award_id;
