-- severity: error
-- title: Incompatible roles held together
-- explanation: One person certainly holds two roles, for more than the day of a hand-over, of which the registry says that nobody may hold both at that time; a tenure with a doubtful date (? or %) is certain on no day.
-- facts: {a.name} holds {a.title} {a.span} and {b.title} {b.span}
-- remedy: end the earlier of the two when the later begins, or correct a date

select a.id as a, b.id as b
from role_relations i
join appointments a on a.role_id = i.role_id and a.status = 'accepted'
join appointments b on b.person_id = a.person_id and b.role_id = i.other_id and b.status = 'accepted'
where i.kind = 'excludes' and i.status = 'accepted'
  and (i.role_id in (select role_id from scope) or i.other_id in (select role_id from scope))
  and a.start_latest < b.end_earliest and b.start_latest < a.end_earliest
  and i.start_latest < min(a.end_earliest, b.end_earliest) and max(a.start_latest, b.start_latest) < i.end_earliest
  and ifnull(a.start_date, '') || ifnull(a.end_date, '') not glob '*[?%]*'
  and ifnull(b.start_date, '') || ifnull(b.end_date, '') not glob '*[?%]*'
  and ifnull(i.start_date, '') || ifnull(i.end_date, '') not glob '*[?%]*'
