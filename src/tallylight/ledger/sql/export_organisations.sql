-- Question: which company is behind each published name of a payee, to which family does it belong, where was it seen?
-- Grain:    one row a published name.   Reads: names
-- Columns:  the fields of the export, in its order; family null: no other company is known to belong with it
select name, organisation_id, organisation, family_id, family, basis, words, family_basis, family_words, source, since, until,
       actions, seen_in
from names
