-- Question: how do the current actions differ from those of the parent edition?
-- Grain:    one row.   Needs: built_index, identity, stored_actions, parent_index
-- Columns:  added (actions of which the parent had no version), altered (actions whose content differs), missing
--           (actions that the newest answer for their block no longer shows, and did in the parent), removed (actions
--           that their publisher withdrew since)
-- Content is compared in the fields that every format of actions has; where one of two formats lacks a field, it agrees.
with new_rows as (
    select i.key, b.row_hash
    from built_index b
    anti join (select row_hash from parent_index where current) p on p.row_hash = b.row_hash
    join identity i on i.row_hash = b.row_hash
    where b.current
),
old_rows as (
    select i.key, p.row_hash
    from parent_index p
    anti join (select row_hash from built_index where current) b on b.row_hash = p.row_hash
    join identity i on i.row_hash = p.row_hash
    where p.current
),
known as (
    select distinct i.key
    from identity i
    semi join new_rows n on n.key = i.key
    semi join parent_index p on p.row_hash = i.row_hash
),
said as (
    select row_hash, obligated, action_date, sub_agency, payee, description,
           coalesce(psc_label, psc) as psc, coalesce(naics_label, naics) as naics
    from stored_actions
),
new_said as (select s.*, n.key from new_rows n join said s using (row_hash)),
old_said as (select s.*, o.key from old_rows o join said s using (row_hash)),
agreeing as (
    select distinct n.row_hash, n.key
    from new_said n
    join old_said o on o.key = n.key and o.obligated = n.obligated and o.action_date = n.action_date
         and coalesce(o.sub_agency = n.sub_agency, true) and coalesce(o.payee = n.payee, true)
         and coalesce(o.description = n.description, true)
         and coalesce(o.psc = n.psc, true) and coalesce(o.naics = n.naics, true)
),
differing as (
    select n.key from new_rows n anti join agreeing a on a.row_hash = n.row_hash and a.key = n.key
),
recounted as (
    select key
    from (select key, 1 as step from new_rows union all select key, -1 from old_rows)
    group by key
    having sum(step) <> 0
)
select
    (select count(distinct key) from new_rows where key not in (select key from known)) as added,
    (select count(distinct key) from (select key from differing union select key from recounted)
     where key in (select key from known) or key in (select key from old_rows)) as altered,
    (select count(*)
     from built_index b
     join (select distinct row_hash from parent_index where current and not missing) p using (row_hash)
     where b.missing) as missing,
    (select count(*)
     from built_index b
     join (select distinct row_hash from parent_index where current and not removed) p using (row_hash)
     where b.current and b.removed) as removed;
