-- severity: warning
-- title: Seen in office during the predecessor's or successor's time
-- explanation: A source that is not retracted shows somebody in office on a day when the direct predecessor was certainly still in office or the direct successor had certainly begun; or both were seen in the wrong order. Answers follow the dates. Doubtful dates and the day of the hand-over are not counted.
-- facts: {a.name}, {a.title} {a.span}, was seen in office on {seen}; {b.name}, who {side}, held it {b.span}
-- remedy: check {source} and the dates of both; correct one of them (`registry correct {a.appointment}`, `registry correct {b.appointment}`), or record that neither replaces the other

with seen as materialized (
  select c.appointment_id, c.observed, s.slug from citations c join sources s on s.id = c.source_id
  where c.observed is not null and s.retracted is null
), linked as materialized (
  select a.id as later, b.id as earlier, a.start_earliest, a.start_latest, a.end_latest as later_end,
    b.end_earliest, b.end_latest, b.start_earliest as earlier_start,
    coalesce(a.start_date, '') glob '*[?%]*' as start_doubted,
    coalesce(b.end_date, '') glob '*[?%]*' or b.end_date is null as end_doubted
  from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id and b.role_id = a.role_id
  where a.status = 'accepted' and b.status = 'accepted'
    and (a.id in (select appointment_id from seen) or b.id in (select appointment_id from seen))
)
select l.later as a, l.earlier as b, s.observed as seen, s.slug as source, 'was replaced' as side
from linked l join seen s on s.appointment_id = l.later
where not l.end_doubted and s.observed < l.end_earliest
  or s.observed < (select max(o.observed) from seen o where o.appointment_id = l.earlier and o.observed <= l.end_latest)
union
select l.earlier, l.later, s.observed, s.slug, 'came after'
from linked l join seen s on s.appointment_id = l.earlier
where not l.start_doubted and s.observed > l.start_latest
