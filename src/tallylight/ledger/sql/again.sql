-- Question: which versions does the newest file that shows them show more than once?
-- Grain:    one row a version.   Needs: built_index
-- Columns:  row_hash, times, first_row (the first source row)
create or replace temp table again as
select row_hash, count(*) as times, min(source_row) as first_row
from built_index
where in_share(row_hash)
group by row_hash
having count(*) > 1;
