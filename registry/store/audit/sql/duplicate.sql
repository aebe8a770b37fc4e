-- severity: error
-- title: The same entry twice
-- explanation: Two tenures that are not rejected have the same person, role, kind, start and end, as written.
-- facts: {a.name} as {a.title} {a.span} is recorded as {a.appointment} and as {b.appointment}
-- remedy: reject one of the two

-- The same texts have the same derived days, which are what the index finds.
select a.id as a, b.id as b
from scope
cross join appointments a indexed by appointments_who on a.role_id = scope.role_id
cross join appointments b indexed by appointments_who on b.role_id = a.role_id
  and b.start_earliest = a.start_earliest and b.end_latest = a.end_latest
  and b.start_latest = a.start_latest and b.end_earliest = a.end_earliest
  and b.kind = a.kind and b.person_id = a.person_id
where a.id < b.id and a.status <> 'rejected' and b.status <> 'rejected'
  and b.start_date is a.start_date and b.end_date is a.end_date
