-- Question: with which identifiers, parents and days was each payee's name published?
-- Grain:    one row a name.   Needs: current
-- Columns:  name, uei, duns, cage (lists), parents (UEI, else name, of the stated parent), awards (keys of awards on which
--           another name was paid too), first, last (action dates), actions (count)
-- Names are told apart by their MD5: the smallest of texts is one of the things that cannot spill.
create or replace temp view paid as
select payee as name, award_id, action_date, description, payee_uei, payee_duns, payee_cage, parent
from current
where payee <> '' and payee <> $withheld;

create or replace temp table shared as
select award_id from paid group by award_id having min(md5_number(name)) <> max(md5_number(name));

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
