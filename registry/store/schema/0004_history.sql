-- The history of the tables of version 4.

create table appointment_identifiers_history (
  history_id integer primary key,
  id integer,
  appointment_id integer,
  scheme text,
  value text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index appointment_identifiers_history_row on appointment_identifiers_history (id, recorded_from);
create trigger appointment_identifiers_keep_updated after update of id, appointment_id, scheme, value on appointment_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_identifiers_history (id, appointment_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update appointment_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger appointment_identifiers_keep_deleted after delete on appointment_identifiers begin
  insert into appointment_identifiers_history (id, appointment_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger appointment_identifiers_keep_their_id before update on appointment_identifiers when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger appointment_identifiers_keep_their_stamp before update of change_id, recorded_from on appointment_identifiers
when not exists (select 1 from appointment_identifiers_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger appointment_identifiers_are_not_replaced_on_insert before insert on appointment_identifiers
when exists (select 1 from appointment_identifiers where id = new.id or (scheme = new.scheme and value = new.value)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger appointment_identifiers_are_not_replaced_on_update before update of scheme, value on appointment_identifiers
when exists (select 1 from appointment_identifiers where id <> old.id and (0 or (scheme = new.scheme and value = new.value))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger appointment_identifiers_history_is_not_edited before update on appointment_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointment_identifiers_history_is_not_deleted before delete on appointment_identifiers_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointment_identifiers_history_is_not_replaced before insert on appointment_identifiers_history when exists (select 1 from appointment_identifiers_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
drop trigger appointment_identifiers_keep_deleted;
create trigger appointment_identifiers_keep_deleted after delete on appointment_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_identifiers_history (id, appointment_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists appointment_identifiers_history_appointment_id on appointment_identifiers_history (appointment_id);
create index if not exists appointment_identifiers_history_scheme_value on appointment_identifiers_history (scheme, value);
create table datasets_history (
  history_id integer primary key,
  id integer,
  name text,
  format text,
  columns text,
  ends text,
  seats integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index datasets_history_row on datasets_history (id, recorded_from);
create trigger datasets_keep_updated after update of id, name, format, columns, ends, seats on datasets
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update datasets set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger datasets_keep_deleted after delete on datasets begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
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
create trigger datasets_history_is_not_edited before update on datasets_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger datasets_history_is_not_deleted before delete on datasets_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger datasets_history_is_not_replaced before insert on datasets_history when exists (select 1 from datasets_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
drop trigger datasets_keep_deleted;
create trigger datasets_keep_deleted after delete on datasets when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists datasets_history_name on datasets_history (name);
create trigger imports_is_not_edited before update on imports  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger imports_is_not_deleted before delete on imports  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger imports_is_not_replaced before insert on imports when exists (select 1 from imports where change_id = new.change_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
