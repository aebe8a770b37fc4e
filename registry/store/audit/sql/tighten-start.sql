-- severity: information
-- title: The predecessor's end narrows this start
-- explanation: A tenure directly succeeds another, so it began on the day the other ended or the day after. This leaves fewer days than its own start date. Doubtful dates are not used.
-- facts: {a.name} began as {a.title} {a.start_said}; {b.name} left {b.end_said}, so it was between {first} and {last}
-- remedy: no action needed: answers use the narrower dates; you can cite a source for the day

select a.id as a, b.id as b,
  max(a.start_earliest, b.end_earliest) as first,
  min(a.start_latest, iif(b.end_latest = '9999-12-31', b.end_latest, date(b.end_latest, '+1 day'))) as last
from scope join appointments a using (role_id)
join appointments b on b.id = a.replaces_id and b.role_id = a.role_id and b.status = 'accepted' and b.end_date is not null
  and b.end_date not glob '*[?%]*'
where a.status = 'accepted'
  and first <= last and (first > a.start_earliest or last < a.start_latest)
