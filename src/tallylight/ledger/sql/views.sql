-- The views of one edition. In its folder:  duckdb -init views.sql
--
-- files      one row a file that was added: number, path, sha256, format, kind, as_of, selection
-- versions   one row a version of an action: what some file said about it, with first_seen and last_seen
-- shown      which version of an action which file showed, on which day
-- withdrawn_on  when the publisher said that it withdrew an action
-- every_action  what the newest file that has an action says about it, whatever kind of award it is of
-- actions    those of them that figures are made from: federal contracts, in US dollars, not withdrawn
-- names      the organisation and the family behind each published name of a payee, and why; of the payees of actions,
--            award summaries and sub-awards; `actions` counts the rows of the view of that name, `seen_in` says where else
-- attributions  what an action bought, by row_hash; no row: nothing in the record says
-- bought     actions, each with the technology, product and maker that its own record says
-- summaries  award-level facts; never add them to actions, they count the same money again
-- subawards  what prime recipients reported of their sub-awards; never add them either, for the same reason
-- notices    solicitations and award notices
--
-- A row of a file without award keys is tied to the award key when the ledger has exactly one with its PIID and
-- sub-agency; `published_award_id` keeps what the file's own reading gave. `missing` marks an action that the newest
-- answer for its block no longer shows: kept, because such answers lose rows by themselves. `removed` marks what a
-- publisher says it withdrew. `award_kind` is null for a federal contract, else "assistance" (grants, loans), "process"
-- (an award of OCDS: the value agreed, not obligated) or "payment"; `currency` is null for US dollars.

create or replace view files as
select * from read_parquet('{folder}index/files.parquet');

create or replace view versions as
select
    a.* exclude (source_row) replace (
        coalesce(i.award_id, a.award_id) as award_id,
        case when i.award_id is null then a.action_id
             else i.award_id || substr(a.action_id, length(a.award_id) + 1) end as action_id,
        case when i.award_id is null then a.url
             else 'https://www.usaspending.gov/award/' || i.award_id || '/' end as url
    ),
    a.award_id as published_award_id,
    i.source_row, f.path as source_path, f.sha256 as source_sha256,
    i.first_seen, i.last_seen, i.current, i.missing, i.removed
from read_parquet('{folder}index/actions.parquet') i
join read_parquet('{folder}actions/*.parquet', union_by_name = true) a using (row_hash)
join files f on f.number = i.file;

create or replace view shown as
select r.row_hash, f.number, f.as_of
from read_parquet('{folder}rows/*.parquet', filename = true) r
join files f on f.number = cast(parse_filename(r.filename, true) as integer)
where f.kind = 'actions';

create or replace view withdrawn_on as
select v.row_hash, max(f.as_of) as withdrawn_on, arg_max(f.number, f.as_of) as file
from read_parquet('{folder}withdrawals/*.parquet', union_by_name = true) w
join shown f using (row_hash)
join versions v on v.action_key = w.action_key or v.action_id = w.action_id
group by v.row_hash;

create or replace view every_action as
select * exclude (current) from versions where current;

create or replace view actions as
select * from every_action where award_kind is null and currency is null and not removed;

create or replace view summaries as
select
    s.* exclude (source_row),
    i.source_row, f.path as source_path, f.sha256 as source_sha256, i.first_seen, i.last_seen
from read_parquet('{folder}index/summaries.parquet') i
join read_parquet('{folder}summaries/*.parquet', union_by_name = true) s using (row_hash)
join files f on f.number = i.file
where i.current;

create or replace view subawards as
select
    s.* exclude (source_row),
    i.source_row, f.path as source_path, f.sha256 as source_sha256, i.first_seen, i.last_seen
from read_parquet('{folder}index/subawards.parquet') i
join read_parquet('{folder}subawards/*.parquet', union_by_name = true) s using (row_hash)
join files f on f.number = i.file
where i.current;

create or replace view notices as
select
    s.* exclude (source_row),
    i.source_row, f.path as source_path, f.sha256 as source_sha256, i.first_seen, i.last_seen
from read_parquet('{folder}index/notices.parquet') i
join read_parquet('{folder}notices/*.parquet', union_by_name = true) s using (row_hash)
join files f on f.number = i.file
where i.current;

create or replace view attributions as
select * from read_parquet('{folder}index/attributions.parquet');

create or replace view bought as
select a.*, t.technology, t.product, t.maker
from actions a
left join (select row_hash, technology, product, maker from attributions where basis = 'attributed') t using (row_hash);

-- An edition of before these two columns has names of actions only.
create or replace view names as
select * exclude (actions, seen_in), actions, coalesce(seen_in, 'actions') as seen_in
from (
    select null::bigint as actions, null::varchar as seen_in where false
    union all by name
    select * from read_parquet('{folder}index/names.parquet')
);
