-- severity: information
-- title: The successor's start narrows this end
-- explanation: A tenure has a direct successor, so it ended on the day the successor began or the day before. This leaves fewer days than its own end date. Doubtful dates are not used.
-- facts: {a.name} left as {a.title} {a.end_said}; {b.name} began {b.start_said}, so it was between {first} and {last}
-- remedy: no action needed: answers use the narrower dates; you can cite a source for the day

select a.id as a, b.id as b,
  max(a.end_earliest, iif(b.start_earliest = '0001-01-01', b.start_earliest, date(b.start_earliest, '-1 day'))) as first,
  min(a.end_latest, b.start_latest) as last
from scope join appointments a using (role_id)
join appointments b on b.replaces_id = a.id and b.role_id = a.role_id and b.status = 'accepted'
where a.status = 'accepted' and a.end_date is not null
  and coalesce(b.start_date, '') not glob '*[?%]*'
  and first <= last and (first > a.end_earliest or last < a.end_latest)
