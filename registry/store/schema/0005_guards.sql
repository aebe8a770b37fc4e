-- What nobody can write into the book-keeping.

-- The upper limit is a day after now, so that clocks may differ; a record that is ahead of it already goes on.
create trigger changes_follow_each_other before insert on changes
when new.recorded_at is not strftime('%Y-%m-%dT%H:%M:%fZ', new.recorded_at)
  or new.recorded_at <= coalesce((select max(recorded_at) from changes), '')
  or new.recorded_at > max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+1 day'),
    coalesce((select strftime('%Y-%m-%dT%H:%M:%fZ', max(recorded_at), '+0.001 seconds') from changes), '')) begin
  select raise(abort, 'guard: a change is recorded after the last one, and not in the future');
end;

create trigger changes_have_a_number after insert on changes when new.id not between 1 and 1000000000000 begin
  select raise(abort, 'guard: no such number is given to a change');
end;

create trigger a_finished_change_stays_closed before insert on change_in_progress
when exists (select 1 from seals where change_id = new.change_id)
  or not exists (select 1 from changes where id = new.change_id and recorded_at = new.recorded_at)
  or exists (select 1 from changes where recorded_at > new.recorded_at) begin
  select raise(abort, 'guard: only the newest change can be in progress, and only until it is finished');
end;

create trigger a_change_in_progress_stays_itself before update on change_in_progress
when new.id is not old.id or new.change_id is not old.change_id or new.recorded_at is not old.recorded_at begin
  select raise(abort, 'guard: another change cannot be put in its place');
end;

create trigger seals_are_not_edited before update on seals begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger seals_are_not_deleted before delete on seals begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger seals_are_not_replaced before insert on seals
when exists (select 1 from seals where id = new.id or change_id = new.change_id) begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger seals_are_in_order after insert on seals
when new.id is not 1 + coalesce((select max(id) from seals where id <> new.id), 0)
  or (new.change_id is not null and not exists (select 1 from changes where id = new.change_id)) begin
  select raise(abort, 'guard: a seal is of a change, and follows the last one');
end;

create trigger replaced_seals_are_not_edited before update on replaced_seals begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger replaced_seals_are_not_deleted before delete on replaced_seals begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger replaced_seals_are_not_replaced before insert on replaced_seals
when exists (select 1 from replaced_seals where id = new.id)
  or new.change_id is not (select change_id from change_in_progress) begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger outside_writes_are_not_edited before update on outside_writes
when old.seal_id is not null or new.seal_id is null or new.id is not old.id or new.table_name is not old.table_name
  or new.row_id is not old.row_id or new.recorded_at is not old.recorded_at begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger outside_writes_are_not_deleted before delete on outside_writes begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger outside_writes_are_not_replaced before insert on outside_writes
when new.seal_id is not null or exists (select 1 from outside_writes where id = new.id) begin
  select raise(abort, 'guard: history cannot be changed');
end;
