-- A relation of which a date is marked as doubtful may not be so: it is there twice, or closes a circle, with none.

drop trigger role_relations_are_not_doubled_on_insert;
create trigger role_relations_are_not_doubled_on_insert after insert on role_relations
when new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from role_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
      and o.role_id = new.role_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest)
  or new.kind = 'excludes' and exists (
    select 1 from role_relations o where o.kind = new.kind and o.status = 'accepted'
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
      and o.role_id = new.other_id and o.other_id = new.role_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

drop trigger role_relations_are_not_doubled_on_update;
create trigger role_relations_are_not_doubled_on_update
after update of role_id, kind, other_id, status, start_date, start_latest, end_date, end_earliest
on role_relations
when new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from role_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
      and o.role_id = new.role_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest)
  or new.kind = 'excludes' and exists (
    select 1 from role_relations o where o.kind = new.kind and o.status = 'accepted'
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
      and o.role_id = new.other_id and o.other_id = new.role_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

drop trigger organization_relations_are_not_doubled_on_insert;
create trigger organization_relations_are_not_doubled_on_insert after insert on organization_relations
when new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from organization_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
      and o.organization_id = new.organization_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

drop trigger organization_relations_are_not_doubled_on_update;
create trigger organization_relations_are_not_doubled_on_update
after update of organization_id, kind, other_id, status, start_date, start_latest, end_date, end_earliest
on organization_relations
when new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from organization_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
      and o.organization_id = new.organization_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

drop trigger superiors_make_no_circle_on_insert;
create trigger superiors_make_no_circle_on_insert after insert on role_relations
when new.kind in ('reports to', 'ex officio') and new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join role_relations r on r.role_id = above.id and r.kind = new.kind and r.status = 'accepted'
        and ifnull(r.start_date, '') || ifnull(r.end_date, '') not glob '*[?%]*'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.role_id and since < until);
end;

drop trigger superiors_make_no_circle_on_update;
create trigger superiors_make_no_circle_on_update
after update of role_id, kind, other_id, status, start_date, start_latest, end_date, end_earliest
on role_relations
when new.kind in ('reports to', 'ex officio') and new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join role_relations r on r.role_id = above.id and r.kind = new.kind and r.status = 'accepted'
        and ifnull(r.start_date, '') || ifnull(r.end_date, '') not glob '*[?%]*'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.role_id and since < until);
end;

drop trigger parts_make_no_circle_on_insert;
create trigger parts_make_no_circle_on_insert after insert on organization_relations
when new.kind = 'part of' and new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join organization_relations r
        on r.organization_id = above.id and r.kind = 'part of' and r.status = 'accepted'
        and ifnull(r.start_date, '') || ifnull(r.end_date, '') not glob '*[?%]*'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.organization_id and since < until);
end;

drop trigger parts_make_no_circle_on_update;
create trigger parts_make_no_circle_on_update
after update of organization_id, kind, other_id, status, start_date, start_latest, end_date, end_earliest
on organization_relations
when new.kind = 'part of' and new.status = 'accepted'
  and ifnull(new.start_date, '') || ifnull(new.end_date, '') not glob '*[?%]*' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join organization_relations r
        on r.organization_id = above.id and r.kind = 'part of' and r.status = 'accepted'
        and ifnull(r.start_date, '') || ifnull(r.end_date, '') not glob '*[?%]*'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.organization_id and since < until);
end;
