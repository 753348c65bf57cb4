-- Question: to which award do the rows of files without award keys belong?
-- Grain:    one row an identifier that a reader made from a PIID (it begins PIID_).
-- Columns:  published_id, award_id (the one award key in the ledger with that PIID and sub-agency)
-- A PIID that several awards carry is left alone: order numbers such as 0001 repeat under thousands of parents.
create or replace temp table ties as
with keyless as (
    select distinct award_id as published_id, piid, coalesce(sub_agency_code, sub_agency) as agency
    from stored_actions
    where starts_with(award_id, 'PIID_')
),
keyed as (
    select distinct a.award_id, a.piid, coalesce(a.sub_agency_code, a.sub_agency) as agency
    from stored_actions a
    semi join keyless k on k.piid = a.piid and k.agency = coalesce(a.sub_agency_code, a.sub_agency)
    where not starts_with(a.award_id, 'PIID_')
),
only_one as (
    select piid, agency, min(award_id) as award_id from keyed group by piid, agency having count(*) = 1
)
select published_id, award_id from keyless join only_one using (piid, agency);
