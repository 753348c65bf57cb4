-- Question: where else do these names stand: in award summaries, sub-awards, and actions that no figure is made from?
-- Grain:    one row a name, kind of record, kind of award and currency.
-- Reads:    summaries, subawards, every_action   Params: $names
-- Columns:  payee, seen_in, award_kind, currency, records, awards (counts), amount (in that currency: what summaries state
--           in all, what prime recipients reported; never to be added to actions, nor to each other), first, last (days)
with beside as (
    select payee, 'award summaries' as seen_in, award_kind, null as currency, award_id, obligated as amount,
           first_action_date as first, last_action_date as last
    from summaries
    union all
    select payee, 'sub-awards', award_kind, null, award_id, amount, action_date, action_date
    from subawards
    union all
    select prime_payee, 'sub-awards, as prime recipient', award_kind, null, award_id, amount, action_date, action_date
    from subawards
    union all
    select payee, 'actions of other kinds', award_kind, currency, award_id, obligated, action_date, action_date
    from every_action
    where award_kind is not null or currency is not null or removed
)
select
    payee, seen_in, coalesce(award_kind, 'contract') as award_kind,
    case award_kind when 'process' then currency else coalesce(currency, 'USD') end as currency,
    count(*) as records, count(distinct award_id) as awards, sum(amount)::decimal(38, 2) as amount,
    min(first) as first, max(last) as last
from beside
where payee in (select unnest($names::varchar[]))
group by all
order by payee, seen_in, award_kind, currency nulls last;
