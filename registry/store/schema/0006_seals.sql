-- The tables of version 6 are stamped and listed as those of version 5 are.

drop trigger datasets_keep_updated;
create trigger datasets_keep_updated after update of id, name, format, columns, ends, seats, choices on datasets
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, choices, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, old.choices, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update datasets set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger datasets_keep_deleted;
create trigger datasets_keep_deleted after delete on datasets when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, choices, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, old.choices, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger datasets_keep_their_stamp;
create trigger datasets_keep_their_stamp before update of change_id, recorded_from on datasets
when not exists (select 1 from datasets_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create index dataset_keys_change on dataset_keys (change_id);
create index dataset_keys_history_superseded on dataset_keys_history (superseded_by);
create index dataset_keys_history_change_id on dataset_keys_history (change_id);
drop trigger dataset_keys_keep_updated;
create trigger dataset_keys_keep_updated after update of id, dataset, noun, value, person_id, organization_id, role_id on dataset_keys
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into dataset_keys_history (id, dataset, noun, value, person_id, organization_id, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.dataset, old.noun, old.value, old.person_id, old.organization_id, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update dataset_keys set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger dataset_keys_keep_deleted;
create trigger dataset_keys_keep_deleted after delete on dataset_keys when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into dataset_keys_history (id, dataset, noun, value, person_id, organization_id, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.dataset, old.noun, old.value, old.person_id, old.organization_id, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger dataset_keys_keep_their_stamp;
create trigger dataset_keys_keep_their_stamp before update of change_id, recorded_from on dataset_keys
when not exists (select 1 from dataset_keys_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger dataset_keys_are_stamped before insert on dataset_keys
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger dataset_keys_history_is_stamped before insert on dataset_keys_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from dataset_keys where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger dataset_keys_written_outside after insert on dataset_keys when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('dataset_keys', new.id, new.recorded_from);
end;
create trigger dataset_keys_rewritten_outside after update of recorded_from on dataset_keys when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('dataset_keys', new.id, new.recorded_from);
end;
create trigger dataset_keys_history_written_outside after insert on dataset_keys_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('dataset_keys_history', new.history_id, new.recorded_to);
end;
create index organization_redirects_change on organization_redirects (change_id);
create index organization_redirects_history_superseded on organization_redirects_history (superseded_by);
create index organization_redirects_history_change_id on organization_redirects_history (change_id);
drop trigger organization_redirects_keep_updated;
create trigger organization_redirects_keep_updated after update of id, slug, organization_id on organization_redirects
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_redirects_history (id, slug, organization_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.organization_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update organization_redirects set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger organization_redirects_keep_deleted;
create trigger organization_redirects_keep_deleted after delete on organization_redirects when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_redirects_history (id, slug, organization_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.organization_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger organization_redirects_keep_their_stamp;
create trigger organization_redirects_keep_their_stamp before update of change_id, recorded_from on organization_redirects
when not exists (select 1 from organization_redirects_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_redirects_are_stamped before insert on organization_redirects
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger organization_redirects_history_is_stamped before insert on organization_redirects_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from organization_redirects where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger organization_redirects_written_outside after insert on organization_redirects when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_redirects', new.id, new.recorded_from);
end;
create trigger organization_redirects_rewritten_outside after update of recorded_from on organization_redirects when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_redirects', new.id, new.recorded_from);
end;
create trigger organization_redirects_history_written_outside after insert on organization_redirects_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('organization_redirects_history', new.history_id, new.recorded_to);
end;
create index role_redirects_change on role_redirects (change_id);
create index role_redirects_history_superseded on role_redirects_history (superseded_by);
create index role_redirects_history_change_id on role_redirects_history (change_id);
drop trigger role_redirects_keep_updated;
create trigger role_redirects_keep_updated after update of id, slug, role_id on role_redirects
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_redirects_history (id, slug, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update role_redirects set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger role_redirects_keep_deleted;
create trigger role_redirects_keep_deleted after delete on role_redirects when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_redirects_history (id, slug, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger role_redirects_keep_their_stamp;
create trigger role_redirects_keep_their_stamp before update of change_id, recorded_from on role_redirects
when not exists (select 1 from role_redirects_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_redirects_are_stamped before insert on role_redirects
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger role_redirects_history_is_stamped before insert on role_redirects_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from role_redirects where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger role_redirects_written_outside after insert on role_redirects when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_redirects', new.id, new.recorded_from);
end;
create trigger role_redirects_rewritten_outside after update of recorded_from on role_redirects when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_redirects', new.id, new.recorded_from);
end;
create trigger role_redirects_history_written_outside after insert on role_redirects_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('role_redirects_history', new.history_id, new.recorded_to);
end;
create index distinct_organizations_change on distinct_organizations (change_id);
create index distinct_organizations_history_superseded on distinct_organizations_history (superseded_by);
create index distinct_organizations_history_change_id on distinct_organizations_history (change_id);
drop trigger distinct_organizations_keep_updated;
create trigger distinct_organizations_keep_updated after update of id, organization_id, other_organization_id, because on distinct_organizations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_organizations_history (id, organization_id, other_organization_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.other_organization_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update distinct_organizations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger distinct_organizations_keep_deleted;
create trigger distinct_organizations_keep_deleted after delete on distinct_organizations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_organizations_history (id, organization_id, other_organization_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.other_organization_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger distinct_organizations_keep_their_stamp;
create trigger distinct_organizations_keep_their_stamp before update of change_id, recorded_from on distinct_organizations
when not exists (select 1 from distinct_organizations_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger distinct_organizations_are_stamped before insert on distinct_organizations
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger distinct_organizations_history_is_stamped before insert on distinct_organizations_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from distinct_organizations where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger distinct_organizations_written_outside after insert on distinct_organizations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('distinct_organizations', new.id, new.recorded_from);
end;
create trigger distinct_organizations_rewritten_outside after update of recorded_from on distinct_organizations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('distinct_organizations', new.id, new.recorded_from);
end;
create trigger distinct_organizations_history_written_outside after insert on distinct_organizations_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('distinct_organizations_history', new.history_id, new.recorded_to);
end;
create index distinct_roles_change on distinct_roles (change_id);
create index distinct_roles_history_superseded on distinct_roles_history (superseded_by);
create index distinct_roles_history_change_id on distinct_roles_history (change_id);
drop trigger distinct_roles_keep_updated;
create trigger distinct_roles_keep_updated after update of id, role_id, other_role_id, because on distinct_roles
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_roles_history (id, role_id, other_role_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_role_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update distinct_roles set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger distinct_roles_keep_deleted;
create trigger distinct_roles_keep_deleted after delete on distinct_roles when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_roles_history (id, role_id, other_role_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_role_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger distinct_roles_keep_their_stamp;
create trigger distinct_roles_keep_their_stamp before update of change_id, recorded_from on distinct_roles
when not exists (select 1 from distinct_roles_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger distinct_roles_are_stamped before insert on distinct_roles
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger distinct_roles_history_is_stamped before insert on distinct_roles_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from distinct_roles where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger distinct_roles_written_outside after insert on distinct_roles when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('distinct_roles', new.id, new.recorded_from);
end;
create trigger distinct_roles_rewritten_outside after update of recorded_from on distinct_roles when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('distinct_roles', new.id, new.recorded_from);
end;
create trigger distinct_roles_history_written_outside after insert on distinct_roles_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('distinct_roles_history', new.history_id, new.recorded_to);
end;
