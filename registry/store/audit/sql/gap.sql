-- severity: warning
-- title: A role without a holder
-- explanation: A role marked continuous certainly has no holder, substantive or acting, between two tenures. No recorded vacancy covers those days.
-- facts: nobody is recorded as {a.title} from {first} to {last}, between {b.name} and {a.name}
-- remedy: record who held it with `registry appoint`, or `registry vacant {a.role} --from {first} --to {last}`

with swept as (
  select a.id, a.role_id, a.start_earliest,
    max(a.end_latest) over (
      partition by a.role_id order by a.start_earliest, a.id
      rows between unbounded preceding and 1 preceding) as reached
  from scope join appointments a using (role_id) join roles r on r.id = a.role_id
  where a.status = 'accepted' and a.person_id is not null and r.continuous
)
select x.id as a, (
  select b.id from appointments b
  where b.role_id = x.role_id and b.status = 'accepted' and b.person_id is not null and b.end_latest = x.reached
  order by b.id limit 1) as b,
  date(x.reached, '+1 day') as first, date(x.start_earliest, '-1 day') as last
from swept x
where date(x.reached, '+1 day') < x.start_earliest
  and not exists (
    select 1 from appointments v
    where v.role_id = x.role_id and v.status = 'accepted' and v.person_id is null
      and v.start_earliest <= date(x.reached, '+1 day') and v.end_latest >= date(x.start_earliest, '-1 day'))
