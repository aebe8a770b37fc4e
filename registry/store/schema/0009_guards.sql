-- What a package has brought of history stays, and only an import of the program brings it.

create trigger received_seals_are_not_edited before update on received_seals begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger received_seals_are_not_deleted before delete on received_seals begin
  select raise(abort, 'guard: history cannot be changed');
end;

create trigger received_seals_are_not_replaced before insert on received_seals
when exists (select 1 from received_seals where id = new.id or head = new.head)
  or new.change_id is not (select change_id from change_in_progress) begin
  select raise(abort, 'guard: history cannot be changed');
end;
