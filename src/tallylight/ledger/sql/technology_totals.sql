-- Question: what was obligated for each technology: by maker, sub-agency and year, directly or through resellers?
-- Grain:    one row a technology, maker, sub-agency, fiscal year and channel.   Reads: actions, attributions
-- Params:   $technology (null: all but none), $with_suggested (whether what the model proposes counts)
-- Columns:  technology, maker (null: not known), sub_agency, fiscal_year, payee_is_reseller (null: not known),
--           actions, awards (counts), obligated (US dollars, nominal)
select
    t.technology, t.maker, a.sub_agency, a.fiscal_year, t.payee_is_reseller,
    count(*) as actions, count(distinct a.award_id) as awards, sum(a.obligated)::decimal(38, 2) as obligated
from actions a
join attributions t using (row_hash)
where t.technology <> 'none' and coalesce(t.technology = $technology, true)
  and (t.basis = 'attributed' or $with_suggested)
group by all
order by t.technology, t.maker nulls last, a.sub_agency, a.fiscal_year, t.payee_is_reseller nulls last;
