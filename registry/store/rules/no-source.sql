-- severity: warning
-- title: No source
-- explanation: Nothing is cited for a tenure or a recorded vacancy, or only sources that are retracted.
-- facts: nothing is cited for {a.name} as {a.title} {a.span}
-- remedy: give a source with --source where you record or end it

select a.id as a
from scope join appointments a using (role_id)
where a.status <> 'rejected' and not exists (
  select 1 from citations c join sources s on s.id = c.source_id
  where c.appointment_id = a.id and s.retracted is null)
