-- Question: how much of one file of notices can the ledger show again?
-- Grain, params and columns as in file_blocks_actions, in one row: such records cover nothing.
select
    null::varchar as sub_agency, null::smallint as fiscal_year, count(*) as rows,
    len($repeated::bigint[]) as repeats, count(*) filter (s.amount < 0) as negative,
    coalesce(sum(s.amount), 0)::decimal(38, 2) as obligated, null::date as first, null::date as last, false as is_contract
from stored_rows r
join stored_notices s using (row_hash)
where r.file = $file;
