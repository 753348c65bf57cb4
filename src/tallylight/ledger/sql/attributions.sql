-- Question: what did each current action buy: product, maker, technology, and by which rule and words?
-- Grain:    one row a stored row that is current and of which anything is known (no row: nothing speaks).
-- Needs:    current, labelled (what a description and its payee say, where they say anything), codes (code, technology)
-- Columns:  row_hash, technology, product, maker, payee_is_reseller, rule, evidence
-- The rules in their order: the action's own words and the payee (labelled), then the rest of the award, then the code.
--
-- An award speaks through its base action. Where that one is not held or says nothing, through its other actions, when at
-- least a third of those that are held name the same technology: one drone bought under an office's support contract
-- does not make the contract one for drones.
--
-- Awards, and pairs of a description and a payee, go by their MD5 here: short keys of one length.
create or replace temp table said as
select c.row_hash, md5_number(c.award_id) as award, c.modification, c.action_date,
       l.technology, l.product, l.maker, l.payee_is_reseller, l.rule, l.evidence,
       coalesce(regexp_full_match(c.modification, '0+'), false) as is_base,
       case l.rule when 'product' then 1 when 'maker' then 2 when 'words' then 3 else 4 end as strength,
       coalesce(k.code, n.code) as code, coalesce(k.technology, n.technology) as code_technology
from current c
left join (select *, md5_number(concat(description, chr(31), payee)) as pair from labelled) l
    on l.pair = md5_number(concat(c.description, chr(31), c.payee))
left join codes k on k.code = c.psc
left join codes n on n.code = upper(c.psc_label)
where c.once;

create or replace temp table speaking as
select award, technology, count(*) as actions, bool_or(is_base) as base_speaks,
       bool_or(rule in ('product', 'maker') and payee_is_reseller = false) as own_product
from said
where technology <> 'none' and rule <> 'payee'
group by award, technology;

create or replace temp table chosen as
with awards as (
    select award, count(*) as actions,
           bool_or(is_base and technology = 'none') as base_is_other, bool_or(is_base) as base_is_held
    from said
    semi join speaking using (award)
    group by award
)
select s.award, s.technology
from speaking s
join awards a using (award)
where s.base_speaks or (not a.base_is_other and s.actions * 3 >= a.actions) or (not a.base_is_held and s.own_product)
qualify row_number() over (partition by s.award order by s.base_speaks desc, s.actions desc, s.technology) = 1;
drop table speaking;

create or replace temp table award_labels as
select s.award, s.technology, s.product, s.maker, s.evidence, s.payee_is_reseller
from said s
join chosen c on c.award = s.award and c.technology = s.technology
where s.rule <> 'payee'
qualify row_number() over (
    partition by s.award
    order by s.product is null, s.maker is null, s.is_base desc, s.strength, s.action_date, s.modification, s.row_hash
) = 1;
drop table chosen;

create or replace temp table attributed as
select
    row_hash,
    case when speaks then technology else coalesce(w_technology, code_technology, technology) end as technology,
    case when speaks then coalesce(product, case when w_technology = technology then w_product end) else w_product end
        as product,
    case when speaks then coalesce(maker, case when w_technology = technology then w_maker end) else w_maker end as maker,
    case when speaks
         then coalesce(case when maker is null and w_technology = technology then w_reseller end, payee_is_reseller)
         else coalesce(w_reseller, payee_is_reseller) end as payee_is_reseller,
    case when speaks then rule when w_technology is not null then 'award' when code_technology is not null then 'code'
         else rule end as rule,
    case when speaks then evidence when w_technology is not null then w_evidence when code_technology is not null then code
         else evidence end as evidence
from (
    -- A company's bare name says less than its product that the award names: a GrayKey award stays one.
    select s.*, w.technology as w_technology, w.product as w_product, w.maker as w_maker, w.evidence as w_evidence,
           w.payee_is_reseller as w_reseller,
           coalesce(s.technology <> 'none' or s.rule = 'product', false)
           and not coalesce(s.rule in ('payee', 'maker') and w.product is not null and w.maker = s.maker
                            and w.technology <> s.technology, false) as speaks
    from said s
    left join award_labels w using (award)
)
where coalesce(technology, w_technology, code_technology) is not null or payee_is_reseller is not null;
drop table said;
drop table award_labels;
