-- Question: what do the actions say of which no rule speaks?
-- Grain:    one row a description, payee and label.   Needs: silent
-- Columns:  description, payee, label (empty for none)
select distinct coalesce(description, '') as description, coalesce(payee, '') as payee, coalesce(label, '') as label
from silent;
