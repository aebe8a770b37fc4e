-- Every name under which something can be found, folded. context: further words that single a role out.
create view person_keys as
  select id, name_key as key, '' as context from people
  union all
  select person_id, name_key, '' from person_names;

create view organization_keys as
  select id, name_key as key, '' as context from organizations
  union all
  select organization_id, name_key, '' from organization_names;

create view role_keys as
  select r.id, r.name_key as key, o.name_key as context
  from roles r join organizations o on o.id = r.organization_id
  union all
  select n.role_id, n.name_key, o.name_key
  from role_names n join roles r on r.id = n.role_id join organizations o on o.id = r.organization_id;

-- An appointment with its names, its evidence and the bounds of its neighbours, as the answers need them.
-- previous_end_*, next_start_*: when the direct predecessor left (one still open: any day from its start on) and
-- the direct successor began. first_observed, last_observed: days on which a source shows the person in office,
-- but for those that the dates rule out.
-- last_confirmed: the newest day on which a source speaks of it (the day observed, else the day published).
create view tenures as
  select
    a.id, a.slug as appointment,
    a.person_id, p.slug as person, p.name,
    a.role_id, r.slug as role, r.title,
    o.slug as organization, o.name as organization_name,
    a.kind, a.status,
    a.start_date, a.start_earliest, a.start_latest,
    a.end_date, a.end_earliest, a.end_latest,
    a.rank, a.how, a.end_reason, a.note,
    a.replaces_id,
    iif(before.end_date is null, before.start_earliest, before.end_earliest) as previous_end_earliest,
    before.end_latest as previous_end_latest,
    (select max(s.start_earliest) from appointments s
      where s.replaces_id = a.id and s.status = 'accepted') as next_start_earliest,
    (select min(s.start_latest) from appointments s
      where s.replaces_id = a.id and s.status = 'accepted') as next_start_latest,
    (select min(c.observed) from citations c
      where c.appointment_id = a.id and c.observed between a.start_earliest and a.end_latest) as first_observed,
    (select max(c.observed) from citations c
      where c.appointment_id = a.id and c.observed between a.start_earliest and a.end_latest) as last_observed,
    (select max(coalesce(c.observed, s.published_earliest))
      from citations c join sources s on s.id = c.source_id
      where c.appointment_id = a.id) as last_confirmed
  from appointments a
  left join people p on p.id = a.person_id
  join roles r on r.id = a.role_id
  join organizations o on o.id = r.organization_id
  left join appointments before on before.id = a.replaces_id and before.status = 'accepted';

-- Moments at which more people and recorded vacancies certainly hold a role than it has seats. Always empty:
-- the guards refuse whatever would put a row here. Two tenures that share no more than the day of a hand-over
-- do not crowd each other, so a tenure counts from its start up to, not including, its end; one with no such
-- span (a single day, or start and end known only to lie in one window) crowds those that reach beyond it on
-- both sides. For one seat this is exactly: a.start_latest < b.end_earliest and b.start_latest < a.end_earliest.
-- A moment is the start of a tenure (its id is in `id`) or a day on which the number of seats changes (id null).
create view crowded as
  select x.id, x.role_id, x.kind, x.start_latest, x.end_earliest
  from appointments x
  join roles r on r.id = x.role_id
  where x.status = 'accepted'
    -- Of unlimited roles nothing is counted: a committee of thousands would be counted for each member.
    and (r.seats is not null or exists (select 1 from role_seats f where f.role_id = x.role_id))
    and coalesce(
      (select f.seats is null from role_seats f where f.role_id = x.role_id and f.since <= x.start_latest
        order by f.since desc limit 1), r.seats is null) = 0
    and coalesce(
      (select f.seats from role_seats f where f.role_id = x.role_id and f.since <= x.start_latest
        order by f.since desc limit 1), r.seats) < case
      when x.start_latest < x.end_earliest then (
        select count(*) from appointments o
        where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted'
          and o.start_latest < o.end_earliest
          and o.start_latest <= x.start_latest and x.start_latest < o.end_earliest)
      else 1 + (
        select count(*) from appointments o
        where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted'
          and o.start_latest < o.end_earliest
          and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest)
    end
  union all
  select null, f.role_id, k.kind, f.since, f.since
  from role_seats f
  join (select 'substantive' as kind union all select 'acting') k
  where f.seats < (
    select count(*) from appointments o
    where o.role_id = f.role_id and o.kind = k.kind and o.status = 'accepted'
      and o.start_latest <= f.since and f.since < o.end_earliest);
