-- Who entered and who left from {first} to {last}, both inclusive, in {tenures}; in order of time, who left before who
-- came. A movement whose days may lie outside is possible.
with movements as (
  select t.*, t.start_date as day_text, t.entered_earliest as earliest, t.entered_latest as latest,
    t.entered_inferred as inferred, t.entered_doubted as is_doubted, t.entered_as as movement,
    t.entered_how as how_it_began, cast(null as string) as why_it_ended, 1 as begins
  from tenures t
  where {tenures} and t.entered_earliest <= {last} and t.entered_latest >= {first}
  union all
  select t.*, t.end_date, t.left_earliest, t.left_latest, t.left_inferred, t.left_doubted, t.left_as,
    cast(null as string), t.left_reason, 0
  from tenures t
  where {tenures} and t.left_earliest <= {last} and t.left_latest >= {first}
)
select m.appointment, m.day_text, m.earliest, m.latest, m.inferred,
  case when m.earliest >= {first} and m.latest <= {last} and not m.is_doubted then 'certain' else 'possible' end
    as certainty,
  m.movement, m.person, m.name, m.role, m.title, m.organization, m.organization_name, m.kind, m.status, m.rank,
  m.how_it_began, m.why_it_ended,
  case when m.begins = 1 then m.replaces end as replaces,
  case when m.begins = 1 then m.replaces_name end as replaces_name
from movements m
order by m.earliest, m.latest, m.title, m.role, m.begins, coalesce(m.name, 'nobody (vacant)'), m.id
