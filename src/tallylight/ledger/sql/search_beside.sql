-- Question: which records of other kinds match: grants, payments, awards abroad?
-- Grain:    one row a kind of award and currency.   Reads: every_action   Params: those of {matches}
-- Columns:  award_kind, currency, actions (count), obligated (in that currency; never to be added to contracts)
select
    coalesce(award_kind, 'contract') as award_kind,
    case award_kind when 'process' then currency else coalesce(currency, 'USD') end as currency,
    count(*) as actions, sum(obligated)::decimal(38, 2) as obligated
from every_action
where not removed and not (award_kind is null and currency is null) and {matches}
group by all
order by 1, 2 nulls last;
