-- Question: which rows of a new part are stored nowhere yet?
-- Grain:    one row a new version.   Needs: part, earlier
-- Columns:  source_row (the first place in the part where the version stands)
create or replace temp table new_versions as
select min(p.source_row) as source_row
from part p
anti join (select row_hash from earlier where in_share(row_hash)) e using (row_hash)
where in_share(p.row_hash)
group by p.row_hash;
