-- Question: which actions were new, changed or withdrawn, from one showing of the publisher to the next?
-- Grain:    one row a change (an altered action has one row a field).
-- Reads:    versions, shown (row_hash, number, as_of: which version which file showed), withdrawn_on (row_hash, withdrawn_on,
--           file), blocks (agency, fiscal_year, number, as_of, newest: the last action day of each file's blocks)
-- Params:   what {where} needs
-- Columns:  kind, award_id, modification, field, before, after, seen_before, seen_after (days on which the publisher showed
--           the two), payee, agency, action_date, obligated, description, file (the number of the newer file)
--
-- A showing is one file. Files are in the order of their days, and within a day in that in which they were added. Rows that
-- share a key within a file are told apart by their place among each other. What a format does not say is no change.
with said as (
    select v.action_id, v.award_id, v.modification, v.row_hash, s.number, s.as_of, v.action_date, v.obligated, v.payee,
           v.description, v.psc, v.psc_label, v.naics, v.naics_label, v.ceiling, v.award_kind, v.fiscal_year,
           coalesce(v.sub_agency, v.agency, v.sub_agency_code) as agency
    from shown s
    join (select distinct on (row_hash) * from versions where {where}) v using (row_hash)
),
placed as (
    select *, min(number) over (partition by action_id, place) as first_file from (
        select *, row_number() over (
            partition by action_id, number order by action_date, obligated, description, payee, row_hash
        ) as place
        from (select distinct on (action_id, number, row_hash) * from said)
    )
),
steps as (
    select *,
        lag(row_hash) over step as row_hash_before, lag(as_of) over step as as_of_before,
        lag(obligated) over step as obligated_before, lag(action_date) over step as action_date_before,
        lag(payee) over step as payee_before, lag(description) over step as description_before,
        lag(psc) over step as psc_before, lag(psc_label) over step as psc_label_before,
        lag(naics) over step as naics_before, lag(naics_label) over step as naics_label_before,
        lag(agency) over step as agency_before
    from placed
    window step as (partition by action_id, place order by as_of, number)
),
altered as (
    select 'altered' as kind, award_id, modification, change.field, change.before, change.after,
           as_of_before as seen_before, as_of as seen_after, payee, agency, action_date, obligated, description, number as file
    from (
        select *, unnest([
            {'field': 'obligated', 'before': obligated_before::varchar, 'after': obligated::varchar},
            {'field': 'action_date', 'before': action_date_before::varchar, 'after': action_date::varchar},
            {'field': 'payee', 'before': payee_before, 'after': payee},
            {'field': 'agency', 'before': agency_before, 'after': agency},
            {'field': 'description', 'before': description_before, 'after': description},
            {'field': 'psc', 'before': case when psc is null or psc_before is null then psc_label_before else psc_before end,
                             'after': case when psc is null or psc_before is null then psc_label else psc end},
            {'field': 'naics',
             'before': case when naics is null or naics_before is null then naics_label_before else naics_before end,
             'after': case when naics is null or naics_before is null then naics_label else naics end}
        ]) as change
        from steps
        where row_hash_before is not null and row_hash_before <> row_hash
    )
    where change.before <> change.after
),
-- An action that is new although the publisher showed later ones before was filled in afterwards; what is late by no more
-- than a month is the usual delay of reporting. Nothing was filled in by the first file that showed anything of an agency
-- and year. An older copy that is added later makes nothing new of what a file before it in the ledger had shown.
first_time as (
    select case when s.action_date < (
               select max(b.newest) from blocks b
               where b.agency is not distinct from s.agency and b.fiscal_year = s.fiscal_year
                 and (b.as_of, b.number) < (s.as_of, s.number)
           ) - interval 30 day then 'backfilled' else 'added' end as kind,
           s.award_id, s.modification, null::varchar as field, null::varchar as before, null::varchar as after,
           (select max(b.as_of) from blocks b
            where b.agency is not distinct from s.agency and b.fiscal_year = s.fiscal_year
              and (b.as_of, b.number) < (s.as_of, s.number)) as seen_before,
           s.as_of as seen_after, s.payee, s.agency, s.action_date, s.obligated, s.description, s.number as file
    from steps s
    where s.row_hash_before is null and s.number = s.first_file
),
gone as (
    select 'removed' as kind, award_id, modification, null::varchar as field, null::varchar as before,
           null::varchar as after, last_seen as seen_before, withdrawn_on as seen_after, payee,
           coalesce(sub_agency, agency, sub_agency_code) as agency, action_date, obligated, description, w.file
    from versions
    join withdrawn_on w using (row_hash)
    where current and removed and {where}
)
select * from altered
union all by name select * from first_time
union all by name select * from gone
