-- What no writer can record, whichever program writes: these hold with foreign keys off, too.

create trigger appointments_need_their_subjects_on_insert before insert on appointments begin
  select raise(abort, 'guard: no such person')
    where new.person_id is not null and not exists (select 1 from people where id = new.person_id);
  select raise(abort, 'guard: no such role') where not exists (select 1 from roles where id = new.role_id);
  select raise(abort, 'guard: no such appointment to replace')
    where new.replaces_id is not null and not exists (select 1 from appointments where id = new.replaces_id);
end;

create trigger appointments_need_their_subjects_on_update
before update of person_id, role_id, replaces_id on appointments begin
  select raise(abort, 'guard: no such person')
    where new.person_id is not null and not exists (select 1 from people where id = new.person_id);
  select raise(abort, 'guard: no such role') where not exists (select 1 from roles where id = new.role_id);
  select raise(abort, 'guard: no such appointment to replace')
    where new.replaces_id is not null and not exists (select 1 from appointments where id = new.replaces_id);
end;

create trigger citations_need_their_subjects_on_insert before insert on citations begin
  select raise(abort, 'guard: no such appointment')
    where not exists (select 1 from appointments where id = new.appointment_id);
  select raise(abort, 'guard: no such source') where not exists (select 1 from sources where id = new.source_id);
end;

create trigger citations_need_their_subjects_on_update before update of appointment_id, source_id on citations begin
  select raise(abort, 'guard: no such appointment')
    where not exists (select 1 from appointments where id = new.appointment_id);
  select raise(abort, 'guard: no such source') where not exists (select 1 from sources where id = new.source_id);
end;

create trigger roles_need_an_organization_on_insert before insert on roles
when not exists (select 1 from organizations where id = new.organization_id) begin
  select raise(abort, 'guard: no such organization');
end;

create trigger roles_need_an_organization_on_update before update of organization_id on roles
when not exists (select 1 from organizations where id = new.organization_id) begin
  select raise(abort, 'guard: no such organization');
end;

create trigger people_with_appointments_stay before delete on people
when exists (select 1 from appointments where person_id = old.id) begin
  select raise(abort, 'guard: this person has appointments');
end;

create trigger roles_with_appointments_stay before delete on roles
when exists (select 1 from appointments where role_id = old.id) begin
  select raise(abort, 'guard: this role has appointments');
end;

create trigger organizations_with_roles_stay before delete on organizations
when exists (select 1 from roles where organization_id = old.id) begin
  select raise(abort, 'guard: this organization has roles');
end;

create trigger appointments_that_are_cited_stay before delete on appointments
when exists (select 1 from citations where appointment_id = old.id)
  or exists (select 1 from appointments where replaces_id = old.id) begin
  select raise(abort, 'guard: this appointment is cited or replaced');
end;

create trigger sources_that_are_cited_stay before delete on sources
when exists (select 1 from citations where source_id = old.id) begin
  select raise(abort, 'guard: this source is cited');
end;

create trigger appointments_do_not_clash_on_insert after insert on appointments
when new.status = 'accepted' begin
  select raise(abort, 'guard: clash, the same person twice in one role')
    where exists (
      select 1 from appointments o
      where o.role_id = new.role_id and o.person_id = new.person_id and o.status = 'accepted' and o.id <> new.id
        and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
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

create trigger appointments_do_not_clash_on_update
after update of person_id, role_id, kind, status, start_latest, end_earliest on appointments
when new.status = 'accepted' begin
  select raise(abort, 'guard: clash, the same person twice in one role')
    where exists (
      select 1 from appointments o
      where o.role_id = new.role_id and o.person_id = new.person_id and o.status = 'accepted' and o.id <> new.id
        and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
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

create trigger roles_keep_their_seats after update of seats on roles
when new.seats is not null begin
  select raise(abort, 'guard: clash, more people than seats')
    where exists (select 1 from crowded where role_id = new.id);
end;

create trigger role_seats_are_not_crowded_on_insert after insert on role_seats begin
  select raise(abort, 'guard: no such role') where not exists (select 1 from roles where id = new.role_id);
  select raise(abort, 'guard: clash, more people than seats')
    where exists (select 1 from crowded where role_id = new.role_id);
end;

create trigger role_seats_are_not_crowded_on_update after update on role_seats begin
  select raise(abort, 'guard: no such role') where not exists (select 1 from roles where id = new.role_id);
  select raise(abort, 'guard: clash, more people than seats')
    where exists (select 1 from crowded where role_id in (old.role_id, new.role_id));
end;

create trigger role_seats_are_not_crowded_on_delete after delete on role_seats begin
  select raise(abort, 'guard: clash, more people than seats')
    where exists (select 1 from crowded where role_id = old.role_id);
end;

-- The unique index of citations is over expressions, so history.py cannot tell what REPLACE would put out of the way.
create trigger citations_are_not_repeated_on_insert before insert on citations
when exists (
  select 1 from citations
  where appointment_id = new.appointment_id and source_id = new.source_id and supports is new.supports
    and quote is new.quote and locator is new.locator and observed is new.observed and says is new.says) begin
  select raise(abort, 'guard: there already; update it instead');
end;

create trigger citations_are_not_repeated_on_update before update on citations
when exists (
  select 1 from citations
  where id <> old.id and appointment_id = new.appointment_id and source_id = new.source_id
    and supports is new.supports and quote is new.quote and locator is new.locator and observed is new.observed and says is new.says) begin
  select raise(abort, 'guard: another one has this already');
end;
