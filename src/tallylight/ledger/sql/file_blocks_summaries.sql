-- Question: which sub-agencies and fiscal years (of the first action) does one file of award summaries hold?
-- Grain, params and columns as in file_blocks_actions; days are those of the awards' first and last actions.
with repeated as (select unnest($repeated::bigint[]) as source_row),
repeats as (select source_row, count(*) as times from repeated group by source_row)
select
    max(coalesce(s.sub_agency, s.sub_agency_code, 'agency not stated')) as sub_agency,
    s.fiscal_year,
    count(*) as rows,
    coalesce(sum(p.times), 0)::bigint as repeats,
    count(*) filter (s.obligated < 0) as negative,
    sum(s.obligated)::decimal(38, 2) as obligated,
    min(s.first_action_date) as first,
    max(coalesce(s.last_action_date, s.first_action_date)) as last,
    s.award_kind is null as is_contract
from stored_rows r
join stored_summaries s using (row_hash)
left join repeats p on p.source_row = r.source_row
where r.file = $file
group by coalesce(s.sub_agency_code, s.sub_agency), s.fiscal_year, s.award_kind is null
order by 1, 2;
