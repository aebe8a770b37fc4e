-- The view as of version 3: what a retracted source shows or says is no evidence.

drop view tenures;

-- An appointment with its names, its evidence and the bounds of its neighbours, as the answers need them.
-- previous_end_*, next_start_*: when the direct predecessor left (one still open: any day from its start on) and
-- the direct successor began. first_observed, last_observed: days on which a source shows the person in office,
-- but for those that the dates rule out.
-- last_confirmed: the newest day on which a source speaks of it (the day observed, else the day published).
-- A retracted source counts for none of them.
create view tenures as
  select
    a.id, a.slug as appointment,
    a.person_id,
    (select slug from people where id = a.person_id) as person,
    (select name from people where id = a.person_id) as name,
    a.role_id,
    (select slug from roles where id = a.role_id) as role,
    (select title from roles where id = a.role_id) as title,
    (select (select slug from organizations where id = r.organization_id) from roles r
      where r.id = a.role_id) as organization,
    (select (select name from organizations where id = r.organization_id) from roles r
      where r.id = a.role_id) as organization_name,
    a.kind, a.status,
    a.start_date, a.start_earliest, a.start_latest,
    a.end_date, a.end_earliest, a.end_latest,
    a.rank, a.how, a.end_reason, a.note,
    a.replaces_id,
    (select iif(p.end_date is null, p.start_earliest, p.end_earliest) from appointments p
      where p.id = a.replaces_id and p.status = 'accepted') as previous_end_earliest,
    (select p.end_latest from appointments p
      where p.id = a.replaces_id and p.status = 'accepted') as previous_end_latest,
    (select s.start_earliest from appointments s
      where s.replaces_id = a.id and s.status = 'accepted' order by 1 desc limit 1) as next_start_earliest,
    (select s.start_latest from appointments s
      where s.replaces_id = a.id and s.status = 'accepted' order by 1 limit 1) as next_start_latest,
    (select c.observed from citations c
      where c.appointment_id = a.id and c.observed between a.start_earliest and a.end_latest
        and (select retracted from sources where id = c.source_id) is null
      order by 1 limit 1) as first_observed,
    (select c.observed from citations c
      where c.appointment_id = a.id and c.observed between a.start_earliest and a.end_latest
        and (select retracted from sources where id = c.source_id) is null
      order by 1 desc limit 1) as last_observed,
    (select coalesce(c.observed, (select published_earliest from sources where id = c.source_id)) as seen
      from citations c
      where c.appointment_id = a.id and (select retracted from sources where id = c.source_id) is null
      order by seen desc limit 1) as last_confirmed
  from appointments a;
