-- severity: warning
-- title: A source older than what it supports
-- explanation: A source that is not retracted was certainly published before the event for which it is cited: the start or end that it supports, or the day on which it shows the person in office.
-- facts: a source published {published} is cited for {a.name} as {a.title} {a.span}{observed}
-- remedy: check the citation: an announcement is not evidence that the event happened

select distinct a.id as a, s.published_date as published,
  coalesce(', observed ' || c.observed, '') as observed
from scope join appointments a using (role_id)
join citations c on c.appointment_id = a.id join sources s on s.id = c.source_id
where a.status <> 'rejected' and s.published_latest is not null and s.retracted is null
  and (s.published_latest < c.observed
    or (',' || c.supports || ',' like '%,start,%' and s.published_latest < coalesce(c.says_earliest, a.start_earliest))
    or (',' || c.supports || ',' like '%,end,%' and a.end_date is not null
      and s.published_latest < coalesce(c.says_earliest, a.end_earliest)))
