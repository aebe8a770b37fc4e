-- severity: warning
-- title: Not confirmed recently
-- explanation: The newest evidence of an open tenure without a successor is older than {unconfirmed} days. Evidence is the day its sources were published or show the person in office, or its start if that is later; retracted sources do not count. `--unconfirmed-after` sets another age. `registry stale` lists the same.
-- facts: {a.name}, {a.title} {a.span}, newest evidence: {confirmed}
-- remedy: `registry confirm {a.person} {a.role} --on … --source …`, or `registry end {a.person} {a.role} --on …`

select a.id as a, coalesce((
  select max(coalesce(c.observed, s.published_earliest))
  from citations c join sources s on s.id = c.source_id
  where c.appointment_id = a.id and s.retracted is null), 'none') as confirmed
from scope join appointments a using (role_id)
where a.status = 'accepted' and a.person_id is not null and a.end_date is null
  and not exists (select 1 from appointments n where n.replaces_id = a.id and n.status = 'accepted')
  and max(coalesce((
      select max(coalesce(c.observed, s.published_earliest))
      from citations c join sources s on s.id = c.source_id
      where c.appointment_id = a.id and s.retracted is null), '0001-01-01'),
    iif(a.start_latest = '9999-12-31', a.start_earliest, a.start_latest)) < date(:today, '-' || :unconfirmed || ' days')
