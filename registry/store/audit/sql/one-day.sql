-- severity: warning
-- title: A tenure of one day
-- explanation: A tenure starts and ends on the same day.
-- facts: {a.name} holds {a.title} on {a.start_said} only
-- remedy: check the dates of {a.appointment}; one of them may have been entered twice

select a.id as a
from scope join appointments a using (role_id)
where a.status <> 'rejected' and a.person_id is not null
  and a.start_earliest = a.start_latest and a.end_earliest = a.end_latest and a.start_latest = a.end_earliest
