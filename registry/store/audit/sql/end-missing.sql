-- severity: warning
-- title: No end although a successor has started
-- explanation: A tenure has no known end date, but its direct successor certainly began later. In a role with one seat the next holder of the same kind counts as the successor.
-- facts: {a.name}, {a.title} {a.span}, has no end date, and {b.name} began {b.start_said}
-- remedy: `registry end {a.person} {a.role} --on {b.start}`, if that is the day

select a.id as a, (
  select b.id from appointments b
  where b.role_id = a.role_id and b.status = 'accepted' and b.person_id is not null
    and b.start_earliest > a.start_latest
    and (b.replaces_id = a.id or (b.kind = a.kind and r.seats = 1
      and not exists (select 1 from role_seats f where f.role_id = r.id)))
  order by b.start_earliest, b.id limit 1) as b
from scope join appointments a using (role_id) join roles r on r.id = a.role_id
where a.status = 'accepted' and a.person_id is not null and a.end_latest = '9999-12-31'
  and (a.end_date is null or a.end_date = 'XXXX')
  and b is not null
