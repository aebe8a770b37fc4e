-- severity: warning
-- title: An implausible age
-- explanation: A person was certainly younger than {youngest} at the start of a tenure, or certainly older than {oldest} at its end. An open tenure counts up to today.
-- facts: {a.name}, born {birth}, holds {a.title} {a.span}
-- remedy: check the dates of {a.appointment} and the birth of {a.person}; it may be a namesake

select a.id as a, p.birth_date as birth
from scope join appointments a using (role_id) join people p on p.id = a.person_id
where a.status = 'accepted' and p.birth_date is not null
  and (a.start_latest < date(p.birth_earliest, '+' || :youngest || ' years')
    or iif(a.end_date is null, :today, a.end_earliest) > date(p.birth_latest, '+' || :oldest || ' years'))
