-- severity: error
-- title: The same person twice in one role
-- explanation: Two accepted tenures of one person in one role, of whatever kind, certainly overlap by more than the day of a hand-over. A tenure with a doubtful date (? or %) is certain on no day.
-- facts: {a.name} holds {a.title} {a.span} and again {b.span}
-- remedy: end {a.appointment} when {b.appointment} begins, or reject one of them

-- Whoever has two that can cross: of a committee of thousands nearly nobody, and to compare everybody with all whose
-- tenures lie in the same years would take as long as they are many.
with ordered as (
  select o.role_id, o.person_id, o.start_earliest, max(o.end_earliest) over (
    partition by o.role_id, o.person_id order by o.start_earliest rows between unbounded preceding and 1 preceding
  ) as reached
  from scope
  cross join appointments o indexed by appointments_who on o.role_id = scope.role_id and o.status = 'accepted'
  where o.person_id is not null
),
crossing as materialized (select distinct role_id, person_id from ordered where reached > start_earliest)
-- Of two that cross, the one that may begin later does so while the other certainly lasts: a range of appointments_who.
select iif((o.start_latest, o.id) < (x.start_latest, x.id), o.id, x.id) as a,
  iif((o.start_latest, o.id) < (x.start_latest, x.id), x.id, o.id) as b
from crossing
cross join appointments o indexed by appointments_person on o.person_id = crossing.person_id
  and o.role_id = crossing.role_id and o.status = 'accepted'
cross join appointments x indexed by appointments_who on x.role_id = crossing.role_id and x.person_id = o.person_id
  and x.status = 'accepted' and x.start_earliest >= o.start_earliest and x.start_earliest < o.end_earliest
where (o.start_earliest, o.id) < (x.start_earliest, x.id)
  and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
  and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
  and ifnull(x.start_date, '') || ifnull(x.end_date, '') not glob '*[?%]*'
