-- severity: error
-- title: In office after death
-- explanation: A tenure certainly lasted beyond the death of its holder. An open tenure counts as lasting. Doubtful dates of death are not counted.
-- facts: {a.name}, died {death}, holds {a.title} {a.span}
-- remedy: `registry end {a.person} {a.role} --on {death_typed} --reason died`, or correct one of the dates

select a.id as a, p.death_date as death
from scope join appointments a using (role_id) join people p on p.id = a.person_id
where a.status = 'accepted' and a.end_earliest > p.death_latest
  and p.death_date not glob '*[?%]*'
