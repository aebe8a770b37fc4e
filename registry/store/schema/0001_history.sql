-- What is superseded or deleted moves to a *_history twin, by triggers, whoever writes: system-versioned tables as in
-- SQL:2011 (7.13). A row holds from recorded_from up to, not including, recorded_to.
-- *_get_a_key: lower case stands in for name_key where another program writes a name without it, until it is recomputed.

create table people_history (
  history_id integer primary key,
  id integer,
  slug text,
  name text,
  name_key text,
  birth_date text,
  birth_earliest text,
  birth_latest text,
  death_date text,
  death_earliest text,
  death_latest text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index people_history_row on people_history (id, recorded_from);
create trigger people_keep_updated after update of id, slug, name, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note on people
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into people_history (id, slug, name, name_key, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.birth_date, old.birth_earliest, old.birth_latest, old.death_date, old.death_earliest, old.death_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update people set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger people_keep_deleted after delete on people begin
  insert into people_history (id, slug, name, name_key, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.birth_date, old.birth_earliest, old.birth_latest, old.death_date, old.death_earliest, old.death_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger people_keep_their_id before update on people when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger people_keep_their_stamp before update of change_id, recorded_from on people
when not exists (select 1 from people_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger people_are_not_replaced_on_insert before insert on people
when exists (select 1 from people where id = new.id or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger people_are_not_replaced_on_update before update of slug on people
when exists (select 1 from people where id <> old.id and (0 or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger people_history_is_not_edited before update on people_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger people_history_is_not_deleted before delete on people_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger people_history_is_not_replaced before insert on people_history when exists (select 1 from people_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table person_names_history (
  history_id integer primary key,
  id integer,
  person_id integer,
  name text,
  name_key text,
  kind text,
  language text,
  script text,
  start_date text,
  end_date text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index person_names_history_row on person_names_history (id, recorded_from);
create trigger person_names_keep_updated after update of id, person_id, name, kind, language, script, start_date, end_date on person_names
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_names_history (id, person_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update person_names set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger person_names_keep_deleted after delete on person_names begin
  insert into person_names_history (id, person_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger person_names_keep_their_id before update on person_names when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger person_names_keep_their_stamp before update of change_id, recorded_from on person_names
when not exists (select 1 from person_names_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger person_names_are_not_replaced_on_insert before insert on person_names
when exists (select 1 from person_names where id = new.id or (person_id = new.person_id and name = new.name)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger person_names_are_not_replaced_on_update before update of person_id, name on person_names
when exists (select 1 from person_names where id <> old.id and (0 or (person_id = new.person_id and name = new.name))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger person_names_history_is_not_edited before update on person_names_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger person_names_history_is_not_deleted before delete on person_names_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger person_names_history_is_not_replaced before insert on person_names_history when exists (select 1 from person_names_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table person_identifiers_history (
  history_id integer primary key,
  id integer,
  person_id integer,
  scheme text,
  value text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index person_identifiers_history_row on person_identifiers_history (id, recorded_from);
create trigger person_identifiers_keep_updated after update of id, person_id, scheme, value on person_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_identifiers_history (id, person_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update person_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger person_identifiers_keep_deleted after delete on person_identifiers begin
  insert into person_identifiers_history (id, person_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger person_identifiers_keep_their_id before update on person_identifiers when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger person_identifiers_keep_their_stamp before update of change_id, recorded_from on person_identifiers
when not exists (select 1 from person_identifiers_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger person_identifiers_are_not_replaced_on_insert before insert on person_identifiers
when exists (select 1 from person_identifiers where id = new.id or (scheme = new.scheme and value = new.value)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger person_identifiers_are_not_replaced_on_update before update of scheme, value on person_identifiers
when exists (select 1 from person_identifiers where id <> old.id and (0 or (scheme = new.scheme and value = new.value))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger person_identifiers_history_is_not_edited before update on person_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger person_identifiers_history_is_not_deleted before delete on person_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger person_identifiers_history_is_not_replaced before insert on person_identifiers_history when exists (select 1 from person_identifiers_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table organizations_history (
  history_id integer primary key,
  id integer,
  slug text,
  name text,
  name_key text,
  inception_date text,
  inception_earliest text,
  inception_latest text,
  dissolution_date text,
  dissolution_earliest text,
  dissolution_latest text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index organizations_history_row on organizations_history (id, recorded_from);
create trigger organizations_keep_updated after update of id, slug, name, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note on organizations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organizations_history (id, slug, name, name_key, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.inception_date, old.inception_earliest, old.inception_latest, old.dissolution_date, old.dissolution_earliest, old.dissolution_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update organizations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger organizations_keep_deleted after delete on organizations begin
  insert into organizations_history (id, slug, name, name_key, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.inception_date, old.inception_earliest, old.inception_latest, old.dissolution_date, old.dissolution_earliest, old.dissolution_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger organizations_keep_their_id before update on organizations when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger organizations_keep_their_stamp before update of change_id, recorded_from on organizations
when not exists (select 1 from organizations_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organizations_are_not_replaced_on_insert before insert on organizations
when exists (select 1 from organizations where id = new.id or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger organizations_are_not_replaced_on_update before update of slug on organizations
when exists (select 1 from organizations where id <> old.id and (0 or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger organizations_history_is_not_edited before update on organizations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organizations_history_is_not_deleted before delete on organizations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organizations_history_is_not_replaced before insert on organizations_history when exists (select 1 from organizations_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table organization_names_history (
  history_id integer primary key,
  id integer,
  organization_id integer,
  name text,
  name_key text,
  kind text,
  language text,
  script text,
  start_date text,
  end_date text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index organization_names_history_row on organization_names_history (id, recorded_from);
create trigger organization_names_keep_updated after update of id, organization_id, name, kind, language, script, start_date, end_date on organization_names
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_names_history (id, organization_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update organization_names set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger organization_names_keep_deleted after delete on organization_names begin
  insert into organization_names_history (id, organization_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger organization_names_keep_their_id before update on organization_names when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger organization_names_keep_their_stamp before update of change_id, recorded_from on organization_names
when not exists (select 1 from organization_names_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_names_are_not_replaced_on_insert before insert on organization_names
when exists (select 1 from organization_names where id = new.id or (organization_id = new.organization_id and name = new.name)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger organization_names_are_not_replaced_on_update before update of organization_id, name on organization_names
when exists (select 1 from organization_names where id <> old.id and (0 or (organization_id = new.organization_id and name = new.name))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger organization_names_history_is_not_edited before update on organization_names_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_names_history_is_not_deleted before delete on organization_names_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_names_history_is_not_replaced before insert on organization_names_history when exists (select 1 from organization_names_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table organization_identifiers_history (
  history_id integer primary key,
  id integer,
  organization_id integer,
  scheme text,
  value text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index organization_identifiers_history_row on organization_identifiers_history (id, recorded_from);
create trigger organization_identifiers_keep_updated after update of id, organization_id, scheme, value on organization_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_identifiers_history (id, organization_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update organization_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger organization_identifiers_keep_deleted after delete on organization_identifiers begin
  insert into organization_identifiers_history (id, organization_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger organization_identifiers_keep_their_id before update on organization_identifiers when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger organization_identifiers_keep_their_stamp before update of change_id, recorded_from on organization_identifiers
when not exists (select 1 from organization_identifiers_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_identifiers_are_not_replaced_on_insert before insert on organization_identifiers
when exists (select 1 from organization_identifiers where id = new.id or (scheme = new.scheme and value = new.value)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger organization_identifiers_are_not_replaced_on_update before update of scheme, value on organization_identifiers
when exists (select 1 from organization_identifiers where id <> old.id and (0 or (scheme = new.scheme and value = new.value))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger organization_identifiers_history_is_not_edited before update on organization_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_identifiers_history_is_not_deleted before delete on organization_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_identifiers_history_is_not_replaced before insert on organization_identifiers_history when exists (select 1 from organization_identifiers_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table organization_parents_history (
  history_id integer primary key,
  id integer,
  organization_id integer,
  parent_id integer,
  start_date text,
  start_earliest text,
  start_latest text,
  end_date text,
  end_earliest text,
  end_latest text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index organization_parents_history_row on organization_parents_history (id, recorded_from);
create trigger organization_parents_keep_updated after update of id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest on organization_parents
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_parents_history (id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.parent_id, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update organization_parents set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger organization_parents_keep_deleted after delete on organization_parents begin
  insert into organization_parents_history (id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.parent_id, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger organization_parents_keep_their_id before update on organization_parents when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger organization_parents_keep_their_stamp before update of change_id, recorded_from on organization_parents
when not exists (select 1 from organization_parents_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_parents_are_not_replaced_on_insert before insert on organization_parents
when exists (select 1 from organization_parents where id = new.id or (organization_id = new.organization_id and parent_id = new.parent_id and start_earliest = new.start_earliest)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger organization_parents_are_not_replaced_on_update before update of organization_id, parent_id, start_earliest on organization_parents
when exists (select 1 from organization_parents where id <> old.id and (0 or (organization_id = new.organization_id and parent_id = new.parent_id and start_earliest = new.start_earliest))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger organization_parents_history_is_not_edited before update on organization_parents_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_parents_history_is_not_deleted before delete on organization_parents_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_parents_history_is_not_replaced before insert on organization_parents_history when exists (select 1 from organization_parents_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table roles_history (
  history_id integer primary key,
  id integer,
  slug text,
  title text,
  name_key text,
  organization_id integer,
  seats integer,
  inception_date text,
  inception_earliest text,
  inception_latest text,
  abolition_date text,
  abolition_earliest text,
  abolition_latest text,
  continuous integer,
  term_months integer,
  term_limit integer,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index roles_history_row on roles_history (id, recorded_from);
create trigger roles_keep_updated after update of id, slug, title, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note on roles
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into roles_history (id, slug, title, name_key, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.title, old.name_key, old.organization_id, old.seats, old.inception_date, old.inception_earliest, old.inception_latest, old.abolition_date, old.abolition_earliest, old.abolition_latest, old.continuous, old.term_months, old.term_limit, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update roles set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger roles_keep_deleted after delete on roles begin
  insert into roles_history (id, slug, title, name_key, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.title, old.name_key, old.organization_id, old.seats, old.inception_date, old.inception_earliest, old.inception_latest, old.abolition_date, old.abolition_earliest, old.abolition_latest, old.continuous, old.term_months, old.term_limit, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger roles_keep_their_id before update on roles when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger roles_keep_their_stamp before update of change_id, recorded_from on roles
when not exists (select 1 from roles_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger roles_are_not_replaced_on_insert before insert on roles
when exists (select 1 from roles where id = new.id or (organization_id = new.organization_id and title = new.title) or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger roles_are_not_replaced_on_update before update of organization_id, title, slug on roles
when exists (select 1 from roles where id <> old.id and (0 or (organization_id = new.organization_id and title = new.title) or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger roles_history_is_not_edited before update on roles_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger roles_history_is_not_deleted before delete on roles_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger roles_history_is_not_replaced before insert on roles_history when exists (select 1 from roles_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table role_names_history (
  history_id integer primary key,
  id integer,
  role_id integer,
  name text,
  name_key text,
  kind text,
  language text,
  script text,
  start_date text,
  end_date text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index role_names_history_row on role_names_history (id, recorded_from);
create trigger role_names_keep_updated after update of id, role_id, name, kind, language, script, start_date, end_date on role_names
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_names_history (id, role_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update role_names set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger role_names_keep_deleted after delete on role_names begin
  insert into role_names_history (id, role_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger role_names_keep_their_id before update on role_names when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger role_names_keep_their_stamp before update of change_id, recorded_from on role_names
when not exists (select 1 from role_names_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_names_are_not_replaced_on_insert before insert on role_names
when exists (select 1 from role_names where id = new.id or (role_id = new.role_id and name = new.name)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger role_names_are_not_replaced_on_update before update of role_id, name on role_names
when exists (select 1 from role_names where id <> old.id and (0 or (role_id = new.role_id and name = new.name))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger role_names_history_is_not_edited before update on role_names_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_names_history_is_not_deleted before delete on role_names_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_names_history_is_not_replaced before insert on role_names_history when exists (select 1 from role_names_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table role_identifiers_history (
  history_id integer primary key,
  id integer,
  role_id integer,
  scheme text,
  value text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index role_identifiers_history_row on role_identifiers_history (id, recorded_from);
create trigger role_identifiers_keep_updated after update of id, role_id, scheme, value on role_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_identifiers_history (id, role_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update role_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger role_identifiers_keep_deleted after delete on role_identifiers begin
  insert into role_identifiers_history (id, role_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger role_identifiers_keep_their_id before update on role_identifiers when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger role_identifiers_keep_their_stamp before update of change_id, recorded_from on role_identifiers
when not exists (select 1 from role_identifiers_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_identifiers_are_not_replaced_on_insert before insert on role_identifiers
when exists (select 1 from role_identifiers where id = new.id or (scheme = new.scheme and value = new.value)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger role_identifiers_are_not_replaced_on_update before update of scheme, value on role_identifiers
when exists (select 1 from role_identifiers where id <> old.id and (0 or (scheme = new.scheme and value = new.value))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger role_identifiers_history_is_not_edited before update on role_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_identifiers_history_is_not_deleted before delete on role_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_identifiers_history_is_not_replaced before insert on role_identifiers_history when exists (select 1 from role_identifiers_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table role_seats_history (
  history_id integer primary key,
  id integer,
  role_id integer,
  since text,
  seats integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index role_seats_history_row on role_seats_history (id, recorded_from);
create trigger role_seats_keep_updated after update of id, role_id, since, seats on role_seats
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_seats_history (id, role_id, since, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.since, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update role_seats set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger role_seats_keep_deleted after delete on role_seats begin
  insert into role_seats_history (id, role_id, since, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.since, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger role_seats_keep_their_id before update on role_seats when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger role_seats_keep_their_stamp before update of change_id, recorded_from on role_seats
when not exists (select 1 from role_seats_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_seats_are_not_replaced_on_insert before insert on role_seats
when exists (select 1 from role_seats where id = new.id or (role_id = new.role_id and since = new.since)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger role_seats_are_not_replaced_on_update before update of role_id, since on role_seats
when exists (select 1 from role_seats where id <> old.id and (0 or (role_id = new.role_id and since = new.since))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger role_seats_history_is_not_edited before update on role_seats_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_seats_history_is_not_deleted before delete on role_seats_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_seats_history_is_not_replaced before insert on role_seats_history when exists (select 1 from role_seats_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table role_incompatibilities_history (
  history_id integer primary key,
  id integer,
  role_id integer,
  other_id integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index role_incompatibilities_history_row on role_incompatibilities_history (id, recorded_from);
create trigger role_incompatibilities_keep_updated after update of id, role_id, other_id on role_incompatibilities
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_incompatibilities_history (id, role_id, other_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update role_incompatibilities set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger role_incompatibilities_keep_deleted after delete on role_incompatibilities begin
  insert into role_incompatibilities_history (id, role_id, other_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger role_incompatibilities_keep_their_id before update on role_incompatibilities when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger role_incompatibilities_keep_their_stamp before update of change_id, recorded_from on role_incompatibilities
when not exists (select 1 from role_incompatibilities_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_incompatibilities_are_not_replaced_on_insert before insert on role_incompatibilities
when exists (select 1 from role_incompatibilities where id = new.id) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger role_incompatibilities_history_is_not_edited before update on role_incompatibilities_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_incompatibilities_history_is_not_deleted before delete on role_incompatibilities_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_incompatibilities_history_is_not_replaced before insert on role_incompatibilities_history when exists (select 1 from role_incompatibilities_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table appointments_history (
  history_id integer primary key,
  id integer,
  slug text,
  person_id integer,
  role_id integer,
  kind text,
  status text,
  start_date text,
  start_earliest text,
  start_latest text,
  end_date text,
  end_earliest text,
  end_latest text,
  rank text,
  how text,
  end_reason text,
  replaces_id integer,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index appointments_history_row on appointments_history (id, recorded_from);
create trigger appointments_keep_updated after update of id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note on appointments
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update appointments set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger appointments_keep_deleted after delete on appointments begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger appointments_keep_their_id before update on appointments when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger appointments_keep_their_stamp before update of change_id, recorded_from on appointments
when not exists (select 1 from appointments_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger appointments_are_not_replaced_on_insert before insert on appointments
when exists (select 1 from appointments where id = new.id or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger appointments_are_not_replaced_on_update before update of slug on appointments
when exists (select 1 from appointments where id <> old.id and (0 or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger appointments_history_is_not_edited before update on appointments_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointments_history_is_not_deleted before delete on appointments_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointments_history_is_not_replaced before insert on appointments_history when exists (select 1 from appointments_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table sources_history (
  history_id integer primary key,
  id integer,
  slug text,
  url text,
  title text,
  publisher text,
  published_date text,
  published_earliest text,
  published_latest text,
  accessed_date text,
  archive_url text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index sources_history_row on sources_history (id, recorded_from);
create trigger sources_keep_updated after update of id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note on sources
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update sources set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger sources_keep_deleted after delete on sources begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger sources_keep_their_id before update on sources when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger sources_keep_their_stamp before update of change_id, recorded_from on sources
when not exists (select 1 from sources_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger sources_are_not_replaced_on_insert before insert on sources
when exists (select 1 from sources where id = new.id or (url = new.url) or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger sources_are_not_replaced_on_update before update of url, slug on sources
when exists (select 1 from sources where id <> old.id and (0 or (url = new.url) or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger sources_history_is_not_edited before update on sources_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger sources_history_is_not_deleted before delete on sources_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger sources_history_is_not_replaced before insert on sources_history when exists (select 1 from sources_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table citations_history (
  history_id integer primary key,
  id integer,
  appointment_id integer,
  source_id integer,
  supports text,
  quote text,
  locator text,
  observed text,
  says text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index citations_history_row on citations_history (id, recorded_from);
create trigger citations_keep_updated after update of id, appointment_id, source_id, supports, quote, locator, observed, says, note on citations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update citations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger citations_keep_deleted after delete on citations begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger citations_keep_their_id before update on citations when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger citations_keep_their_stamp before update of change_id, recorded_from on citations
when not exists (select 1 from citations_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger citations_are_not_replaced_on_insert before insert on citations
when exists (select 1 from citations where id = new.id) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger citations_history_is_not_edited before update on citations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger citations_history_is_not_deleted before delete on citations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger citations_history_is_not_replaced before insert on citations_history when exists (select 1 from citations_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create table waivers_history (
  history_id integer primary key,
  id integer,
  finding text,
  because text,
  until text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index waivers_history_row on waivers_history (id, recorded_from);
create trigger waivers_keep_updated after update of id, finding, because, until on waivers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into waivers_history (id, finding, because, until, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.finding, old.because, old.until, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update waivers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger waivers_keep_deleted after delete on waivers begin
  insert into waivers_history (id, finding, because, until, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.finding, old.because, old.until, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger waivers_keep_their_id before update on waivers when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger waivers_keep_their_stamp before update of change_id, recorded_from on waivers
when not exists (select 1 from waivers_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger waivers_are_not_replaced_on_insert before insert on waivers
when exists (select 1 from waivers where id = new.id or (finding = new.finding)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger waivers_are_not_replaced_on_update before update of finding on waivers
when exists (select 1 from waivers where id <> old.id and (0 or (finding = new.finding))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger waivers_history_is_not_edited before update on waivers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger waivers_history_is_not_deleted before delete on waivers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger waivers_history_is_not_replaced before insert on waivers_history when exists (select 1 from waivers_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger changes_is_not_edited before update on changes  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger changes_is_not_deleted before delete on changes  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger changes_is_not_replaced before insert on changes when exists (select 1 from changes where id = new.id or recorded_at = new.recorded_at) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger people_get_a_key_on_insert after insert on people when new.name_key = '' begin
  update people set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger people_get_a_key_on_update after update of name on people
when new.name is not old.name and new.name_key is old.name_key begin
  update people set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger person_names_get_a_key_on_insert after insert on person_names when new.name_key = '' begin
  update person_names set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger person_names_get_a_key_on_update after update of name on person_names
when new.name is not old.name and new.name_key is old.name_key begin
  update person_names set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger organizations_get_a_key_on_insert after insert on organizations when new.name_key = '' begin
  update organizations set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger organizations_get_a_key_on_update after update of name on organizations
when new.name is not old.name and new.name_key is old.name_key begin
  update organizations set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger organization_names_get_a_key_on_insert after insert on organization_names when new.name_key = '' begin
  update organization_names set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger organization_names_get_a_key_on_update after update of name on organization_names
when new.name is not old.name and new.name_key is old.name_key begin
  update organization_names set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger roles_get_a_key_on_insert after insert on roles when new.name_key = '' begin
  update roles set name_key = lower(trim(new.title)) where id = new.id;
end;
create trigger roles_get_a_key_on_update after update of title on roles
when new.title is not old.title and new.name_key is old.name_key begin
  update roles set name_key = lower(trim(new.title)) where id = new.id;
end;
create trigger role_names_get_a_key_on_insert after insert on role_names when new.name_key = '' begin
  update role_names set name_key = lower(trim(new.name)) where id = new.id;
end;
create trigger role_names_get_a_key_on_update after update of name on role_names
when new.name is not old.name and new.name_key is old.name_key begin
  update role_names set name_key = lower(trim(new.name)) where id = new.id;
end;
