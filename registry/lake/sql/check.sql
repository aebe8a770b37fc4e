-- What cannot be true: more holders than seats (clash), in office after death, in a role that did not exist. {today}:
-- an open tenure is counted up to this day. The rules are those of `registry check` with these names, by the days as
-- they are recorded. Roles in which seats cannot have run out are left out by one pass over the days, sorted by role;
-- only the others are compared in pairs.
with accepted as (
  select t.id, t.role_id, t.part, t.kind, t.appointment, t.role, t.person, t.person_id, t.start_date, t.end_date,
    t.recorded_start_earliest as start_earliest, t.recorded_start_latest as start_latest,
    t.recorded_end_earliest as end_earliest, t.recorded_end_latest as end_latest, t.doubted
  from tenures t
  where t.status = 'accepted'
),
-- With a doubtful date a tenure is certain on no day, and crowds nobody.
sure as (
  select * from accepted where not doubted
),
-- One more from the start, one less from the end of a tenure that certainly lasts; another only looks.
days as (
  select role_id, kind, start_latest as day, case when start_latest < end_earliest then 1 else 0 end as step,
    case when start_latest < end_earliest then 0 else 1 end as one_more
  from sure
  union all
  select role_id, kind, end_earliest, -1, 0
  from sure
  where start_latest < end_earliest
),
running as (
  select role_id, kind, day, step, one_more, sum(step) over (partition by role_id, kind order by day) as there
  from days
),
crowded as (
  select distinct r.role_id, r.kind
  from running r
  join seats s on s.role_id = r.role_id and s.first_day <= r.day and s.last_day >= r.day
  where r.step >= 0 and r.there + r.one_more > s.seats
),
seat_changes as (
  select role_id, count(*) as number, max(seats) as seats from seats group by role_id
),
near as (
  select a.*, c.number = 1 and c.seats = 1 as single
  from sure a
  join crowded d on d.role_id = a.role_id and d.kind = a.kind
  join seat_changes c on c.role_id = a.role_id
),
one_seat as (
  select case when (o.start_latest > x.start_latest or (o.start_latest = x.start_latest and o.id > x.id))
      then o.id else x.id end as a,
    case when (o.start_latest > x.start_latest or (o.start_latest = x.start_latest and o.id > x.id))
      then x.id else o.id end as b
  from near o
  join near x on x.role_id = o.role_id and x.kind = o.kind
  where o.single and o.id < x.id and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
),
beside as (
  select x.id, x.role_id, max(case when x.start_latest < x.end_earliest then 0 else 1 end) as one_more,
    sum(case
      when o.start_latest >= o.end_earliest then 0
      when x.start_latest < x.end_earliest
        then case when o.start_latest <= x.start_latest and x.start_latest < o.end_earliest then 1 else 0 end
      when o.start_latest < x.end_earliest and x.start_latest < o.end_earliest then 1
      else 0
    end) as others
  from near x
  join near o on o.role_id = x.role_id and o.kind = x.kind
  where not x.single
  group by x.id, x.role_id
),
too_many as (
  select b.id
  from beside b
  join near x on x.id = b.id
  join seats s on s.role_id = x.role_id and s.first_day <= x.start_latest and s.last_day >= x.start_latest
  where b.others + b.one_more > s.seats
),
latest_there as (
  select x.id as a, o.id as b,
    row_number() over (partition by x.id order by o.start_latest desc, o.id desc) as place
  from too_many m
  join near x on x.id = m.id
  left join near o on o.role_id = x.role_id and o.kind = x.kind and o.id <> x.id
    and o.start_latest <= x.start_latest and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
),
found as (
  select 'clash' as rule, a, b, cast(null as string) as date_text from one_seat
  union all
  select 'clash', a, b, cast(null as string) from latest_there where place = 1
  union all
  select 'after-death', t.id, cast(null as bigint), p.death_date
  from accepted t
  join people p on p.id = t.person_id
  where p.death_date is not null and t.end_earliest > p.death_latest
    and p.death_date not like '%?%' and position('%' in p.death_date) = 0
  union all
  select 'outside-role', t.id, cast(null as bigint), concat(coalesce(r.began, '..'), '/', coalesce(r.own_end, '..'))
  from accepted t
  join roles r on r.id = t.role_id
  where (r.began is not null and r.began not like '%?%' and position('%' in r.began) = 0
      and t.start_latest < r.inception_earliest)
    or (r.own_end is not null and r.own_end not like '%?%' and position('%' in r.own_end) = 0
      and (case when t.end_date is null then {today} else t.end_earliest end) > r.abolition_latest)
)
select f.rule, x.role, x.appointment, x.person, y.appointment as other_appointment, y.person as other_person,
  f.date_text, x.kind, x.start_date, x.end_date, y.start_date as other_start_date, y.end_date as other_end_date
from found f
join accepted x on x.id = f.a
left join accepted y on y.id = f.b
order by f.rule, x.role, x.appointment, y.appointment
