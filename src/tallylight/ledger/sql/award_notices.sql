-- Question: which notices speak of one award?
-- Grain:    one row a notice.   Reads: notices, actions, summaries   Params: $award_id
-- Columns:  the notice; tied_by says by which number it is tied: that of the award itself, or of the solicitation, which
--           may have led to several awards
with numbers as (
    select piid, solicitation_id from every_action where award_id = $award_id
    union
    select piid, solicitation_id from summaries where award_id = $award_id
),
plain as (
    select distinct regexp_replace(piid, '[\s-]+', '', 'g') as piid,
                    regexp_replace(solicitation_id, '[\s-]+', '', 'g') as solicitation_id
    from numbers
)
select n.notice_id, n.title, n.notice_type, n.posted, n.solicitation_id, n.piid, n.amount, n.payee, n.url,
       case when n.piid in (select piid from plain) then 'award number' else 'solicitation number' end as tied_by,
       n.source_path, n.source_sha256, n.source_row
from notices n
where n.piid in (select piid from plain where piid <> '')
   or n.solicitation_id in (select solicitation_id from plain where solicitation_id <> '')
order by n.posted, n.notice_id;
