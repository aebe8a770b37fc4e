-- severity: error
-- title: The end is before the start
-- explanation: No reading of the two dates puts the end on or after the start. The database refuses such a row; the rule finds what was forced in.
-- facts: {a.name} as {a.title}: start {a.start_said}, end {a.end_said}
-- remedy: correct the start or the end of {a.appointment}

select a.id as a
from scope join appointments a using (role_id)
where a.status <> 'rejected' and a.end_latest < a.start_earliest
