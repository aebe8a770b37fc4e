-- severity: warning
-- title: Only retracted sources
-- explanation: Every source of an accepted tenure or a recorded vacancy was retracted, or repeats one that was.
-- facts: {a.name} as {a.title} {a.span} rests on what was retracted: {sources}
-- remedy: cite a source that is not retracted, or `registry correct {a.appointment} --status disputed --because "its source was retracted"`

with recursive fallen (id) as (
  select id from sources where retracted is not null
  union
  select s.id from fallen f join sources s on s.copy_of_id = f.id)
select a.id as a, (
  select group_concat(slug, ', ') from (
    select distinct s.slug from citations c join sources s on s.id = c.source_id
    where c.appointment_id = a.id order by 1)) as sources
from scope join appointments a using (role_id)
where a.status = 'accepted'
  and a.id in (select appointment_id from citations where source_id in (select id from fallen))
  and not exists (
    select 1 from citations c where c.appointment_id = a.id and c.source_id not in (select id from fallen))
