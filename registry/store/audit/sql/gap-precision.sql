-- severity: warning
-- title: Possibly a role without a holder
-- explanation: The dates of two tenures allow days without a holder in a role marked continuous, but do not prove them. The later tenure is not recorded as a direct succession.
-- facts: between {b.name} ({b.span}) and {a.name} ({a.span}), {a.title} may have had no holder
-- remedy: give the dates more exactly, or record which tenure {a.appointment} replaces

with swept as (
  select a.id, a.role_id, a.start_earliest, a.start_latest, a.replaces_id,
    max(a.end_latest) over latest as reached,
    max(a.end_earliest) over latest as surely_reached
  from scope join appointments a using (role_id) join roles r on r.id = a.role_id
  where a.status = 'accepted' and a.person_id is not null and r.continuous
  window latest as (
    partition by a.role_id order by a.start_earliest, a.id rows between unbounded preceding and 1 preceding)
)
select x.id as a, (
  select b.id from appointments b
  where b.role_id = x.role_id and b.status = 'accepted' and b.person_id is not null and b.end_latest = x.reached
    and (b.start_earliest, b.id) < (x.start_earliest, x.id)
  order by b.id limit 1) as b
from swept x
where x.replaces_id is null
  and date(x.surely_reached, '+1 day') < x.start_latest
  -- Somebody who is sorted in later, as the start is told more exactly, may surely have been there meanwhile.
  and not exists (
    select 1 from appointments v
    where v.role_id = x.role_id and v.status = 'accepted' and v.person_id is not null
      and v.start_latest <= date(x.surely_reached, '+1 day') and v.end_earliest >= date(x.start_latest, '-1 day'))
  and (x.reached = '9999-12-31' or date(x.reached, '+1 day') >= x.start_earliest)
