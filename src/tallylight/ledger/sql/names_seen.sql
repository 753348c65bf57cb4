-- Question: with which identifiers, parents and days was each payee's name published?
-- Grain:    one row a name.   Needs: built_index, stored_actions
-- Columns:  name, uei, duns, cage (lists), parents (UEI, else name, of the stated parent), awards (keys of awards on which
--           another name was paid too), first, last (action dates), actions (count)
create or replace temp table paid as
select a.payee as name, coalesce(b.award_id, a.award_id) as award_id, a.action_date, a.description,
       a.payee_uei, a.payee_duns, a.payee_cage, coalesce(a.payee_parent_uei, a.payee_parent) as parent
from built_index b
join stored_actions a using (row_hash)
where b.current and a.payee <> '' and a.payee <> $withheld;

create or replace temp table shared as
select award_id from paid group by award_id having min(name) <> max(name);

create or replace temp table names_seen as
select
    p.name,
    coalesce(list_sort(list(distinct p.payee_uei) filter (p.payee_uei is not null)), []) as uei,
    coalesce(list_sort(list(distinct p.payee_duns) filter (p.payee_duns is not null)), []) as duns,
    coalesce(list_sort(list(distinct p.payee_cage) filter (p.payee_cage is not null)), []) as cage,
    coalesce(list_sort(list(distinct p.parent) filter (p.parent is not null)), []) as parents,
    coalesce(list_sort(list(distinct p.award_id) filter (s.award_id is not null)), []) as awards,
    min(p.action_date) as first, max(p.action_date) as last, count(*) as actions
from paid p
left join shared s using (award_id)
group by p.name
order by p.name;
