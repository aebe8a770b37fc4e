-- severity: error
-- title: In office before birth
-- explanation: A tenure certainly began before the person was born.
-- facts: {a.name}, born {birth}, holds {a.title} {a.span}
-- remedy: correct the start of {a.appointment} or the birth of {a.person}

select a.id as a, p.birth_date as birth
from scope join appointments a using (role_id) join people p on p.id = a.person_id
where a.status = 'accepted' and a.start_latest < p.birth_earliest
