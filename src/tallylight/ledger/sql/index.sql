-- Question: what does the newest file that has an action say about it, and what did older files say?
-- Grain:    one row each time the newest file that shows a version shows it (once, but for rows that differ only in what
--           was dropped while reading).
-- Needs:    stored_rows (file, row_hash, source_row), identity, inputs (number, as_of, rank, search), withdrawn
-- Columns:  row_hash, file, source_row (where to look it up), first_seen, last_seen, current, missing (the newest
--           answer for the block lacks the action), removed (its publisher withdrew it, and has not shown it since),
--           award_id (null unless tied), id (where the version is stored)
-- Hashes are compared once, to find the place of each stored row; from then on places are.
create or replace temp table sightings as
select i.id, r.file, r.source_row, n.as_of, n.rank, case when n.search then n.rank end as answer_rank
from stored_rows r
join identity i using (row_hash)
join inputs n on n.number = r.file
where in_share(r.row_hash) and in_share(i.row_hash);

create or replace temp table versions as
select id, min(as_of) as first_seen, max(as_of) as last_seen, max(rank) as rank, max(answer_rank) as answer_rank
from sightings
where in_share(id)
group by id;

-- From here on each step joins one large table only, so that a ledger of any size is indexed in bounded memory: several large
-- joins in one step would all hold their tables at once.
create or replace temp table placed as
select v.*, i.key, i.agency, i.fiscal_year
from identity i
join versions v on v.id = i.id
where in_share(i.id) and in_share(v.id);
drop table versions;

create or replace temp table newest as
select key, max(rank) as rank from placed where in_share(key) group by key;

create or replace temp table newest_answer as
select agency, fiscal_year, max(answer_rank) as rank from placed group by agency, fiscal_year;

create or replace temp table decided as
select p.id, p.first_seen, p.last_seen, p.rank, p.rank = k.rank as current, b.rank as answer
from placed p
join newest k on k.key = p.key
join newest_answer b on b.agency = p.agency and b.fiscal_year is not distinct from p.fiscal_year
where in_share(p.key) and in_share(k.key);
drop table placed;
drop table newest;

create or replace temp table shown_last as
select s.id, s.file, s.source_row, d.first_seen, d.last_seen, d.current,
       d.current and s.answer_rank is not null and d.answer > d.rank as missing
from sightings s
join decided d on d.id = s.id and d.rank = s.rank
where in_share(s.id) and in_share(d.id);
drop table sightings;
drop table decided;

create or replace temp table unsorted as
select
    i.row_hash, s.file, s.source_row, s.first_seen, s.last_seen, s.current, s.missing,
    w.withdrawn_on is not null as removed,
    i.award_id, i.id
from identity i
join shown_last s on s.id = i.id
left join withdrawn w on w.row_hash = i.row_hash and w.withdrawn_on >= s.last_seen
where in_share(i.id) and in_share(s.id);
drop table shown_last;

create or replace temp table built_index as from unsorted order by file, source_row;
drop table unsorted;
