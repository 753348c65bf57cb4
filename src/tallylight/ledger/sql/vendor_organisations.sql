-- Question: which company is behind each of these names, and by which rule is that said?
-- Grain:    one row a name.   Reads: names   Params: $names
select name, organisation_id, organisation, family_id, family, basis, words, family_basis, family_words, source, since, until
from names
where name in (select unnest($names::varchar[]))
order by name;
