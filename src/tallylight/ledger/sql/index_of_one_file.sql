-- Question: the same as index.sql, where the whole ledger is one file: every row of it is the current version.
-- Needs:    stored_rows, stored (id, row_hash), inputs
create or replace temp table unsorted as
select
    r.row_hash, r.file, r.source_row, n.as_of as first_seen, n.as_of as last_seen, true as current,
    false as missing, false as removed, null::varchar as award_id, s.id
from stored_rows r
join inputs n on n.number = r.file
join stored s using (row_hash)
where in_share(r.row_hash) and in_share(s.row_hash);

create or replace temp table built_index as from unsorted order by file, source_row;
drop table unsorted;
