-- severity: warning
-- title: An implausible length
-- explanation: A tenure certainly lasted longer than {longest} years. An open tenure counts up to today.
-- facts: {a.name} holds {a.title} {a.span}
-- remedy: check the dates of {a.appointment}; it may be two people, or the end may be missing

select a.id as a
from scope join appointments a using (role_id)
where a.status = 'accepted' and a.person_id is not null
  and date(a.start_latest, '+' || :longest || ' years') < iif(a.end_date is null, :today, a.end_earliest)
