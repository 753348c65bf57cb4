-- Question: which stored rows are current, in the order in which they are stored?
-- Grain:    as built_index (one row each time that the newest file shows a version).   Needs: built_index
-- Columns:  id (where the version is stored), file, missing, removed, tied_to (award key; null unless tied)
select id, file, missing, removed, award_id as tied_to
from built_index
where current
order by id, source_row;
