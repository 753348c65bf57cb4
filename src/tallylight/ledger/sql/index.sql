-- Question: what does the newest file that has an action say about it, and what did older files say?
-- Grain:    one row each time the newest file that shows a version shows it (once, but for rows that differ only in what
--           was dropped while reading).
-- Needs:    stored_rows (file, row_hash, source_row), identity, inputs (number, as_of, rank, search), withdrawn
-- Columns:  row_hash, file, source_row (where to look it up), first_seen, last_seen, current, missing (the newest
--           answer for the block lacks the action), removed (its publisher withdrew it, and has not shown it since),
--           award_id (null unless tied)
-- Hashes are compared once, to find the small number of each stored row; from then on numbers are.
create or replace temp table sightings as
select i.rowid as id, r.file, r.source_row, n.as_of, n.rank, case when n.search then n.rank end as answer_rank
from stored_rows r
join identity i using (row_hash)
join inputs n on n.number = r.file;

create or replace temp table versions as
select id, min(as_of) as first_seen, max(as_of) as last_seen, max(rank) as rank, max(answer_rank) as answer_rank
from sightings
group by id;

create or replace temp table newest as
select i.key, max(v.rank) as rank from versions v join identity i on i.rowid = v.id group by i.key;

create or replace temp table newest_answer as
select i.agency, i.fiscal_year, max(v.answer_rank) as rank
from versions v
join identity i on i.rowid = v.id
group by i.agency, i.fiscal_year;

create or replace temp table built_index as
select
    i.row_hash, s.file, s.source_row, v.first_seen, v.last_seen,
    v.rank = k.rank as current,
    v.rank = k.rank and s.answer_rank is not null and b.rank > v.rank as missing,
    w.withdrawn_on is not null as removed,
    i.award_id
from sightings s
join versions v on v.id = s.id and v.rank = s.rank
join identity i on i.rowid = s.id
join newest k on k.key = i.key
join newest_answer b on b.agency = i.agency and b.fiscal_year is not distinct from i.fiscal_year
left join withdrawn w on w.row_hash = i.row_hash and w.withdrawn_on >= v.last_seen
order by s.file, s.source_row;
