-- severity: error
-- title: Replaces somebody in another role
-- explanation: The tenure that a tenure directly succeeds is of another role, which this one does not continue.
-- facts: {a.name} as {a.title} replaces {b.name} as {b.title}
-- remedy: correct what {a.appointment} replaces, or record with `registry role succeeded` that the one role came of the other

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.role_id <> a.role_id and not exists (
  select 1 from role_relations c
  where c.role_id = a.role_id and c.other_id = b.role_id and c.kind = 'continues' and c.status <> 'rejected')
