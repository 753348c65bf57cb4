-- Question: with which identifiers, parents and days was each payee's name published, and where?
-- Grain:    one row a name.   Needs: current, beside (see payees_summaries and payees_subawards)
-- Columns:  name, uei, paid_uei (those that actions state), duns, cage (lists), parents (UEI, else name, of the stated
--           parent; other records only count where they agree: over the years a company is sold, and both owners would be
--           tied), awards (keys of awards on which another name was paid too), first, last (action dates), actions (count,
--           of every kind), counted (of those actions that figures are made from), seen_in (the kinds of records, in
--           alphabetical order)
-- Names are told apart by their MD5: the smallest of texts is one of the things that cannot spill.
create or replace temp view paid as
select payee as name, award_id, action_date, description, payee_uei as uei, payee_duns as duns, payee_cage as cage, parent,
       case when award_kind is null and currency is null and not removed then 'actions'
            else 'actions of other kinds' end as seen_in, true as paid
from current
where payee <> '' and payee <> $withheld
union all
select name, award_id, null::date, null::varchar, uei, duns, cage, parent, seen_in, false
from beside
where name <> $withheld;

create or replace temp table shared as
select award_id from paid where award_id is not null
group by award_id having min(md5_number(name)) <> max(md5_number(name));

create or replace temp table names_seen as
select
    p.name,
    coalesce(list_sort(list(distinct p.uei) filter (p.uei is not null)), []) as uei,
    coalesce(list_sort(list(distinct p.uei) filter (p.uei is not null and p.paid)), []) as paid_uei,
    coalesce(list_sort(list(distinct p.duns) filter (p.duns is not null)), []) as duns,
    coalesce(list_sort(list(distinct p.cage) filter (p.cage is not null)), []) as cage,
    coalesce(list(distinct p.parent) filter (p.parent is not null and p.paid), []) as paid_parents,
    coalesce(list(distinct p.parent) filter (p.parent is not null and not p.paid), []) as told_parents,
    list_sort(list_distinct(paid_parents || case when len(told_parents) = 1 then told_parents else [] end)) as parents,
    coalesce(list_sort(list(distinct p.award_id) filter (s.award_id is not null)), []) as awards,
    min(p.action_date) as first, max(p.action_date) as last,
    count(*) filter (p.paid) as actions,
    count(*) filter (p.seen_in = 'actions') as counted,
    array_to_string(list_sort(list(distinct p.seen_in)), '; ') as seen_in
from paid p
left join shared s using (award_id)
group by p.name
order by p.name;
