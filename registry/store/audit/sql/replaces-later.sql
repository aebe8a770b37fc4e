-- severity: error
-- title: Replaces somebody who came later
-- explanation: A tenure is recorded as the direct successor of one that certainly began later.
-- facts: {a.name}, {a.title} {a.span}, replaces {b.name}, {b.span}
-- remedy: correct which tenure {a.appointment} replaces, or one of the two starts

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.start_earliest > a.start_latest
