-- Who held each role of {roles} on {day}, how certainly, and what the answer for the role is. One row for each holder
-- and each recorded vacancy; where {empty}, one for each role without any, too. {tenures} is what the tenures of these
-- roles have in common, so that only their partitions are read; {everyone}: the merely possible although the seats are
-- filled. The rules are those of docs/dates.md; the windows of days in the tables hold what neighbours, evidence and
-- the ends of lives tell.
with asked as (
  select r.id, r.slug, r.title, r.organization_id, r.organization, r.organization_name, s.seats,
    r.life_from <= {day} and r.life_to >= {day} as existed
  from roles r
  join seats s on s.role_id = r.id and s.first_day <= {day} and s.last_day >= {day}
  where {roles}
),
-- Every tenure that is possible on the day. A recorded vacancy stands for itself.
candidates as (
  select t.role_id, t.id, coalesce(t.person_id, -t.id) as holder, t.person_id,
    t.appointment, t.person, t.name, t.kind, t.start_date, t.end_date, t.rank, t.replaces_id, t.last_confirmed,
    t.start_earliest, t.start_latest, t.possible_from, t.possible_to, a.seats,
    t.start_earliest = {day} and t.start_latest = {day} as starts,
    t.end_earliest = {day} and t.end_latest = {day} as ends,
    case
      when t.certain_from <= {day} and t.certain_to >= {day} then 0
      when t.presumed_from <= {day} and t.presumed_to >= {day} then 1
      else 2
    end as certainty
  from tenures t
  join asked a on a.id = t.role_id
  where {tenures} and t.possible_from <= {day} and t.possible_to >= {day} and a.existed
),
-- Rank, absence and cover on the day, of those who have any by date.
daily as (
  select role_id, person_id, rank, absence, absent_why, stands_in_for, stands_in_for_name
  from holder_days t
  where {tenures} and first_day <= {day} and last_day >= {day}
),
named as (
  select noun, id, name from names_then where first_day <= {day} and last_day >= {day}
),
-- Terms that directly succeed each other, as one.
joined as (
  select role_id, person_id as holder, kind, across_kinds,
    case
      when certain_from <= {day} and certain_to >= {day} then 0
      when presumed_from <= {day} and presumed_to >= {day} then 1
      else 2
    end as certainty
  from joined_terms t
  where {tenures} and valid_from <= {day} and valid_to >= {day} and not (longer_from <= {day} and longer_to >= {day})
),
joined_best as (
  select role_id, holder, min(certainty) as certainty
  from joined
  where across_kinds
  group by role_id, holder
),
weighed as (
  select c.*, min(c.certainty) over (partition by c.role_id, c.holder) as surest
  from candidates c
),
-- Of somebody with a term that is sure, only such terms.
terms as (
  select w.*, least(w.surest, coalesce(j.certainty, 2)) as best,
    count(*) over (partition by w.role_id, w.holder) as number
  from weighed w
  left join joined_best j on j.role_id = w.role_id and j.holder = w.holder
  where w.certainty <= 1 or w.surest = 2
),
-- Persons fill seats, not tenures, each kind its own; on the day of a hand-over two have one seat.
sitting as (
  select role_id, kind, holder from terms where certainty <= 1
  union
  select t.role_id, j.kind, j.holder
  from joined j
  join terms t on t.role_id = j.role_id and t.holder = j.holder
  where not j.across_kinds and j.certainty <= 1 and t.surest = 2
),
filled as (
  select role_id, kind, count(*) as persons from sitting group by role_id, kind
),
handed_over as (
  select a.role_id, a.kind, count(*) as seats
  from terms a
  join terms b on b.role_id = a.role_id and b.id = a.replaces_id and b.kind = a.kind
  where a.holder <> b.holder and a.starts and a.certainty <= 1 and b.ends
  group by a.role_id, a.kind
),
-- The merely possible only while a seat is free.
seated as (
  select t.*
  from terms t
  left join filled f on f.role_id = t.role_id and f.kind = t.kind
  left join handed_over h on h.role_id = t.role_id and h.kind = t.kind
  where {everyone} or t.seats is null or t.certainty <= 1 or (t.best <= 1 and t.number > 1)
    or coalesce(f.persons, 0) - coalesce(h.seats, 0) < t.seats
),
placed as (
  select s.*,
    row_number() over (partition by s.role_id, s.holder order by s.possible_from, s.possible_to, s.id) as place,
    row_number() over (
      partition by s.role_id, s.holder order by s.possible_from desc, s.possible_to desc, s.id desc) as newest,
    lag(s.kind) over (partition by s.role_id, s.holder order by s.possible_from, s.possible_to, s.id) as kind_before,
    min(case when s.starts then 1 else 0 end) over (partition by s.role_id, s.holder, s.kind) = 1 as comes,
    min(case when s.ends then 1 else 0 end) over (partition by s.role_id, s.holder, s.kind) = 1 as leaves,
    o.id is not null as of_own
  from seated s
  left join seated o on o.role_id = s.role_id and o.holder = s.holder and o.id = s.replaces_id
),
-- Who hands over and who takes over on the day.
direct as (
  select c.role_id, c.holder as comer, l.holder as leaver
  from placed c
  join placed l on l.role_id = c.role_id and l.id = c.replaces_id
  where c.comes and l.leaves and c.holder <> l.holder and c.person_id is not null and l.person_id is not null
),
comers as (
  select distinct role_id, comer as holder from direct
),
leavers as (
  select distinct role_id, leaver as holder from direct
),
persons as (
  select role_id, holder, max(seats) as seats, max(last_confirmed) as last_confirmed, min(best) as best,
    max(case when comes and person_id is not null then 1 else 0 end) as comes,
    max(case when leaves and person_id is not null then 1 else 0 end) as leaves,
    min(case when starts then 1 else 0 end) as all_start,
    min(case when ends then 1 else 0 end) as all_end,
    case when max(person_id) is null then 0 else 1 end as held
  from placed
  group by role_id, holder
),
counted as (
  select p.*,
    sum(comes) over (partition by role_id) as coming,
    sum(leaves) over (partition by role_id) as leaving,
    max(case when held = 1 and best <= 1 then 1 else 0 end) over (partition by role_id) as surely_held,
    max(held) over (partition by role_id) as any_held,
    sum(case when held = 0 and best <= 1 then 1 else 0 end) over (partition by role_id) as vacant
  from persons p
),
answered as (
  select c.*,
    case
      when c.leaves = 1 and c.all_end = 1
        and (case when c.seats = 1 then c.coming - c.comes > 0 else l.holder is not null end) then 'outgoing'
      when c.comes = 1 and c.all_start = 1
        and (case when c.seats = 1 then c.leaving - c.leaves > 0 else m.holder is not null end) then 'incoming'
    end as handover
  from counted c
  left join comers m on m.role_id = c.role_id and m.holder = c.holder
  left join leavers l on l.role_id = c.role_id and l.holder = c.holder
)
select a.id as role_id, a.slug as role, a.title, a.organization, a.organization_name, a.seats,
  case
    when not a.existed then 'role did not exist'
    when h.surely_held = 1 then 'held'
    when h.vacant > 0 and (h.any_held = 0 or h.vacant >= a.seats) then 'vacant'
    when h.any_held = 1 then 'possibly held'
    else 'nobody recorded'
  end as answer,
  n.person, n.name, n.appointment, n.kind,
  case h.best when 0 then 'certain' when 1 then 'presumed' when 2 then 'possible' end as certainty,
  h.handover, n.start_date, n.end_date, case when d.role_id is null then n.rank else d.rank end as rank,
  h.last_confirmed,
  case
    when n.place = 1 then null
    when n.kind_before <> n.kind then concat(n.kind_before, ', then ', n.kind)
    when n.replaces_id is not null and not n.of_own then 'moved to another seat'
    else 're-appointed'
  end as change,
  d.absence, d.absent_why, d.stands_in_for, d.stands_in_for_name,
  title.name as title_then, body.name as organization_then, bearer.name as name_then
from asked a
left join answered h on h.role_id = a.id
left join placed n on n.role_id = h.role_id and n.holder = h.holder and n.newest = 1
left join placed f on f.role_id = h.role_id and f.holder = h.holder and f.place = 1
left join daily d on d.role_id = h.role_id and d.person_id = h.holder
left join named title on title.noun = 'role' and title.id = a.id
left join named body on body.noun = 'organization' and body.id = a.organization_id
left join named bearer on bearer.noun = 'person' and bearer.id = h.holder
where {empty} or h.holder is not null
order by a.organization_name, a.title, a.slug, h.best, f.possible_from, f.possible_to,
  coalesce(n.name, 'nobody (vacant)'), n.id
