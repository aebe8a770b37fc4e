-- severity: warning
-- title: Replaces oneself
-- explanation: A tenure is recorded as the direct successor of one of the same person, role and kind. Another term of the same person needs no such link: answers show it as a re-appointment.
-- facts: {a.name} replaces {b.name} as {a.title}: {a.span} after {b.span}
-- remedy: `registry correct {a.appointment} --replacing none --because "followed somebody else"`, or name the real predecessor

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.person_id = a.person_id and b.role_id = a.role_id and b.kind = a.kind
