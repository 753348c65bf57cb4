-- Question: which distinct descriptions do current actions have, with which payees, and what was found in them before?
-- Grain:    one row a description and payee; those of one description stand together.   Needs: current, kept_finds (high,
--           low, finds)
-- Columns:  description, payee (empty for none), high, low (halves of the description's MD5), finds (null: it was never
--           looked through)
-- Sorted by MD5 first: numbers are compared faster than texts, and which order it is does not matter.
with said as (
    select distinct coalesce(description, '') as description, coalesce(payee, '') as payee from current
),
hashed as (
    select *, md5_number_upper(description) as high, md5_number_lower(description) as low from said
)
select h.*, k.finds
from hashed h
left join kept_finds k on k.high = h.high and k.low = h.low
order by h.high, h.low, h.description, h.payee;
