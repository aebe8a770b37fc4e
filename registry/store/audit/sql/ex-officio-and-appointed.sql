-- severity: information
-- title: Appointed to what is theirs by right
-- explanation: Somebody is recorded in a role that they certainly hold, for more than one day of that tenure, ex officio by another one.
-- facts: {a.name} holds {a.title} {a.span}, and by right as {b.title}
-- remedy: nothing needs to be done; remove the tenure {a.appointment} if it is not one of its own

select a.id as a, b.id as b
from scope join appointments a using (role_id)
join role_relations c on c.other_id = a.role_id and c.kind = 'ex officio' and c.status = 'accepted'
join appointments b on b.role_id = c.role_id and b.person_id = a.person_id and b.status = 'accepted'
where a.status = 'accepted'
  and max(a.start_latest, b.start_latest, c.start_latest) < min(a.end_earliest, b.end_earliest, c.end_earliest)
  and ifnull(a.start_date, '') || ifnull(a.end_date, '') || ifnull(b.start_date, '') || ifnull(b.end_date, '')
    || ifnull(c.start_date, '') || ifnull(c.end_date, '') not glob '*[?%]*'
