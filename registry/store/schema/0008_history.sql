-- What is superseded or deleted moves to a twin; tenures have a column more.

create index organization_relations_change on organization_relations (change_id);
create index organization_relations_history_superseded on organization_relations_history (superseded_by);
create index organization_relations_history_row on organization_relations_history (id, recorded_from);
create trigger organization_relations_keep_updated after update of id, organization_id, kind, other_id, how, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note on organization_relations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_relations_history (id, organization_id, kind, other_id, how, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.kind, old.other_id, old.how, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update organization_relations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
create trigger organization_relations_keep_deleted after delete on organization_relations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into organization_relations_history (id, organization_id, kind, other_id, how, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_id, old.kind, old.other_id, old.how, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
create trigger organization_relations_keep_their_id before update on organization_relations when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger organization_relations_keep_their_stamp before update of change_id, recorded_from on organization_relations
when not exists (select 1 from organization_relations_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger organization_relations_are_stamped before insert on organization_relations
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger organization_relations_history_is_stamped before insert on organization_relations_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from organization_relations where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger organization_relations_written_outside after insert on organization_relations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_relations', new.id, new.recorded_from);
end;
create trigger organization_relations_rewritten_outside after update of recorded_from on organization_relations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('organization_relations', new.id, new.recorded_from);
end;
create trigger organization_relations_history_written_outside after insert on organization_relations_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('organization_relations_history', new.history_id, new.recorded_to);
end;
create trigger organization_relations_are_not_replaced_on_insert before insert on organization_relations
when exists (select 1 from organization_relations where id = new.id or (organization_id = new.organization_id and kind = new.kind and other_id = new.other_id and start_earliest = new.start_earliest)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger organization_relations_are_not_replaced_on_update before update of organization_id, kind, other_id, start_earliest on organization_relations
when exists (select 1 from organization_relations where id <> old.id and (0 or (organization_id = new.organization_id and kind = new.kind and other_id = new.other_id and start_earliest = new.start_earliest))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger organization_relations_history_is_not_edited before update on organization_relations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_relations_history_is_not_deleted before delete on organization_relations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger organization_relations_history_is_not_replaced before insert on organization_relations_history when exists (select 1 from organization_relations_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists organization_relations_history_change_id on organization_relations_history (change_id);
create index if not exists organization_relations_history_other_id_kind on organization_relations_history (other_id, kind);
create index if not exists organization_relations_history_organization_id_kind_other_id on organization_relations_history (organization_id, kind, other_id, start_earliest);
create index role_relations_change on role_relations (change_id);
create index role_relations_history_superseded on role_relations_history (superseded_by);
create index role_relations_history_row on role_relations_history (id, recorded_from);
create trigger role_relations_keep_updated after update of id, role_id, kind, other_id, how, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note on role_relations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_relations_history (id, role_id, kind, other_id, how, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.kind, old.other_id, old.how, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update role_relations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
create trigger role_relations_keep_deleted after delete on role_relations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into role_relations_history (id, role_id, kind, other_id, how, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.role_id, old.kind, old.other_id, old.how, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
create trigger role_relations_keep_their_id before update on role_relations when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger role_relations_keep_their_stamp before update of change_id, recorded_from on role_relations
when not exists (select 1 from role_relations_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger role_relations_are_stamped before insert on role_relations
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger role_relations_history_is_stamped before insert on role_relations_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from role_relations where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger role_relations_written_outside after insert on role_relations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_relations', new.id, new.recorded_from);
end;
create trigger role_relations_rewritten_outside after update of recorded_from on role_relations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('role_relations', new.id, new.recorded_from);
end;
create trigger role_relations_history_written_outside after insert on role_relations_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('role_relations_history', new.history_id, new.recorded_to);
end;
create trigger role_relations_are_not_replaced_on_insert before insert on role_relations
when exists (select 1 from role_relations where id = new.id or (role_id = new.role_id and kind = new.kind and other_id = new.other_id and start_earliest = new.start_earliest)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger role_relations_are_not_replaced_on_update before update of role_id, kind, other_id, start_earliest on role_relations
when exists (select 1 from role_relations where id <> old.id and (0 or (role_id = new.role_id and kind = new.kind and other_id = new.other_id and start_earliest = new.start_earliest))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger role_relations_history_is_not_edited before update on role_relations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_relations_history_is_not_deleted before delete on role_relations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger role_relations_history_is_not_replaced before insert on role_relations_history when exists (select 1 from role_relations_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists role_relations_history_change_id on role_relations_history (change_id);
create index if not exists role_relations_history_other_id_kind on role_relations_history (other_id, kind);
create index if not exists role_relations_history_role_id_kind_other_id on role_relations_history (role_id, kind, other_id, start_earliest);
create index appointment_details_change on appointment_details (change_id);
create index appointment_details_history_superseded on appointment_details_history (superseded_by);
create index appointment_details_history_row on appointment_details_history (id, recorded_from);
create trigger appointment_details_keep_updated after update of id, appointment_id, field, value, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note on appointment_details
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_details_history (id, appointment_id, field, value, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.field, old.value, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update appointment_details set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
create trigger appointment_details_keep_deleted after delete on appointment_details when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_details_history (id, appointment_id, field, value, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.field, old.value, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
create trigger appointment_details_keep_their_id before update on appointment_details when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger appointment_details_keep_their_stamp before update of change_id, recorded_from on appointment_details
when not exists (select 1 from appointment_details_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger appointment_details_are_stamped before insert on appointment_details
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger appointment_details_history_is_stamped before insert on appointment_details_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from appointment_details where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger appointment_details_written_outside after insert on appointment_details when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointment_details', new.id, new.recorded_from);
end;
create trigger appointment_details_rewritten_outside after update of recorded_from on appointment_details when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointment_details', new.id, new.recorded_from);
end;
create trigger appointment_details_history_written_outside after insert on appointment_details_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('appointment_details_history', new.history_id, new.recorded_to);
end;
create trigger appointment_details_are_not_replaced_on_insert before insert on appointment_details
when exists (select 1 from appointment_details where id = new.id or (appointment_id = new.appointment_id and field = new.field and value = new.value and start_earliest = new.start_earliest)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger appointment_details_are_not_replaced_on_update before update of appointment_id, field, value, start_earliest on appointment_details
when exists (select 1 from appointment_details where id <> old.id and (0 or (appointment_id = new.appointment_id and field = new.field and value = new.value and start_earliest = new.start_earliest))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger appointment_details_history_is_not_edited before update on appointment_details_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointment_details_history_is_not_deleted before delete on appointment_details_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointment_details_history_is_not_replaced before insert on appointment_details_history when exists (select 1 from appointment_details_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists appointment_details_history_change_id on appointment_details_history (change_id);
create index if not exists appointment_details_history_appointment_id_field_value on appointment_details_history (appointment_id, field, value, start_earliest);
create index appointment_dates_change on appointment_dates (change_id);
create index appointment_dates_history_superseded on appointment_dates_history (superseded_by);
create index appointment_dates_history_row on appointment_dates_history (id, recorded_from);
create trigger appointment_dates_keep_updated after update of id, appointment_id, side, act, on_date, on_earliest, on_latest, note on appointment_dates
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_dates_history (id, appointment_id, side, act, on_date, on_earliest, on_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.side, old.act, old.on_date, old.on_earliest, old.on_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update appointment_dates set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
create trigger appointment_dates_keep_deleted after delete on appointment_dates when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointment_dates_history (id, appointment_id, side, act, on_date, on_earliest, on_latest, note, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.appointment_id, old.side, old.act, old.on_date, old.on_earliest, old.on_latest, old.note, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
create trigger appointment_dates_keep_their_id before update on appointment_dates when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger appointment_dates_keep_their_stamp before update of change_id, recorded_from on appointment_dates
when not exists (select 1 from appointment_dates_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger appointment_dates_are_stamped before insert on appointment_dates
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger appointment_dates_history_is_stamped before insert on appointment_dates_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from appointment_dates where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger appointment_dates_written_outside after insert on appointment_dates when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointment_dates', new.id, new.recorded_from);
end;
create trigger appointment_dates_rewritten_outside after update of recorded_from on appointment_dates when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('appointment_dates', new.id, new.recorded_from);
end;
create trigger appointment_dates_history_written_outside after insert on appointment_dates_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('appointment_dates_history', new.history_id, new.recorded_to);
end;
create trigger appointment_dates_are_not_replaced_on_insert before insert on appointment_dates
when exists (select 1 from appointment_dates where id = new.id or (appointment_id = new.appointment_id and side = new.side and act = new.act and on_date = new.on_date)) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger appointment_dates_are_not_replaced_on_update before update of appointment_id, side, act, on_date on appointment_dates
when exists (select 1 from appointment_dates where id <> old.id and (0 or (appointment_id = new.appointment_id and side = new.side and act = new.act and on_date = new.on_date))) begin
  select raise(abort, 'guard: another one has this already');
end;
create trigger appointment_dates_history_is_not_edited before update on appointment_dates_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointment_dates_history_is_not_deleted before delete on appointment_dates_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger appointment_dates_history_is_not_replaced before insert on appointment_dates_history when exists (select 1 from appointment_dates_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists appointment_dates_history_change_id on appointment_dates_history (change_id);
create index if not exists appointment_dates_history_appointment_id_side_act on appointment_dates_history (appointment_id, side, act, on_date);
create index relation_citations_change on relation_citations (change_id);
create index relation_citations_history_superseded on relation_citations_history (superseded_by);
create index relation_citations_history_row on relation_citations_history (id, recorded_from);
create trigger relation_citations_keep_updated after update of id, organization_relation_id, role_relation_id, source_id, quote, locator, observed on relation_citations
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into relation_citations_history (id, organization_relation_id, role_relation_id, source_id, quote, locator, observed, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_relation_id, old.role_relation_id, old.source_id, old.quote, old.locator, old.observed, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update relation_citations set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
create trigger relation_citations_keep_deleted after delete on relation_citations when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into relation_citations_history (id, organization_relation_id, role_relation_id, source_id, quote, locator, observed, change_id, recorded_from, recorded_to, superseded_by) values (old.id, old.organization_relation_id, old.role_relation_id, old.source_id, old.quote, old.locator, old.observed, old.change_id, old.recorded_from, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
create trigger relation_citations_keep_their_id before update on relation_citations when new.id is not old.id begin
  select raise(abort, 'guard: an id never changes');
end;
create trigger relation_citations_keep_their_stamp before update of change_id, recorded_from on relation_citations
when not exists (select 1 from relation_citations_history where id = old.id and recorded_from = old.recorded_from)
  or new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) begin
  select raise(abort, 'guard: when and by which change a row was recorded cannot be changed');
end;
create trigger relation_citations_are_stamped before insert on relation_citations
when new.change_id is not (select change_id from change_in_progress) or new.recorded_from is not coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) or new.id > 1000000000000 begin
  select raise(abort, 'guard: a row is recorded now, under the change in progress or none');
end;
create trigger relation_citations_history_is_stamped before insert on relation_citations_history
when new.superseded_by is not (select change_id from change_in_progress)
  or new.recorded_to is not max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_from, '+0.001 seconds'), ''))
  or exists (select 1 from relation_citations where id = new.id
    and (recorded_from is not new.recorded_from or change_id is not new.change_id)) begin
  select raise(abort, 'guard: a version goes into history when it ends');
end;
create trigger relation_citations_written_outside after insert on relation_citations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('relation_citations', new.id, new.recorded_from);
end;
create trigger relation_citations_rewritten_outside after update of recorded_from on relation_citations when new.change_id is null begin
  insert into outside_writes (table_name, row_id, recorded_at) values ('relation_citations', new.id, new.recorded_from);
end;
create trigger relation_citations_history_written_outside after insert on relation_citations_history when new.superseded_by is null begin
  insert into outside_writes (table_name, row_id, recorded_at)
  values ('relation_citations_history', new.history_id, new.recorded_to);
end;
create trigger relation_citations_are_not_replaced_on_insert before insert on relation_citations
when exists (select 1 from relation_citations where id = new.id) begin
  select raise(abort, 'guard: there already; update it instead');
end;
create trigger relation_citations_history_is_not_edited before update on relation_citations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger relation_citations_history_is_not_deleted before delete on relation_citations_history  begin
  select raise(abort, 'guard: history cannot be changed');
end;
create trigger relation_citations_history_is_not_replaced before insert on relation_citations_history when exists (select 1 from relation_citations_history where history_id = new.history_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
create index if not exists relation_citations_history_change_id on relation_citations_history (change_id);
create index if not exists relation_citations_history_source_id on relation_citations_history (source_id);
create index if not exists relation_citations_history_role_relation_id on relation_citations_history (role_relation_id);
create index if not exists relation_citations_history_organization_relation_id on relation_citations_history (organization_relation_id);
drop trigger appointments_keep_updated;
create trigger appointments_keep_updated after update of id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, covers_id on appointments
when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, covers_id, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, old.covers_id, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
  update appointments set change_id = (select change_id from change_in_progress), recorded_from = max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')) where id = new.id;
end;
drop trigger appointments_keep_deleted;
create trigger appointments_keep_deleted after delete on appointments when (select change_id from change_in_progress) is null or old.change_id is not (select change_id from change_in_progress) begin
  insert into appointments_history (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest, rank, how, end_reason, replaces_id, note, change_id, recorded_from, covers_id, recorded_to, superseded_by) values (old.id, old.slug, old.person_id, old.role_id, old.kind, old.status, old.start_date, old.start_earliest, old.start_latest, old.end_date, old.end_earliest, old.end_latest, old.rank, old.how, old.end_reason, old.replaces_id, old.note, old.change_id, old.recorded_from, old.covers_id, max(coalesce((select recorded_at from change_in_progress), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', old.recorded_from, '+0.001 seconds'), '')), (select change_id from change_in_progress));
end;
