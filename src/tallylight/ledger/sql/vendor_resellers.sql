-- Question: through which other payees were the products of these names' makers bought?
-- Grain:    one row a payee.   Reads: actions, attributions   Params: $names
with makers as (
    select distinct t.maker
    from actions a
    join attributions t using (row_hash)
    where a.payee in (select unnest($names::varchar[])) and t.maker is not null and not t.payee_is_reseller
)
select a.payee, t.maker, count(*) as actions, sum(a.obligated)::decimal(38, 2) as obligated
from actions a
join attributions t using (row_hash)
join makers using (maker)
where t.payee_is_reseller and a.payee not in (select unnest($names::varchar[])) and t.basis = 'attributed'
group by all
order by obligated desc, a.payee;
