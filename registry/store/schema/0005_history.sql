-- Rows and versions are found by their change; what other programs write is stamped by the clock and listed.

create index people_change on people (change_id);
create index people_history_superseded on people_history (superseded_by);
create index people_history_change_id on people_history (change_id);
drop trigger people_keep_updated;
create trigger people_keep_updated after update of id, slug, name, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note on people
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into people_history (id, slug, name, name_key, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.birth_date, old.birth_earliest, old.birth_latest, old.death_date, old.death_earliest, old.death_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update people set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger people_keep_deleted;
create trigger people_keep_deleted after delete on people when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into people_history (id, slug, name, name_key, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.birth_date, old.birth_earliest, old.birth_latest, old.death_date, old.death_earliest, old.death_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger people_keep_their_stamp;
create trigger people_keep_their_stamp before update of change_id, recorded_from on people
when not exists (select 1 from people_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger people_are_stamped before insert on people
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger people_history_is_stamped before insert on people_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from people where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger people_written_outside after insert on people when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('people', new.id, new.recorded_from);
end;
create trigger people_rewritten_outside after update of recorded_from on people when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('people', new.id, new.recorded_from);
end;
create trigger people_history_written_outside after insert on people_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('people_history', new.history_id, new.recorded_to);
end;
create index person_names_change on person_names (change_id);
create index person_names_history_superseded on person_names_history (superseded_by);
create index person_names_history_change_id on person_names_history (change_id);
drop trigger person_names_keep_updated;
create trigger person_names_keep_updated after update of id, person_id, name, kind, language, script, start_date, end_date on person_names
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_names_history (id, person_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update person_names set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger person_names_keep_deleted;
create trigger person_names_keep_deleted after delete on person_names when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_names_history (id, person_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger person_names_keep_their_stamp;
create trigger person_names_keep_their_stamp before update of change_id, recorded_from on person_names
when not exists (select 1 from person_names_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger person_names_are_stamped before insert on person_names
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger person_names_history_is_stamped before insert on person_names_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from person_names where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger person_names_written_outside after insert on person_names when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('person_names', new.id, new.recorded_from);
end;
create trigger person_names_rewritten_outside after update of recorded_from on person_names when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('person_names', new.id, new.recorded_from);
end;
create trigger person_names_history_written_outside after insert on person_names_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('person_names_history', new.history_id, new.recorded_to);
end;
create index person_identifiers_change on person_identifiers (change_id);
create index person_identifiers_history_superseded on person_identifiers_history (superseded_by);
create index person_identifiers_history_change_id on person_identifiers_history (change_id);
drop trigger person_identifiers_keep_updated;
create trigger person_identifiers_keep_updated after update of id, person_id, scheme, value on person_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_identifiers_history (id, person_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update person_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger person_identifiers_keep_deleted;
create trigger person_identifiers_keep_deleted after delete on person_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_identifiers_history (id, person_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger person_identifiers_keep_their_stamp;
create trigger person_identifiers_keep_their_stamp before update of change_id, recorded_from on person_identifiers
when not exists (select 1 from person_identifiers_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger person_identifiers_are_stamped before insert on person_identifiers
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger person_identifiers_history_is_stamped before insert on person_identifiers_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from person_identifiers where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger person_identifiers_written_outside after insert on person_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('person_identifiers', new.id, new.recorded_from);
end;
create trigger person_identifiers_rewritten_outside after update of recorded_from on person_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('person_identifiers', new.id, new.recorded_from);
end;
create trigger person_identifiers_history_written_outside after insert on person_identifiers_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('person_identifiers_history', new.history_id, new.recorded_to);
end;
create index person_redirects_change on person_redirects (change_id);
create index person_redirects_history_superseded on person_redirects_history (superseded_by);
create index person_redirects_history_change_id on person_redirects_history (change_id);
drop trigger person_redirects_keep_updated;
create trigger person_redirects_keep_updated after update of id, slug, person_id on person_redirects
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_redirects_history (id, slug, person_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update person_redirects set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger person_redirects_keep_deleted;
create trigger person_redirects_keep_deleted after delete on person_redirects when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_redirects_history (id, slug, person_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger person_redirects_keep_their_stamp;
create trigger person_redirects_keep_their_stamp before update of change_id, recorded_from on person_redirects
when not exists (select 1 from person_redirects_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger person_redirects_are_stamped before insert on person_redirects
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger person_redirects_history_is_stamped before insert on person_redirects_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from person_redirects where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger person_redirects_written_outside after insert on person_redirects when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('person_redirects', new.id, new.recorded_from);
end;
create trigger person_redirects_rewritten_outside after update of recorded_from on person_redirects when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('person_redirects', new.id, new.recorded_from);
end;
create trigger person_redirects_history_written_outside after insert on person_redirects_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('person_redirects_history', new.history_id, new.recorded_to);
end;
create index distinct_people_change on distinct_people (change_id);
create index distinct_people_history_superseded on distinct_people_history (superseded_by);
create index distinct_people_history_change_id on distinct_people_history (change_id);
drop trigger distinct_people_keep_updated;
create trigger distinct_people_keep_updated after update of id, person_id, other_person_id, because on distinct_people
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_people_history (id, person_id, other_person_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.other_person_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update distinct_people set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger distinct_people_keep_deleted;
create trigger distinct_people_keep_deleted after delete on distinct_people when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_people_history (id, person_id, other_person_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.other_person_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger distinct_people_keep_their_stamp;
create trigger distinct_people_keep_their_stamp before update of change_id, recorded_from on distinct_people
when not exists (select 1 from distinct_people_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger distinct_people_are_stamped before insert on distinct_people
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger distinct_people_history_is_stamped before insert on distinct_people_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from distinct_people where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger distinct_people_written_outside after insert on distinct_people when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('distinct_people', new.id, new.recorded_from);
end;
create trigger distinct_people_rewritten_outside after update of recorded_from on distinct_people when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('distinct_people', new.id, new.recorded_from);
end;
create trigger distinct_people_history_written_outside after insert on distinct_people_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('distinct_people_history', new.history_id, new.recorded_to);
end;
create index organizations_change on organizations (change_id);
create index organizations_history_superseded on organizations_history (superseded_by);
create index organizations_history_change_id on organizations_history (change_id);
drop trigger organizations_keep_updated;
create trigger organizations_keep_updated after update of id, slug, name, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note on organizations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organizations_history (id, slug, name, name_key, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.inception_date, old.inception_earliest, old.inception_latest, old.dissolution_date, old.dissolution_earliest, old.dissolution_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update organizations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger organizations_keep_deleted;
create trigger organizations_keep_deleted after delete on organizations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organizations_history (id, slug, name, name_key, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.inception_date, old.inception_earliest, old.inception_latest, old.dissolution_date, old.dissolution_earliest, old.dissolution_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger organizations_keep_their_stamp;
create trigger organizations_keep_their_stamp before update of change_id, recorded_from on organizations
when not exists (select 1 from organizations_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organizations_are_stamped before insert on organizations
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger organizations_history_is_stamped before insert on organizations_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from organizations where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger organizations_written_outside after insert on organizations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organizations', new.id, new.recorded_from);
end;
create trigger organizations_rewritten_outside after update of recorded_from on organizations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organizations', new.id, new.recorded_from);
end;
create trigger organizations_history_written_outside after insert on organizations_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('organizations_history', new.history_id, new.recorded_to);
end;
create index organization_names_change on organization_names (change_id);
create index organization_names_history_superseded on organization_names_history (superseded_by);
create index organization_names_history_change_id on organization_names_history (change_id);
drop trigger organization_names_keep_updated;
create trigger organization_names_keep_updated after update of id, organization_id, name, kind, language, script, start_date, end_date on organization_names
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_names_history (id, organization_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update organization_names set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger organization_names_keep_deleted;
create trigger organization_names_keep_deleted after delete on organization_names when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_names_history (id, organization_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger organization_names_keep_their_stamp;
create trigger organization_names_keep_their_stamp before update of change_id, recorded_from on organization_names
when not exists (select 1 from organization_names_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_names_are_stamped before insert on organization_names
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger organization_names_history_is_stamped before insert on organization_names_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from organization_names where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger organization_names_written_outside after insert on organization_names when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_names', new.id, new.recorded_from);
end;
create trigger organization_names_rewritten_outside after update of recorded_from on organization_names when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_names', new.id, new.recorded_from);
end;
create trigger organization_names_history_written_outside after insert on organization_names_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('organization_names_history', new.history_id, new.recorded_to);
end;
create index organization_identifiers_change on organization_identifiers (change_id);
create index organization_identifiers_history_superseded on organization_identifiers_history (superseded_by);
create index organization_identifiers_history_change_id on organization_identifiers_history (change_id);
drop trigger organization_identifiers_keep_updated;
create trigger organization_identifiers_keep_updated after update of id, organization_id, scheme, value on organization_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_identifiers_history (id, organization_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update organization_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger organization_identifiers_keep_deleted;
create trigger organization_identifiers_keep_deleted after delete on organization_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_identifiers_history (id, organization_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger organization_identifiers_keep_their_stamp;
create trigger organization_identifiers_keep_their_stamp before update of change_id, recorded_from on organization_identifiers
when not exists (select 1 from organization_identifiers_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_identifiers_are_stamped before insert on organization_identifiers
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger organization_identifiers_history_is_stamped before insert on organization_identifiers_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from organization_identifiers where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger organization_identifiers_written_outside after insert on organization_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_identifiers', new.id, new.recorded_from);
end;
create trigger organization_identifiers_rewritten_outside after update of recorded_from on organization_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_identifiers', new.id, new.recorded_from);
end;
create trigger organization_identifiers_history_written_outside after insert on organization_identifiers_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('organization_identifiers_history', new.history_id, new.recorded_to);
end;
create index organization_parents_change on organization_parents (change_id);
create index organization_parents_history_superseded on organization_parents_history (superseded_by);
create index organization_parents_history_change_id on organization_parents_history (change_id);
drop trigger organization_parents_keep_updated;
create trigger organization_parents_keep_updated after update of id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest on organization_parents
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_parents_history (id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.parent_id, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update organization_parents set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger organization_parents_keep_deleted;
create trigger organization_parents_keep_deleted after delete on organization_parents when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_parents_history (id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.parent_id, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger organization_parents_keep_their_stamp;
create trigger organization_parents_keep_their_stamp before update of change_id, recorded_from on organization_parents
when not exists (select 1 from organization_parents_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_parents_are_stamped before insert on organization_parents
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger organization_parents_history_is_stamped before insert on organization_parents_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from organization_parents where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger organization_parents_written_outside after insert on organization_parents when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_parents', new.id, new.recorded_from);
end;
create trigger organization_parents_rewritten_outside after update of recorded_from on organization_parents when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_parents', new.id, new.recorded_from);
end;
create trigger organization_parents_history_written_outside after insert on organization_parents_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('organization_parents_history', new.history_id, new.recorded_to);
end;
create index roles_change on roles (change_id);
create index roles_history_superseded on roles_history (superseded_by);
create index roles_history_change_id on roles_history (change_id);
drop trigger roles_keep_updated;
create trigger roles_keep_updated after update of id, slug, title, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note on roles
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into roles_history (id, slug, title, name_key, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.title, old.name_key, old.organization_id, old.seats, old.inception_date, old.inception_earliest, old.inception_latest, old.abolition_date, old.abolition_earliest, old.abolition_latest, old.continuous, old.term_months, old.term_limit, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update roles set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger roles_keep_deleted;
create trigger roles_keep_deleted after delete on roles when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into roles_history (id, slug, title, name_key, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.title, old.name_key, old.organization_id, old.seats, old.inception_date, old.inception_earliest, old.inception_latest, old.abolition_date, old.abolition_earliest, old.abolition_latest, old.continuous, old.term_months, old.term_limit, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger roles_keep_their_stamp;
create trigger roles_keep_their_stamp before update of change_id, recorded_from on roles
when not exists (select 1 from roles_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger roles_are_stamped before insert on roles
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger roles_history_is_stamped before insert on roles_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from roles where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger roles_written_outside after insert on roles when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('roles', new.id, new.recorded_from);
end;
create trigger roles_rewritten_outside after update of recorded_from on roles when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('roles', new.id, new.recorded_from);
end;
create trigger roles_history_written_outside after insert on roles_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('roles_history', new.history_id, new.recorded_to);
end;
create index role_names_change on role_names (change_id);
create index role_names_history_superseded on role_names_history (superseded_by);
create index role_names_history_change_id on role_names_history (change_id);
drop trigger role_names_keep_updated;
create trigger role_names_keep_updated after update of id, role_id, name, kind, language, script, start_date, end_date on role_names
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_names_history (id, role_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update role_names set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger role_names_keep_deleted;
create trigger role_names_keep_deleted after delete on role_names when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_names_history (id, role_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger role_names_keep_their_stamp;
create trigger role_names_keep_their_stamp before update of change_id, recorded_from on role_names
when not exists (select 1 from role_names_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_names_are_stamped before insert on role_names
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger role_names_history_is_stamped before insert on role_names_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from role_names where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger role_names_written_outside after insert on role_names when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_names', new.id, new.recorded_from);
end;
create trigger role_names_rewritten_outside after update of recorded_from on role_names when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_names', new.id, new.recorded_from);
end;
create trigger role_names_history_written_outside after insert on role_names_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('role_names_history', new.history_id, new.recorded_to);
end;
create index role_identifiers_change on role_identifiers (change_id);
create index role_identifiers_history_superseded on role_identifiers_history (superseded_by);
create index role_identifiers_history_change_id on role_identifiers_history (change_id);
drop trigger role_identifiers_keep_updated;
create trigger role_identifiers_keep_updated after update of id, role_id, scheme, value on role_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_identifiers_history (id, role_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update role_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger role_identifiers_keep_deleted;
create trigger role_identifiers_keep_deleted after delete on role_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_identifiers_history (id, role_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger role_identifiers_keep_their_stamp;
create trigger role_identifiers_keep_their_stamp before update of change_id, recorded_from on role_identifiers
when not exists (select 1 from role_identifiers_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_identifiers_are_stamped before insert on role_identifiers
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger role_identifiers_history_is_stamped before insert on role_identifiers_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from role_identifiers where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger role_identifiers_written_outside after insert on role_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_identifiers', new.id, new.recorded_from);
end;
create trigger role_identifiers_rewritten_outside after update of recorded_from on role_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_identifiers', new.id, new.recorded_from);
end;
create trigger role_identifiers_history_written_outside after insert on role_identifiers_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('role_identifiers_history', new.history_id, new.recorded_to);
end;
create index role_seats_change on role_seats (change_id);
create index role_seats_history_superseded on role_seats_history (superseded_by);
create index role_seats_history_change_id on role_seats_history (change_id);
drop trigger role_seats_keep_updated;
create trigger role_seats_keep_updated after update of id, role_id, since, seats on role_seats
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_seats_history (id, role_id, since, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.since, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update role_seats set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger role_seats_keep_deleted;
create trigger role_seats_keep_deleted after delete on role_seats when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_seats_history (id, role_id, since, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.since, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger role_seats_keep_their_stamp;
create trigger role_seats_keep_their_stamp before update of change_id, recorded_from on role_seats
when not exists (select 1 from role_seats_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_seats_are_stamped before insert on role_seats
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger role_seats_history_is_stamped before insert on role_seats_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from role_seats where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger role_seats_written_outside after insert on role_seats when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_seats', new.id, new.recorded_from);
end;
create trigger role_seats_rewritten_outside after update of recorded_from on role_seats when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_seats', new.id, new.recorded_from);
end;
create trigger role_seats_history_written_outside after insert on role_seats_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('role_seats_history', new.history_id, new.recorded_to);
end;
create index role_incompatibilities_change on role_incompatibilities (change_id);
create index role_incompatibilities_history_superseded on role_incompatibilities_history (superseded_by);
create index role_incompatibilities_history_change_id on role_incompatibilities_history (change_id);
drop trigger role_incompatibilities_keep_updated;
create trigger role_incompatibilities_keep_updated after update of id, role_id, other_id on role_incompatibilities
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_incompatibilities_history (id, role_id, other_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update role_incompatibilities set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger role_incompatibilities_keep_deleted;
create trigger role_incompatibilities_keep_deleted after delete on role_incompatibilities when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_incompatibilities_history (id, role_id, other_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger role_incompatibilities_keep_their_stamp;
create trigger role_incompatibilities_keep_their_stamp before update of change_id, recorded_from on role_incompatibilities
when not exists (select 1 from role_incompatibilities_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_incompatibilities_are_stamped before insert on role_incompatibilities
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger role_incompatibilities_history_is_stamped before insert on role_incompatibilities_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from role_incompatibilities where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger role_incompatibilities_written_outside after insert on role_incompatibilities when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_incompatibilities', new.id, new.recorded_from);
end;
create trigger role_incompatibilities_rewritten_outside after update of recorded_from on role_incompatibilities when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_incompatibilities', new.id, new.recorded_from);
end;
create trigger role_incompatibilities_history_written_outside after insert on role_incompatibilities_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('role_incompatibilities_history', new.history_id, new.recorded_to);
end;
create index appointments_change on appointments (change_id);
create index appointments_history_superseded on appointments_history (superseded_by);
create index appointments_history_change_id on appointments_history (change_id);
drop trigger appointments_keep_updated;
create trigger appointments_keep_updated after update of id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note on appointments
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update appointments set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger appointments_keep_deleted;
create trigger appointments_keep_deleted after delete on appointments when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger appointments_keep_their_stamp;
create trigger appointments_keep_their_stamp before update of change_id, recorded_from on appointments
when not exists (select 1 from appointments_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger appointments_are_stamped before insert on appointments
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger appointments_history_is_stamped before insert on appointments_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from appointments where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger appointments_written_outside after insert on appointments when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointments', new.id, new.recorded_from);
end;
create trigger appointments_rewritten_outside after update of recorded_from on appointments when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointments', new.id, new.recorded_from);
end;
create trigger appointments_history_written_outside after insert on appointments_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('appointments_history', new.history_id, new.recorded_to);
end;
create index appointment_identifiers_change on appointment_identifiers (change_id);
create index appointment_identifiers_history_superseded on appointment_identifiers_history (superseded_by);
create index appointment_identifiers_history_change_id on appointment_identifiers_history (change_id);
drop trigger appointment_identifiers_keep_updated;
create trigger appointment_identifiers_keep_updated after update of id, appointment_id, scheme, value on appointment_identifiers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_identifiers_history (id, appointment_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update appointment_identifiers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger appointment_identifiers_keep_deleted;
create trigger appointment_identifiers_keep_deleted after delete on appointment_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_identifiers_history (id, appointment_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger appointment_identifiers_keep_their_stamp;
create trigger appointment_identifiers_keep_their_stamp before update of change_id, recorded_from on appointment_identifiers
when not exists (select 1 from appointment_identifiers_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger appointment_identifiers_are_stamped before insert on appointment_identifiers
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger appointment_identifiers_history_is_stamped before insert on appointment_identifiers_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from appointment_identifiers where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger appointment_identifiers_written_outside after insert on appointment_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointment_identifiers', new.id, new.recorded_from);
end;
create trigger appointment_identifiers_rewritten_outside after update of recorded_from on appointment_identifiers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointment_identifiers', new.id, new.recorded_from);
end;
create trigger appointment_identifiers_history_written_outside after insert on appointment_identifiers_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('appointment_identifiers_history', new.history_id, new.recorded_to);
end;
create index sources_change on sources (change_id);
create index sources_history_superseded on sources_history (superseded_by);
create index sources_history_change_id on sources_history (change_id);
drop trigger sources_keep_updated;
create trigger sources_keep_updated after update of id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, copy_of_id, retracted on sources
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, url_key, copy_of_id, retracted, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, old.url_key, old.copy_of_id, old.retracted, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update sources set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger sources_keep_deleted;
create trigger sources_keep_deleted after delete on sources when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, url_key, copy_of_id, retracted, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, old.url_key, old.copy_of_id, old.retracted, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger sources_keep_their_stamp;
create trigger sources_keep_their_stamp before update of change_id, recorded_from on sources
when not exists (select 1 from sources_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger sources_are_stamped before insert on sources
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger sources_history_is_stamped before insert on sources_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from sources where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger sources_written_outside after insert on sources when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('sources', new.id, new.recorded_from);
end;
create trigger sources_rewritten_outside after update of recorded_from on sources when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('sources', new.id, new.recorded_from);
end;
create trigger sources_history_written_outside after insert on sources_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('sources_history', new.history_id, new.recorded_to);
end;
create index archives_change on archives (change_id);
create index archives_history_superseded on archives_history (superseded_by);
create index archives_history_change_id on archives_history (change_id);
drop trigger archives_keep_updated;
create trigger archives_keep_updated after update of id, source_id, sha256, bytes, name on archives
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into archives_history (id, source_id, sha256, bytes, name, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.source_id, old.sha256, old.bytes, old.name, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update archives set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger archives_keep_deleted;
create trigger archives_keep_deleted after delete on archives when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into archives_history (id, source_id, sha256, bytes, name, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.source_id, old.sha256, old.bytes, old.name, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger archives_keep_their_stamp;
create trigger archives_keep_their_stamp before update of change_id, recorded_from on archives
when not exists (select 1 from archives_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger archives_are_stamped before insert on archives
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger archives_history_is_stamped before insert on archives_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from archives where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger archives_written_outside after insert on archives when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('archives', new.id, new.recorded_from);
end;
create trigger archives_rewritten_outside after update of recorded_from on archives when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('archives', new.id, new.recorded_from);
end;
create trigger archives_history_written_outside after insert on archives_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('archives_history', new.history_id, new.recorded_to);
end;
create index rosters_change on rosters (change_id);
create index rosters_history_superseded on rosters_history (superseded_by);
create index rosters_history_change_id on rosters_history (change_id);
drop trigger rosters_keep_updated;
create trigger rosters_keep_updated after update of id, organization_id, source_id, day on rosters
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into rosters_history (id, organization_id, source_id, day, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.source_id, old.day, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update rosters set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger rosters_keep_deleted;
create trigger rosters_keep_deleted after delete on rosters when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into rosters_history (id, organization_id, source_id, day, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.source_id, old.day, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger rosters_keep_their_stamp;
create trigger rosters_keep_their_stamp before update of change_id, recorded_from on rosters
when not exists (select 1 from rosters_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger rosters_are_stamped before insert on rosters
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger rosters_history_is_stamped before insert on rosters_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from rosters where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger rosters_written_outside after insert on rosters when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('rosters', new.id, new.recorded_from);
end;
create trigger rosters_rewritten_outside after update of recorded_from on rosters when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('rosters', new.id, new.recorded_from);
end;
create trigger rosters_history_written_outside after insert on rosters_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('rosters_history', new.history_id, new.recorded_to);
end;
create index citations_change on citations (change_id);
create index citations_history_superseded on citations_history (superseded_by);
create index citations_history_change_id on citations_history (change_id);
drop trigger citations_keep_updated;
create trigger citations_keep_updated after update of id, appointment_id, source_id, supports, quote, locator, observed, says, note on citations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, says_earliest, says_latest, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, old.says_earliest, old.says_latest, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update citations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger citations_keep_deleted;
create trigger citations_keep_deleted after delete on citations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, says_earliest, says_latest, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, old.says_earliest, old.says_latest, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger citations_keep_their_stamp;
create trigger citations_keep_their_stamp before update of change_id, recorded_from on citations
when not exists (select 1 from citations_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger citations_are_stamped before insert on citations
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger citations_history_is_stamped before insert on citations_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from citations where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger citations_written_outside after insert on citations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('citations', new.id, new.recorded_from);
end;
create trigger citations_rewritten_outside after update of recorded_from on citations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('citations', new.id, new.recorded_from);
end;
create trigger citations_history_written_outside after insert on citations_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('citations_history', new.history_id, new.recorded_to);
end;
create index waivers_change on waivers (change_id);
create index waivers_history_superseded on waivers_history (superseded_by);
create index waivers_history_change_id on waivers_history (change_id);
drop trigger waivers_keep_updated;
create trigger waivers_keep_updated after update of id, finding, because, until on waivers
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into waivers_history (id, finding, because, until, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.finding, old.because, old.until, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update waivers set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger waivers_keep_deleted;
create trigger waivers_keep_deleted after delete on waivers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into waivers_history (id, finding, because, until, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.finding, old.because, old.until, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger waivers_keep_their_stamp;
create trigger waivers_keep_their_stamp before update of change_id, recorded_from on waivers
when not exists (select 1 from waivers_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger waivers_are_stamped before insert on waivers
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger waivers_history_is_stamped before insert on waivers_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from waivers where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger waivers_written_outside after insert on waivers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('waivers', new.id, new.recorded_from);
end;
create trigger waivers_rewritten_outside after update of recorded_from on waivers when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('waivers', new.id, new.recorded_from);
end;
create trigger waivers_history_written_outside after insert on waivers_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('waivers_history', new.history_id, new.recorded_to);
end;
create index datasets_change on datasets (change_id);
create index datasets_history_superseded on datasets_history (superseded_by);
create index datasets_history_change_id on datasets_history (change_id);
drop trigger datasets_keep_updated;
create trigger datasets_keep_updated after update of id, name, format, columns, ends, seats on datasets
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update datasets set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger datasets_keep_deleted;
create trigger datasets_keep_deleted after delete on datasets when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into datasets_history (id, name, format, columns, ends, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.name, old.format, old.columns, old.ends, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
drop trigger datasets_keep_their_stamp;
create trigger datasets_keep_their_stamp before update of change_id, recorded_from on datasets
when not exists (select 1 from datasets_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger datasets_are_stamped before insert on datasets
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger datasets_history_is_stamped before insert on datasets_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from datasets where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger datasets_written_outside after insert on datasets when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('datasets', new.id, new.recorded_from);
end;
create trigger datasets_rewritten_outside after update of recorded_from on datasets when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('datasets', new.id, new.recorded_from);
end;
create trigger datasets_history_written_outside after insert on datasets_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('datasets_history', new.history_id, new.recorded_to);
end;
