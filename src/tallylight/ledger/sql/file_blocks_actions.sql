-- Question: which sub-agencies and fiscal years does one file of actions hold?
-- Grain:    one row a sub-agency and fiscal year.   Needs: stored_rows, stored_actions
-- Params:   $file, $repeated (for each exact repeat, the source row that it repeats)
-- Columns:  sub_agency, fiscal_year, rows (kept), repeats, negative, obligated, first, last (action dates), is_contract
--           (federal contracts in US dollars; the others are held, and nothing is said of how completely)
with repeated as (select unnest($repeated::bigint[]) as source_row),
repeats as (select source_row, count(*) as times from repeated group by source_row)
select
    max(coalesce(a.sub_agency, a.sub_agency_code, 'agency not stated')) as sub_agency,
    a.fiscal_year,
    count(*) as rows,
    coalesce(sum(p.times), 0)::bigint as repeats,
    count(*) filter (a.obligated < 0) as negative,
    sum(a.obligated)::decimal(38, 2) as obligated,
    min(a.action_date) as first,
    max(a.action_date) as last,
    a.award_kind is null and a.currency is null as is_contract
from stored_rows r
join stored_actions a using (row_hash)
left join repeats p on p.source_row = r.source_row
where r.file = $file
group by coalesce(a.sub_agency_code, a.sub_agency), a.fiscal_year, a.award_kind is null and a.currency is null
order by 1, 2;
