-- severity: information
-- title: No start
-- explanation: The start of a tenure is not known.
-- facts: the start of {a.name} as {a.title} ({a.span}) is not known
-- remedy: correct the start of {a.appointment} when a source gives it

select a.id as a
from scope join appointments a using (role_id)
where a.status <> 'rejected' and (a.start_date is null or a.start_date = 'XXXX')
