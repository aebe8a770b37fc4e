-- severity: error
-- title: Replaces somebody in another role
-- explanation: The tenure that a tenure directly succeeds is of another role.
-- facts: {a.name} as {a.title} replaces {b.name} as {b.title}
-- remedy: correct what {a.appointment} replaces

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.role_id <> a.role_id
