-- severity: warning
-- title: Replaces oneself
-- explanation: A tenure is said to directly succeed one of the same person, role and kind. A further term of one person needs no such link: it is told as a re-appointment.
-- facts: {a.name} replaces {b.name} as {a.title}: {a.span} after {b.span}
-- remedy: `registry correct {a.appointment} --replacing none --because "followed somebody else"`, or name whom the person really followed

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.person_id = a.person_id and b.role_id = a.role_id and b.kind = a.kind
