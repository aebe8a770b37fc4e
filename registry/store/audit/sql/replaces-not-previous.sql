-- severity: warning
-- title: Replaces somebody who was not the previous holder
-- explanation: In a role with one seat a tenure is recorded as the successor of another, but a third one of the same kind certainly began between the two.
-- facts: {a.name}, {a.title} {a.span}, is said to replace somebody who came before {b.name}, {b.span}
-- remedy: correct {a.appointment} to replace {b.appointment}

select a.id as a, (
  select b.id from appointments b
  where b.role_id = a.role_id and b.kind = c.kind and b.status = 'accepted' and b.person_id is not null
    and b.id not in (a.id, c.id)
    and b.start_earliest > c.start_latest and b.start_latest < a.start_earliest
  order by b.start_latest desc, b.id limit 1) as b
from scope join appointments a using (role_id) join roles r on r.id = a.role_id
join appointments c on c.id = a.replaces_id and c.role_id = a.role_id
where a.status = 'accepted' and r.seats = 1
  and not exists (select 1 from role_seats f where f.role_id = r.id)
  and b is not null
