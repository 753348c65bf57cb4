-- Question: what does the ledger hold, one row an award?
-- Grain:    one row an award.   Reads: {actions}
-- Columns:  award_id, piid, sub_agency and payee (of the latest action), first_action, last_action, actions (count),
--           obligated (sum of the actions held), ceiling (latest known), description (of the base award, else of the
--           first action held), has_base (false: the total lacks at least the base award), award_kind and currency (see
--           views.sql; amounts of different currencies are never one sum)
select
    award_id,
    arg_max(piid, place) as piid,
    arg_max(sub_agency, place) as sub_agency,
    arg_max(payee, place) as payee,
    min(action_date) as first_action,
    max(action_date) as last_action,
    count(*) as actions,
    sum(obligated)::decimal(38, 2) as obligated,
    arg_max(ceiling, place) filter (ceiling is not null) as ceiling,
    arg_min(description, case when is_base then place else place + 1000000000 end) as description,
    bool_or(is_base) as has_base,
    coalesce(any_value(award_kind), 'contract') as award_kind,
    case any_value(award_kind) when 'process' then any_value(currency) else coalesce(any_value(currency), 'USD') end
        as currency
from (
    -- The place of an action in its award is a number, found by sorting, which spills to disk: to keep the best row of each
    -- award while grouping would need more memory than an export may use.
    select award_id, piid, sub_agency, payee, action_date, obligated, ceiling, description, award_kind, currency,
           row_number() over (
               partition by award_id order by action_date, modification, source_sha256, source_row
           ) as place,
           coalesce(regexp_full_match(modification, '0+'), false) as is_base
    from {actions}
    where not removed
)
group by award_id
