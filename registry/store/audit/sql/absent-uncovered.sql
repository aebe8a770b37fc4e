-- severity: information
-- title: Absent, and nobody acting
-- explanation: A holder was certainly absent for some days on which no acting tenure in the role is even possible, nor a role with which it comes ex officio (a deputy who stands in by office).
-- facts: {a.name} as {a.title} {a.span} is absent ({why}), and nobody acts
-- remedy: nothing needs to be done; record who acted with `registry absent … --covered-by` if it is known

select a.id as a, d.value as why
from scope join appointments a using (role_id) join appointment_details d on d.appointment_id = a.id
where a.status = 'accepted' and a.kind = 'substantive' and d.field = 'absence' and d.status = 'accepted'
  and ifnull(d.start_date, '') || ifnull(d.end_date, '') not glob '*[?%]*' and d.start_latest <= d.end_earliest
  and not exists (
    select 1 from appointments o
    where o.role_id = a.role_id and o.kind = 'acting' and o.status <> 'rejected' and o.id <> a.id
      and o.start_earliest <= d.end_latest and d.start_earliest <= o.end_latest)
  and not exists (
    select 1 from role_relations l
    where l.other_id = a.role_id and l.kind = 'ex officio' and l.status <> 'rejected'
      and l.start_earliest <= d.end_latest and d.start_earliest <= l.end_latest)
