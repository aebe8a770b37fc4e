-- severity: error
-- title: Replaces somebody who left at another time
-- explanation: A tenure directly succeeds another, so the end of that one and the start of this one are one event (the same day, or the day after); but no reading of the two dates is. A date that is marked as doubtful is not counted.
-- facts: {a.name} replaces {b.name} as {a.title}, began {a.start_said}, and {b.name} left {b.end_said}
-- remedy: correct the start of {a.appointment} or the end of {b.appointment}, or what it replaces

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.role_id = a.role_id and b.end_date is not null
  and b.end_date not glob '*[?%]*' and coalesce(a.start_date, '') not glob '*[?%]*'
  and not (b.end_earliest <= a.start_latest and date(a.start_earliest, '-1 day') <= b.end_latest)
