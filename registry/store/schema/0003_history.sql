-- The history of the tables and columns of version 3.

create table person_redirects_history (
  history_id integer primary key,
  id integer,
  slug text,
  person_id integer,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index person_redirects_history_row on person_redirects_history (id, recorded_from);
create trigger person_redirects_keep_updated after update of id, slug, person_id on person_redirects
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_redirects_history (id, slug, person_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update person_redirects set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger person_redirects_keep_deleted after delete on person_redirects begin
  insert into person_redirects_history (id, slug, person_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger person_redirects_keep_their_id before update on person_redirects when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger person_redirects_keep_their_stamp before update of change_id, recorded_from on person_redirects
when not exists (select 1 from person_redirects_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger person_redirects_are_not_replaced_on_insert before insert on person_redirects
when exists (select 1 from person_redirects where id = new.id or (slug = new.slug)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger person_redirects_are_not_replaced_on_update before update of slug on person_redirects
when exists (select 1 from person_redirects where id <> old.id and (0 or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger person_redirects_history_is_not_edited before update on person_redirects_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger person_redirects_history_is_not_deleted before delete on person_redirects_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger person_redirects_history_is_not_replaced before insert on person_redirects_history when exists (select 1 from person_redirects_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
drop trigger person_redirects_keep_deleted;
create trigger person_redirects_keep_deleted after delete on person_redirects when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_redirects_history (id, slug, person_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists person_redirects_history_person_id on person_redirects_history (person_id);
create index if not exists person_redirects_history_slug on person_redirects_history (slug);
create table distinct_people_history (
  history_id integer primary key,
  id integer,
  person_id integer,
  other_person_id integer,
  because text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index distinct_people_history_row on distinct_people_history (id, recorded_from);
create trigger distinct_people_keep_updated after update of id, person_id, other_person_id, because on distinct_people
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_people_history (id, person_id, other_person_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.other_person_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update distinct_people set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger distinct_people_keep_deleted after delete on distinct_people begin
  insert into distinct_people_history (id, person_id, other_person_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.other_person_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger distinct_people_keep_their_id before update on distinct_people when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger distinct_people_keep_their_stamp before update of change_id, recorded_from on distinct_people
when not exists (select 1 from distinct_people_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger distinct_people_are_not_replaced_on_insert before insert on distinct_people
when exists (select 1 from distinct_people where id = new.id) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger distinct_people_history_is_not_edited before update on distinct_people_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger distinct_people_history_is_not_deleted before delete on distinct_people_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger distinct_people_history_is_not_replaced before insert on distinct_people_history when exists (select 1 from distinct_people_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
drop trigger distinct_people_keep_deleted;
create trigger distinct_people_keep_deleted after delete on distinct_people when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into distinct_people_history (id, person_id, other_person_id, because, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.other_person_id, old.because, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists distinct_people_history_other_person_id on distinct_people_history (other_person_id);
create index if not exists distinct_people_history_person_id on distinct_people_history (person_id);
create table archives_history (
  history_id integer primary key,
  id integer,
  source_id integer,
  sha256 text,
  bytes integer,
  name text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index archives_history_row on archives_history (id, recorded_from);
create trigger archives_keep_updated after update of id, source_id, sha256, bytes, name on archives
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into archives_history (id, source_id, sha256, bytes, name, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.source_id, old.sha256, old.bytes, old.name, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update archives set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger archives_keep_deleted after delete on archives begin
  insert into archives_history (id, source_id, sha256, bytes, name, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.source_id, old.sha256, old.bytes, old.name, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger archives_keep_their_id before update on archives when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger archives_keep_their_stamp before update of change_id, recorded_from on archives
when not exists (select 1 from archives_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger archives_are_not_replaced_on_insert before insert on archives
when exists (select 1 from archives where id = new.id or (source_id = new.source_id and sha256 = new.sha256)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger archives_are_not_replaced_on_update before update of source_id, sha256 on archives
when exists (select 1 from archives where id <> old.id and (0 or (source_id = new.source_id and sha256 = new.sha256))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger archives_history_is_not_edited before update on archives_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger archives_history_is_not_deleted before delete on archives_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger archives_history_is_not_replaced before insert on archives_history when exists (select 1 from archives_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
drop trigger archives_keep_deleted;
create trigger archives_keep_deleted after delete on archives when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into archives_history (id, source_id, sha256, bytes, name, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.source_id, old.sha256, old.bytes, old.name, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists archives_history_source_id_sha256 on archives_history (source_id, sha256);
create table rosters_history (
  history_id integer primary key,
  id integer,
  organization_id integer,
  source_id integer,
  day text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict
;
create index rosters_history_row on rosters_history (id, recorded_from);
create trigger rosters_keep_updated after update of id, organization_id, source_id, day on rosters
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into rosters_history (id, organization_id, source_id, day, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.source_id, old.day, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update rosters set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
end;
create trigger rosters_keep_deleted after delete on rosters begin
  insert into rosters_history (id, organization_id, source_id, day, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.source_id, old.day, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger rosters_keep_their_id before update on rosters when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger rosters_keep_their_stamp before update of change_id, recorded_from on rosters
when not exists (select 1 from rosters_history where id = old.id and recorded_from = old.recorded_from) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger rosters_are_not_replaced_on_insert before insert on rosters
when exists (select 1 from rosters where id = new.id or (organization_id = new.organization_id and source_id = new.source_id and day = new.day)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger rosters_are_not_replaced_on_update before update of organization_id, source_id, day on rosters
when exists (select 1 from rosters where id <> old.id and (0 or (organization_id = new.organization_id and source_id = new.source_id and day = new.day))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger rosters_history_is_not_edited before update on rosters_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger rosters_history_is_not_deleted before delete on rosters_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger rosters_history_is_not_replaced before insert on rosters_history when exists (select 1 from rosters_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
drop trigger rosters_keep_deleted;
create trigger rosters_keep_deleted after delete on rosters when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into rosters_history (id, organization_id, source_id, day, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.source_id, old.day, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists rosters_history_source_id on rosters_history (source_id);
create index if not exists rosters_history_organization_id_source_id_day on rosters_history (organization_id, source_id, day);
alter table sources_history add column url_key text;
alter table sources_history add column copy_of_id integer;
alter table sources_history add column retracted text;
drop trigger sources_keep_updated;
drop trigger sources_keep_their_id;
drop trigger sources_keep_their_stamp;
drop trigger sources_are_not_replaced_on_insert;
drop trigger sources_are_not_replaced_on_update;
drop trigger sources_keep_deleted;
create trigger sources_keep_updated after update of id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, copy_of_id, retracted on sources
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, url_key, copy_of_id, retracted, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, old.url_key, old.copy_of_id, old.retracted, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update sources set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
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
create trigger sources_keep_deleted after delete on sources when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, url_key, copy_of_id, retracted, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, old.url_key, old.copy_of_id, old.retracted, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create trigger sources_are_not_replaced_on_update before update of url, slug on sources
when exists (select 1 from sources where id <> old.id and (0 or (url = new.url) or (slug = new.slug))) begin
  select raise(abort, 'guard: another one has this already');
end;
create index if not exists sources_history_id on sources_history (id);
create index if not exists sources_history_copy_of_id on sources_history (copy_of_id);
create index if not exists sources_history_url_key on sources_history (url_key);
create index if not exists sources_history_url on sources_history (url);
create index if not exists sources_history_slug on sources_history (slug);
alter table citations_history add column says_earliest text;
alter table citations_history add column says_latest text;
drop trigger citations_keep_updated;
drop trigger citations_keep_their_id;
drop trigger citations_keep_their_stamp;
drop trigger citations_are_not_replaced_on_insert;
drop trigger citations_keep_deleted;
create trigger citations_keep_updated after update of id, appointment_id, source_id, supports, quote, locator, observed, says, note on citations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, says_earliest, says_latest, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, old.says_earliest, old.says_latest, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
  update citations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')) where id = new.id;
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
create trigger citations_keep_deleted after delete on citations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, says_earliest, says_latest, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, old.says_earliest, old.says_latest, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists citations_history_source_id on citations_history (source_id);
