-- severity: error
-- title: Replaces somebody who came later
-- explanation: The tenure that a tenure directly succeeds certainly began after it.
-- facts: {a.name}, {a.title} {a.span}, replaces {b.name}, {b.span}
-- remedy: correct what {a.appointment} replaces, or one of the two starts

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.start_earliest > a.start_latest
