-- severity: warning
-- title: Covers somebody who is not absent
-- explanation: An acting tenure covers another one, of whose holder no absence is recorded that it can share a day with.
-- facts: {a.name} acts as {a.title} {a.span} for {b.name}, of whom no absence is recorded then
-- remedy: record the absence with `registry absent {b.appointment} --from …`

select a.id as a, b.id as b
from appointments a join scope using (role_id) join appointments b on b.id = a.covers_id
where a.covers_id is not null and a.status <> 'rejected' and not exists (
  select 1 from appointment_details d
  where d.appointment_id = b.id and d.field = 'absence' and d.status <> 'rejected'
    and d.start_earliest <= a.end_latest and a.start_earliest <= d.end_latest)
