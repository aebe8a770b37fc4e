-- severity: warning
-- title: Predecessor not recorded
-- explanation: In a role with one seat a tenure begins on the day an earlier one of another person ends, or the day after. Neither is recorded as the successor of the other.
-- facts: {a.name} began as {a.title} {a.start_said}, {b.name} left {b.end_said}, and neither is said to follow the other
-- remedy: correct {a.appointment} to replace {b.appointment}

with begun as materialized (
  select a.id, a.role_id, a.person_id, a.start_earliest, date(a.start_earliest, '-1 day') as eve
  from scope join roles r on r.id = scope.role_id cross join appointments a on a.role_id = r.id
  where a.status = 'accepted' and a.person_id is not null and r.seats = 1
    and not exists (select 1 from role_seats f where f.role_id = r.id)
    and a.replaces_id is null and a.start_earliest = a.start_latest
), followed as materialized (
  select x.id as a, (
    select b.id from appointments b
    where b.role_id = x.role_id and b.status = 'accepted' and b.person_id <> x.person_id
      and b.start_earliest < x.start_earliest
      and b.end_earliest = b.end_latest and b.end_latest in (x.start_earliest, x.eve)
      and b.start_latest < x.start_earliest and b.replaces_id is not x.id
    order by b.kind desc, b.end_latest desc, b.id limit 1) as b
  from begun x
)
select a, b from followed where b is not null
