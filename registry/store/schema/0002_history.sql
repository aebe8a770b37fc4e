-- A row that one change adds and takes away again leaves no version; the twins are as quick to search as the tables.

drop trigger people_keep_deleted;
create trigger people_keep_deleted after delete on people when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into people_history (id, slug, name, name_key, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.birth_date, old.birth_earliest, old.birth_latest, old.death_date, old.death_earliest, old.death_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists people_history_name_key on people_history (name_key);
create index if not exists people_history_slug on people_history (slug);
drop trigger person_names_keep_deleted;
create trigger person_names_keep_deleted after delete on person_names when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_names_history (id, person_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists person_names_history_name_key on person_names_history (name_key);
create index if not exists person_names_history_person_id_name on person_names_history (person_id, name);
drop trigger person_identifiers_keep_deleted;
create trigger person_identifiers_keep_deleted after delete on person_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into person_identifiers_history (id, person_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.person_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists person_identifiers_history_person_id on person_identifiers_history (person_id);
create index if not exists person_identifiers_history_scheme_value on person_identifiers_history (scheme, value);
drop trigger organizations_keep_deleted;
create trigger organizations_keep_deleted after delete on organizations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organizations_history (id, slug, name, name_key, inception_date, inception_earliest, inception_latest, dissolution_date, dissolution_earliest, dissolution_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.name, old.name_key, old.inception_date, old.inception_earliest, old.inception_latest, old.dissolution_date, old.dissolution_earliest, old.dissolution_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists organizations_history_name_key on organizations_history (name_key);
create index if not exists organizations_history_slug on organizations_history (slug);
drop trigger organization_names_keep_deleted;
create trigger organization_names_keep_deleted after delete on organization_names when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_names_history (id, organization_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists organization_names_history_name_key on organization_names_history (name_key);
create index if not exists organization_names_history_organization_id_name on organization_names_history (organization_id, name);
drop trigger organization_identifiers_keep_deleted;
create trigger organization_identifiers_keep_deleted after delete on organization_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_identifiers_history (id, organization_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists organization_identifiers_history_organization_id on organization_identifiers_history (organization_id);
create index if not exists organization_identifiers_history_scheme_value on organization_identifiers_history (scheme, value);
drop trigger organization_parents_keep_deleted;
create trigger organization_parents_keep_deleted after delete on organization_parents when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_parents_history (id, organization_id, parent_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.parent_id, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists organization_parents_history_parent_id on organization_parents_history (parent_id);
create index if not exists organization_parents_history_organization_id_parent_id_start_earliest on organization_parents_history (organization_id, parent_id, start_earliest);
drop trigger roles_keep_deleted;
create trigger roles_keep_deleted after delete on roles when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into roles_history (id, slug, title, name_key, organization_id, seats, inception_date, inception_earliest, inception_latest, abolition_date, abolition_earliest, abolition_latest, continuous, term_months, term_limit, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.title, old.name_key, old.organization_id, old.seats, old.inception_date, old.inception_earliest, old.inception_latest, old.abolition_date, old.abolition_earliest, old.abolition_latest, old.continuous, old.term_months, old.term_limit, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists roles_history_name_key on roles_history (name_key);
create index if not exists roles_history_organization_id_title on roles_history (organization_id, title);
create index if not exists roles_history_slug on roles_history (slug);
drop trigger role_names_keep_deleted;
create trigger role_names_keep_deleted after delete on role_names when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_names_history (id, role_id, name, name_key, kind, language, script, start_date, end_date, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.name, old.name_key, old.kind, old.language, old.script, old.start_date, old.end_date, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists role_names_history_name_key on role_names_history (name_key);
create index if not exists role_names_history_role_id_name on role_names_history (role_id, name);
drop trigger role_identifiers_keep_deleted;
create trigger role_identifiers_keep_deleted after delete on role_identifiers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_identifiers_history (id, role_id, scheme, value, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.scheme, old.value, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists role_identifiers_history_role_id on role_identifiers_history (role_id);
create index if not exists role_identifiers_history_scheme_value on role_identifiers_history (scheme, value);
drop trigger role_seats_keep_deleted;
create trigger role_seats_keep_deleted after delete on role_seats when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_seats_history (id, role_id, since, seats, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.since, old.seats, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists role_seats_history_role_id_since on role_seats_history (role_id, since);
drop trigger role_incompatibilities_keep_deleted;
create trigger role_incompatibilities_keep_deleted after delete on role_incompatibilities when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_incompatibilities_history (id, role_id, other_id, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.other_id, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists role_incompatibilities_history_other_id on role_incompatibilities_history (other_id);
create index if not exists role_incompatibilities_history_role_id on role_incompatibilities_history (role_id);
drop trigger appointments_keep_deleted;
create trigger appointments_keep_deleted after delete on appointments when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists appointments_history_replaces_id on appointments_history (replaces_id);
create index if not exists appointments_history_person_id on appointments_history (person_id);
create index if not exists appointments_history_role_id_start_earliest_end_latest on appointments_history (role_id, start_earliest, end_latest, start_latest, end_earliest, kind, status, person_id);
create index if not exists appointments_history_slug on appointments_history (slug);
drop trigger sources_keep_deleted;
create trigger sources_keep_deleted after delete on sources when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into sources_history (id, slug, url, title, publisher, published_date, published_earliest, published_latest, accessed_date, archive_url, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.slug, old.url, old.title, old.publisher, old.published_date, old.published_earliest, old.published_latest, old.accessed_date, old.archive_url, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists sources_history_url on sources_history (url);
create index if not exists sources_history_slug on sources_history (slug);
drop trigger citations_keep_deleted;
create trigger citations_keep_deleted after delete on citations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into citations_history (id, appointment_id, source_id, supports, quote, locator, observed, says, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.source_id, old.supports, old.quote, old.locator, old.observed, old.says, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists citations_history_source_id on citations_history (source_id);
drop trigger waivers_keep_deleted;
create trigger waivers_keep_deleted after delete on waivers when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into waivers_history (id, finding, because, until, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.finding, old.because, old.until, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds')), (select change_id from change_in_progress));
end;
create index if not exists waivers_history_finding on waivers_history (finding);
create trigger tombstones_is_not_edited before update on tombstones  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger tombstones_is_not_deleted before delete on tombstones  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger tombstones_is_not_replaced before insert on tombstones when exists (select 1 from tombstones where id = new.id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
