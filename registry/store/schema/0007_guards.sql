-- The guards against clashes, which leave out who has a doubtful date: see the view `crowded`.

drop trigger appointments_do_not_clash_on_insert;
create trigger appointments_do_not_clash_on_insert after insert on appointments
when new.status = 'accepted' and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: clash, the same person twice in one role')
    where exists (
      select 1 from appointments o
      where o.role_id = new.role_id and o.person_id = new.person_id and o.status = 'accepted' and o.id <> new.id
        and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest
        and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*');
  -- Most entries of a large board cross fewer than it has seats; each moment is looked at for the others.
  select raise(abort, 'guard: clash, more people than seats')
    where (
      select min(seats) from (
        select seats from roles where id = new.role_id
        union all select seats from role_seats where role_id = new.role_id)
    ) < 1 + (
      select count(*) from appointments o
      where o.role_id = new.role_id and o.kind = new.kind and o.status = 'accepted' and o.id <> new.id
        and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest
    ) and exists (
      select 1 from crowded x
      where x.role_id = new.role_id and x.kind = new.kind
        and (x.id = new.id or x.id is null or (x.start_latest < new.end_earliest and new.start_latest < x.end_earliest)));
end;

-- The texts of the dates, too: the mark of doubt may go while the days stay.
drop trigger appointments_do_not_clash_on_update;
create trigger appointments_do_not_clash_on_update
after update of person_id, role_id, kind, status, start_date, start_latest, end_date, end_earliest on appointments
when new.status = 'accepted' and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: clash, the same person twice in one role')
    where exists (
      select 1 from appointments o
      where o.role_id = new.role_id and o.person_id = new.person_id and o.status = 'accepted' and o.id <> new.id
        and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest
        and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*');
  -- Most entries of a large board cross fewer than it has seats; each moment is looked at for the others.
  select raise(abort, 'guard: clash, more people than seats')
    where (
      select min(seats) from (
        select seats from roles where id = new.role_id
        union all select seats from role_seats where role_id = new.role_id)
    ) < 1 + (
      select count(*) from appointments o
      where o.role_id = new.role_id and o.kind = new.kind and o.status = 'accepted' and o.id <> new.id
        and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest
    ) and exists (
      select 1 from crowded x
      where x.role_id = new.role_id and x.kind = new.kind
        and (x.id = new.id or x.id is null or (x.start_latest < new.end_earliest and new.start_latest < x.end_earliest)));
end;
