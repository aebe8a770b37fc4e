-- The rows of organization_parents and role_incompatibilities with all their versions, under the ids, changes and
-- times that they had. The twins are copied before anything keeps history of them (0008_history.sql).

insert into organization_relations
  (id, organization_id, kind, other_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest,
   change_id, recorded_from)
select id, organization_id, 'part of', parent_id, start_date, iif(start_date is null, '0001-01-01', start_earliest),
  iif(start_date is null, '0001-01-01', start_latest), end_date, iif(end_date is null, '9999-12-31', end_earliest),
  iif(end_date is null, '9999-12-31', end_latest), change_id, recorded_from
from organization_parents;
insert into organization_relations_history
  (history_id, id, organization_id, kind, other_id, status, start_date, start_earliest, start_latest, end_date,
   end_earliest, end_latest, change_id, recorded_from, recorded_to, superseded_by)
select history_id, id, organization_id, 'part of', parent_id, 'accepted', start_date,
  iif(start_date is null, '0001-01-01', start_earliest), iif(start_date is null, '0001-01-01', start_latest), end_date,
  iif(end_date is null, '9999-12-31', end_earliest), iif(end_date is null, '9999-12-31', end_latest), change_id,
  recorded_from, recorded_to, superseded_by
from organization_parents_history;

insert into role_relations (id, role_id, kind, other_id, change_id, recorded_from)
select id, role_id, 'excludes', other_id, change_id, recorded_from from role_incompatibilities;
insert into role_relations_history
  (history_id, id, role_id, kind, other_id, status, start_earliest, start_latest, end_earliest, end_latest, change_id,
   recorded_from, recorded_to, superseded_by)
select history_id, id, role_id, 'excludes', other_id, 'accepted', '0001-01-01', '0001-01-01', '9999-12-31',
  '9999-12-31', change_id, recorded_from, recorded_to, superseded_by
from role_incompatibilities_history;

-- What other programs wrote is listed under the table in which it is now.
drop trigger outside_writes_are_not_edited;
update outside_writes set table_name = 'organization_relations' where table_name = 'organization_parents';
update outside_writes set table_name = 'organization_relations_history'
where table_name = 'organization_parents_history';
update outside_writes set table_name = 'role_relations' where table_name = 'role_incompatibilities';
update outside_writes set table_name = 'role_relations_history' where table_name = 'role_incompatibilities_history';
create trigger outside_writes_are_not_edited before update on outside_writes
when old.seal_id is not null or new.seal_id is null or new.id is not old.id or new.table_name is not old.table_name
  or new.row_id is not old.row_id or new.recorded_at is not old.recorded_at begin
  select raise(abort, 'guard: history cannot be changed');
end;

drop table organization_parents;
drop table organization_parents_history;
drop table role_incompatibilities;
drop table role_incompatibilities_history;

create view organization_parents as
  select id, organization_id, other_id as parent_id, start_date, start_earliest, start_latest,
    end_date, end_earliest, end_latest, change_id, recorded_from
  from organization_relations where kind = 'part of' and status = 'accepted';
create view role_incompatibilities as
  select id, role_id, other_id, change_id, recorded_from
  from role_relations where kind = 'excludes' and status = 'accepted';
