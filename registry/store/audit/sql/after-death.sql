-- severity: error
-- title: In office after death
-- explanation: A tenure certainly lasted beyond the person's death; an open one counts as lasting. A death whose date is marked as doubtful is not counted.
-- facts: {a.name}, died {death}, holds {a.title} {a.span}
-- remedy: `registry end {a.person} {a.role} --on {death_typed} --reason died`, or correct one of the dates

select a.id as a, p.death_date as death
from scope join appointments a using (role_id) join people p on p.id = a.person_id
where a.status = 'accepted' and a.end_earliest > p.death_latest
  and p.death_date not glob '*[?%]*'
