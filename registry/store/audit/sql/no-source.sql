-- severity: warning
-- title: No source
-- explanation: A tenure or a recorded vacancy has no citation.
-- facts: nothing is cited for {a.name} as {a.title} {a.span}
-- remedy: cite one with `registry cite {a.appointment} …`

select a.id as a
from scope join appointments a using (role_id)
where a.status <> 'rejected' and not exists (select 1 from citations c where c.appointment_id = a.id)
