-- The tenures of one person, or in one role ({tenures}): consecutive terms as one, as the answers of the registry join them; on {day}
-- only those that may have been held then. A bound that is open on its side is 0001-01-01 or 9999-12-31.
with terms as (
  select t.*,
    row_number() over (partition by t.spell_id order by t.spell_place desc) as newest,
    row_number() over (partition by t.spell_id order by t.end_latest desc, t.end_earliest desc) as ends_last,
    count(*) over (partition by t.spell_id) as number,
    max(t.last_confirmed) over (partition by t.spell_id) as confirmed
  from tenures t
  where {tenures}
)
select f.appointment, f.role, f.title, f.organization, f.organization_name, f.person, f.name, f.kind, f.status,
  f.start_date, n.end_date, f.start_earliest, l.end_latest as end_latest,
  case when f.number = 1 then f.start_latest else least(f.start_latest, l.end_latest) end as start_latest,
  case when f.number = 1 then f.end_earliest else greatest(l.end_earliest, f.start_earliest) end as end_earliest,
  n.open, n.end_reason, f.how, n.ended_by, n.ended_by_date, f.number as terms, f.confirmed as last_confirmed
from terms f
join terms n on n.spell_id = f.spell_id and n.newest = 1
join terms l on l.spell_id = f.spell_id and l.ends_last = 1
where f.spell_place = 0
  and exists (
    select 1 from terms o where o.spell_id = f.spell_id and o.possible_from <= {last} and o.possible_to >= {first})
order by f.start_earliest, f.start_latest, f.end_earliest, f.end_latest, f.id
