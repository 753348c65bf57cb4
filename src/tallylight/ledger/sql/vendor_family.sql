-- Question: which other companies belong to the families of these names?
-- Grain:    one row a name of a payee.   Reads: names   Params: $names
select name, organisation_id, organisation, family_id, family, family_basis, family_words, source, since, until
from names
where family_id in (select family_id from names where name in (select unnest($names::varchar[])))
  and organisation_id not in (select organisation_id from names where name in (select unnest($names::varchar[])))
order by family, organisation, name;
