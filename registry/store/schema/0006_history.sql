-- What is superseded or deleted moves to a twin; datasets have a column more.

alter table datasets_history add column choices text;
drop trigger datasets_keep_updated;
drop trigger datasets_keep_their_id;
drop trigger datasets_keep_their_stamp;
drop trigger datasets_are_not_replaced_on_insert;
drop trigger datasets_are_not_replaced_on_update;
drop trigger datasets_keep_deleted;
create trigger datasets_keep_updated after update of id, name, format, columns, ends, seats, choices on datasets
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, choices, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, old.choices, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update datasets set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger datasets_keep_deleted after delete on datasets when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, choices, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, old.choices, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger datasets_keep_their_id before update on datasets when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger datasets_keep_their_stamp before update of change_id, recorded_from on datasets
when not exists (select 1 from datasets_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger datasets_are_not_replaced_on_insert before insert on datasets
when exists (select 1 from datasets where id = new.id or (name = new.name)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger datasets_are_not_replaced_on_update before update of name on datasets
when exists (select 1 from datasets where id <> old.id and (0 or (name = new.name))) begin
  select raise(abort, 'guard: another one has this already');
end;
create table dataset_keys_history (
  history_id integer primary key,
  id integer,
  dataset text,
  noun text,
  value text,
  person_id integer,
  organization_id integer,
  role_id integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create index dataset_keys_history_row on dataset_keys_history (id, recorded_from);
create trigger dataset_keys_keep_updated after update of id, dataset, noun, value, person_id, organization_id, role_id on dataset_keys
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into dataset_keys_history (id, dataset, noun, value, person_id, organization_id, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.dataset, old.noun, old.value, old.person_id, old.organization_id, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update dataset_keys set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger dataset_keys_keep_deleted after delete on dataset_keys when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into dataset_keys_history (id, dataset, noun, value, person_id, organization_id, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.dataset, old.noun, old.value, old.person_id, old.organization_id, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger dataset_keys_keep_their_id before update on dataset_keys when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger dataset_keys_keep_their_stamp before update of change_id, recorded_from on dataset_keys
when not exists (select 1 from dataset_keys_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger dataset_keys_are_not_replaced_on_insert before insert on dataset_keys
when exists (select 1 from dataset_keys where id = new.id or (dataset = new.dataset and noun = new.noun and value = new.value)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger dataset_keys_are_not_replaced_on_update before update of dataset, noun, value on dataset_keys
when exists (select 1 from dataset_keys where id <> old.id and (0 or (dataset = new.dataset and noun = new.noun and value = new.value))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger dataset_keys_history_is_not_edited before update on dataset_keys_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger dataset_keys_history_is_not_deleted before delete on dataset_keys_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger dataset_keys_history_is_not_replaced before insert on dataset_keys_history when exists (select 1 from dataset_keys_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists dataset_keys_history_role_id on dataset_keys_history (role_id);
create index if not exists dataset_keys_history_organization_id on dataset_keys_history (organization_id);
create index if not exists dataset_keys_history_person_id on dataset_keys_history (person_id);
create index if not exists dataset_keys_history_dataset_noun_value on dataset_keys_history (dataset, noun, value);
create table organization_redirects_history (
  history_id integer primary key,
  id integer,
  slug text,
  organization_id integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create index organization_redirects_history_row on organization_redirects_history (id, recorded_from);
create trigger organization_redirects_keep_updated after update of id, slug, organization_id on organization_redirects
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_redirects_history (id, slug, organization_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.organization_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update organization_redirects set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger organization_redirects_keep_deleted after delete on organization_redirects when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_redirects_history (id, slug, organization_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.organization_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger organization_redirects_keep_their_id before update on organization_redirects when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger organization_redirects_keep_their_stamp before update of change_id, recorded_from on organization_redirects
when not exists (select 1 from organization_redirects_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_redirects_are_not_replaced_on_insert before insert on organization_redirects
when exists (select 1 from organization_redirects where id = new.id or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger organization_redirects_are_not_replaced_on_update before update of slug on organization_redirects
when exists (select 1 from organization_redirects where id <> old.id and (0 or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger organization_redirects_history_is_not_edited before update on organization_redirects_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_redirects_history_is_not_deleted before delete on organization_redirects_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_redirects_history_is_not_replaced before insert on organization_redirects_history when exists (select 1 from organization_redirects_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists organization_redirects_history_organization_id on organization_redirects_history (organization_id);
create index if not exists organization_redirects_history_slug on organization_redirects_history (slug);
create table role_redirects_history (
  history_id integer primary key,
  id integer,
  slug text,
  role_id integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create index role_redirects_history_row on role_redirects_history (id, recorded_from);
create trigger role_redirects_keep_updated after update of id, slug, role_id on role_redirects
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_redirects_history (id, slug, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update role_redirects set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger role_redirects_keep_deleted after delete on role_redirects when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_redirects_history (id, slug, role_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.role_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger role_redirects_keep_their_id before update on role_redirects when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger role_redirects_keep_their_stamp before update of change_id, recorded_from on role_redirects
when not exists (select 1 from role_redirects_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_redirects_are_not_replaced_on_insert before insert on role_redirects
when exists (select 1 from role_redirects where id = new.id or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger role_redirects_are_not_replaced_on_update before update of slug on role_redirects
when exists (select 1 from role_redirects where id <> old.id and (0 or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger role_redirects_history_is_not_edited before update on role_redirects_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_redirects_history_is_not_deleted before delete on role_redirects_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_redirects_history_is_not_replaced before insert on role_redirects_history when exists (select 1 from role_redirects_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists role_redirects_history_role_id on role_redirects_history (role_id);
create index if not exists role_redirects_history_slug on role_redirects_history (slug);
create table distinct_organizations_history (
  history_id integer primary key,
  id integer,
  organization_id integer,
  other_organization_id integer,
  because text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create index distinct_organizations_history_row on distinct_organizations_history (id, recorded_from);
create trigger distinct_organizations_keep_updated after update of id, organization_id, other_organization_id, because on distinct_organizations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_organizations_history (id, organization_id, other_organization_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.other_organization_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update distinct_organizations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger distinct_organizations_keep_deleted after delete on distinct_organizations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_organizations_history (id, organization_id, other_organization_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.other_organization_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger distinct_organizations_keep_their_id before update on distinct_organizations when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger distinct_organizations_keep_their_stamp before update of change_id, recorded_from on distinct_organizations
when not exists (select 1 from distinct_organizations_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger distinct_organizations_are_not_replaced_on_insert before insert on distinct_organizations
when exists (select 1 from distinct_organizations where id = new.id) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger distinct_organizations_history_is_not_edited before update on distinct_organizations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger distinct_organizations_history_is_not_deleted before delete on distinct_organizations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger distinct_organizations_history_is_not_replaced before insert on distinct_organizations_history when exists (select 1 from distinct_organizations_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists distinct_organizations_history_other_organization_id on distinct_organizations_history (other_organization_id);
create index if not exists distinct_organizations_history_organization_id on distinct_organizations_history (organization_id);
create table distinct_roles_history (
  history_id integer primary key,
  id integer,
  role_id integer,
  other_role_id integer,
  because text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create index distinct_roles_history_row on distinct_roles_history (id, recorded_from);
create trigger distinct_roles_keep_updated after update of id, role_id, other_role_id, because on distinct_roles
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_roles_history (id, role_id, other_role_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_role_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update distinct_roles set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger distinct_roles_keep_deleted after delete on distinct_roles when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_roles_history (id, role_id, other_role_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_role_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger distinct_roles_keep_their_id before update on distinct_roles when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger distinct_roles_keep_their_stamp before update of change_id, recorded_from on distinct_roles
when not exists (select 1 from distinct_roles_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger distinct_roles_are_not_replaced_on_insert before insert on distinct_roles
when exists (select 1 from distinct_roles where id = new.id) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger distinct_roles_history_is_not_edited before update on distinct_roles_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger distinct_roles_history_is_not_deleted before delete on distinct_roles_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger distinct_roles_history_is_not_replaced before insert on distinct_roles_history when exists (select 1 from distinct_roles_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists distinct_roles_history_other_role_id on distinct_roles_history (other_role_id);
create index if not exists distinct_roles_history_role_id on distinct_roles_history (role_id);
