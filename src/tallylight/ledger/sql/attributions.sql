-- Question: what did each current action buy: product, maker, technology, and by which rule and words?
-- Grain:    one row a stored row that is current and of which anything is known (no row: nothing speaks).
-- Needs:    built_index, stored_actions, labels (what a description and its payee say), codes (code, technology)
-- Columns:  row_hash, technology, product, maker, payee_is_reseller, rule, evidence
-- The rules in their order: the action's own words and the payee (labels), then the rest of the award, then the code.
--
-- An award speaks through its base action. Where that one is not held or says nothing, through its other actions, when at
-- least a third of those that are held name the same technology: one drone bought under an office's support contract
-- does not make the contract one for drones.
create or replace temp table attributed as
with current as (
    select b.row_hash, coalesce(any_value(b.award_id), any_value(a.award_id)) as award_id,
           any_value(a.modification) as modification, any_value(a.action_date) as action_date,
           any_value(a.description) as description, any_value(a.payee) as payee,
           any_value(a.psc) as psc, any_value(a.psc_label) as psc_label
    from built_index b
    join stored_actions a using (row_hash)
    where b.current
    group by b.row_hash
),
said as (
    select c.*, l.technology, l.product, l.maker, l.payee_is_reseller, l.rule, l.evidence,
           coalesce(regexp_full_match(c.modification, '0+'), false) as is_base,
           case l.rule when 'product' then 1 when 'maker' then 2 when 'words' then 3 else 4 end as strength
    from current c
    left join labels l on l.description = coalesce(c.description, '') and l.payee = coalesce(c.payee, '')
),
speaking as (
    select award_id, technology, count(*) as actions, bool_or(is_base) as base_speaks,
           bool_or(rule in ('product', 'maker') and payee_is_reseller = false) as own_product
    from said
    where technology <> 'none' and rule <> 'payee'
    group by award_id, technology
),
awards as (
    select award_id, count(*) as actions,
           bool_or(is_base and technology = 'none') as base_is_other, bool_or(is_base) as base_is_held
    from said
    group by award_id
),
chosen as (
    select s.award_id, s.technology
    from speaking s
    join awards a using (award_id)
    where s.base_speaks or (not a.base_is_other and s.actions * 3 >= a.actions) or (not a.base_is_held and s.own_product)
    qualify row_number() over (partition by award_id order by s.base_speaks desc, s.actions desc, s.technology) = 1
),
award_labels as (
    select s.award_id, s.technology, s.product, s.maker, s.evidence, s.payee_is_reseller
    from said s
    join chosen c on c.award_id = s.award_id and c.technology = s.technology
    where s.rule <> 'payee'
    qualify row_number() over (
        partition by s.award_id
        order by s.product is null, s.maker is null, s.is_base desc, s.strength, s.action_date, s.modification, s.row_hash
    ) = 1
)
select
    s.row_hash,
    case when speaks then s.technology else coalesce(w.technology, k.technology, s.technology) end as technology,
    case when speaks then coalesce(s.product, case when w.technology = s.technology then w.product end)
         else w.product end as product,
    case when speaks then coalesce(s.maker, case when w.technology = s.technology then w.maker end)
         else w.maker end as maker,
    case when speaks then coalesce(
             case when s.maker is null and w.technology = s.technology then w.payee_is_reseller end, s.payee_is_reseller)
         else coalesce(w.payee_is_reseller, s.payee_is_reseller) end as payee_is_reseller,
    case when speaks then s.rule when w.technology is not null then 'award' when k.technology is not null then 'code'
         else s.rule end as rule,
    case when speaks then s.evidence when w.technology is not null then w.evidence
         when k.technology is not null then k.code else s.evidence end as evidence
from (
    -- A company's bare name says less than its product that the award names: a GrayKey award stays one.
    select said.*, coalesce(said.technology <> 'none' or said.rule = 'product', false)
           and not coalesce(said.rule in ('payee', 'maker') and w.product is not null and w.maker = said.maker
                            and w.technology <> said.technology, false) as speaks
    from said
    left join award_labels w using (award_id)
) s
left join award_labels w using (award_id)
left join codes k on not s.speaks and w.technology is null and k.code in (s.psc, upper(s.psc_label))
where s.technology is not null or w.technology is not null or k.technology is not null or s.payee_is_reseller is not null;
