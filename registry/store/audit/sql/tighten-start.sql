-- severity: information
-- title: A start that the predecessor's end tells more exactly
-- explanation: A tenure directly succeeds another, so its start is the day of that one's end or the day after, which leaves fewer days than its own date. A doubtful end tells nothing.
-- facts: {a.name} began as {a.title} {a.start_said}; {b.name} left {b.end_said}, so it was between {first} and {last}
-- remedy: nothing needs to be done, answers use it; a source for the day may be cited

select a.id as a, b.id as b,
  max(a.start_earliest, b.end_earliest) as first,
  min(a.start_latest, iif(b.end_latest = '9999-12-31', b.end_latest, date(b.end_latest, '+1 day'))) as last
from scope join appointments a using (role_id)
join appointments b on b.id = a.replaces_id and b.role_id = a.role_id and b.status = 'accepted' and b.end_date is not null
  and b.end_date not glob '*[?%]*'
where a.status = 'accepted'
  and first <= last and (first > a.start_earliest or last < a.start_latest)
