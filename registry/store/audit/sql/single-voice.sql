-- severity: information
-- title: Several sources, but not independent
-- explanation: All sources of an accepted tenure or a recorded vacancy go back to one report: they repeat each other or a third source, have the same publisher, or are on the same site and name no publisher. Retracted sources are not counted.
-- facts: the {sources} sources of {a.name} as {a.title} {a.span} are one voice
-- remedy: cite an independent source, or record who published each with `registry source edit SOURCE --publisher …`

with recursive
cited (a, source) as materialized (
  select distinct a.id, c.source_id
  from scope join appointments a using (role_id) join citations c on c.appointment_id = a.id
  where a.status = 'accepted'),
told (source, origin) as (
  select distinct source, source from cited
  union
  select t.source, s.copy_of_id from told t join sources s on s.id = t.origin where s.copy_of_id is not null),
origins (source, origin, publisher, host) as materialized (
  select t.source, t.origin, publisher_key(s.publisher), host_key(s.url_key)
  from told t join sources s on s.id = t.origin),
standing (a, source) as materialized (
  select a, source from cited
  where source not in (
    select t.source from told t join sources s on s.id = t.origin where s.retracted is not null)),
several (a, first, sources) as materialized (
  select a, min(source), count(*) from standing group by a having count(*) > 1),
-- Within each tenure: one publisher may have thousands of sources.
heard (a, source) as (
  select a, first from several
  union
  select h.a, o.source
  from heard h join standing o on o.a = h.a
  join origins x on x.source = h.source join origins y on y.source = o.source
  where x.origin = y.origin or x.publisher = y.publisher
    or (x.host = y.host and (x.publisher is null or y.publisher is null)))
select a, v.sources from several v join (select a, count(*) as sources from heard group by a) h using (a)
where h.sources = v.sources
