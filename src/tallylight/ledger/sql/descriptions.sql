-- Question: which distinct descriptions do current actions have, with which payees, and what was found in them before?
-- Grain:    one row a description.   Needs: built_index, stored_actions, kept_finds (high, low, finds)
-- Columns:  description, payees (list), high, low (halves of its MD5), finds (null: it was never looked through)
with said as (
    select coalesce(a.description, '') as description, list(distinct coalesce(a.payee, '')) as payees
    from built_index b
    join stored_actions a using (row_hash)
    where b.current
    group by coalesce(a.description, '')
),
hashed as (
    select description, payees, md5_number_upper(description) as high, md5_number_lower(description) as low from said
)
select h.description, h.payees, h.high, h.low, k.finds
from hashed h
left join kept_finds k on k.high = h.high and k.low = h.low;
