-- severity: error
-- title: The same person twice in one role
-- explanation: Two accepted tenures of one person in one role, of whatever kind, certainly overlap by more than the day of a hand-over. A tenure with a doubtful date (? or %) is certain on no day.
-- facts: {a.name} holds {a.title} {a.span} and again {b.span}
-- remedy: end {a.appointment} when {b.appointment} begins, or reject one of them

-- Of two that cross, the one that may begin later does so while the other certainly lasts: a range of appointments_who.
select iif((o.start_latest, o.id) < (x.start_latest, x.id), o.id, x.id) as a,
  iif((o.start_latest, o.id) < (x.start_latest, x.id), x.id, o.id) as b
from scope
cross join appointments o indexed by appointments_who on o.role_id = scope.role_id and o.status = 'accepted'
cross join appointments x indexed by appointments_who on x.role_id = scope.role_id and x.person_id = o.person_id
  and x.status = 'accepted' and x.start_earliest >= o.start_earliest and x.start_earliest < o.end_earliest
where (o.start_earliest, o.id) < (x.start_earliest, x.id)
  and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
  and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
  and ifnull(x.start_date, '') || ifnull(x.end_date, '') not glob '*[?%]*'
