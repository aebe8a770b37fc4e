-- severity: error
-- title: More holders than seats
-- explanation: A role has more accepted holders of one kind at a time than seats, for longer than the day of a hand-over. Recorded vacancies count as holders. A tenure with a doubtful date (? or %) is certain on no day. The database refuses this; the rule finds what was forced in.
-- facts: {a.name} holds {a.title} {a.span}, and {b.name} {b.span}
-- remedy: correct the start of {a.appointment} or the end of {b.appointment}, or mark one of them as disputed

-- One seat: of two that cross, the one that may begin later does so while the other certainly lasts.
select iif((o.start_latest, o.id) < (x.start_latest, x.id), x.id, o.id) as a,
  iif((o.start_latest, o.id) < (x.start_latest, x.id), o.id, x.id) as b
from scope join roles r on r.id = scope.role_id
cross join appointments o on o.role_id = r.id and o.status = 'accepted'
cross join appointments x on x.role_id = r.id and x.kind = o.kind and x.status = 'accepted'
  and x.start_earliest >= o.start_earliest and x.start_earliest < o.end_earliest
where r.seats = 1 and not exists (select 1 from role_seats f where f.role_id = r.id)
  and (o.start_earliest, o.id) < (x.start_earliest, x.id)
  and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
  and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
  and ifnull(x.start_date, '') || ifnull(x.end_date, '') not glob '*[?%]*'
union all
-- More seats: each tenure at whose start they are too few, with the one there who came last before it. The view
-- `crowded` says the same, but SQLite would compute it for every role.
select x.id, (
  select o.id from appointments o
  where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted' and o.id <> x.id
    and o.start_latest <= x.start_latest
    and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
    and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
  order by o.start_latest desc, o.id desc limit 1)
from (
  select a.id, a.role_id, a.kind, a.start_date, a.start_latest, a.end_date, a.end_earliest, iif(
    exists (select 1 from role_seats f where f.role_id = r.id and f.since <= a.start_latest),
    (select f.seats from role_seats f where f.role_id = r.id and f.since <= a.start_latest order by f.since desc limit 1),
    r.seats) as seats
  from scope join roles r on r.id = scope.role_id
  cross join appointments a on a.role_id = r.id
  where a.status = 'accepted'
    and ((r.seats is not null and r.seats <> 1) or exists (select 1 from role_seats f where f.role_id = r.id))
) x
where x.seats is not null and x.seats < case
  when x.start_latest < x.end_earliest then (
    select count(*) from appointments o
    where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted' and o.start_latest < o.end_earliest
      and o.start_earliest <= x.start_latest and o.start_latest <= x.start_latest and x.start_latest < o.end_earliest
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*')
  else 1 + (
    select count(*) from appointments o
    where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted' and o.start_latest < o.end_earliest
      and o.start_earliest < x.end_earliest and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*')
  end
  and ifnull(x.start_date, '') || ifnull(x.end_date, '') not glob '*[?%]*'
