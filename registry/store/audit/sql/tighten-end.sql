-- severity: information
-- title: An end that the successor's start tells more exactly
-- explanation: A tenure is directly succeeded by another, so its end is the day of that one's start or the day before, which leaves fewer days than its own date. A doubtful start tells nothing.
-- facts: {a.name} left as {a.title} {a.end_said}; {b.name} began {b.start_said}, so it was between {first} and {last}
-- remedy: nothing needs to be done, answers use it; a source for the day may be cited

select a.id as a, b.id as b,
  max(a.end_earliest, iif(b.start_earliest = '0001-01-01', b.start_earliest, date(b.start_earliest, '-1 day'))) as first,
  min(a.end_latest, b.start_latest) as last
from scope join appointments a using (role_id)
join appointments b on b.replaces_id = a.id and b.role_id = a.role_id and b.status = 'accepted'
where a.status = 'accepted' and a.end_date is not null
  and coalesce(b.start_date, '') not glob '*[?%]*'
  and first <= last and (first > a.end_earliest or last < a.end_latest)
