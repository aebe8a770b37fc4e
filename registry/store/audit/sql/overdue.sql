-- severity: warning
-- title: Due to end, and no end recorded
-- explanation: A tenure was due to end by a day that has passed, and no end and no direct successor is recorded.
-- facts: {a.name} as {a.title} {a.span}: the end was due by {due}
-- remedy: record the end with `registry end`, or confirm that the tenure goes on and take the due date back with `registry event … --remove`

select a.id as a, max(d.on_latest) as due
from scope join appointments a using (role_id) join appointment_dates d on d.appointment_id = a.id
where a.status <> 'rejected' and a.end_date is null and d.side = 'end' and d.act = 'due'
  and not exists (select 1 from appointments n where n.replaces_id = a.id and n.status = 'accepted')
group by a.id
having max(d.on_latest) < :today
