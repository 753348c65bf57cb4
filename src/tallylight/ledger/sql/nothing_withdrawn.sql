-- Question: which stored rows were withdrawn? For kinds of records whose publishers never say so: none.
-- Columns:  as in withdrawn
create or replace temp table withdrawn as select null::blob as row_hash, null::date as withdrawn_on where false;
