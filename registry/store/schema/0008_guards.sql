-- What no writer can record of relations and of details; each holds with foreign keys off, too.

create trigger appointment_details_need_their_appointment_on_insert before insert on appointment_details
when not exists (select 1 from appointments where id = new.appointment_id) begin
  select raise(abort, 'guard: no such appointment');
end;

create trigger appointment_details_need_their_appointment_on_update before update of appointment_id on appointment_details
when not exists (select 1 from appointments where id = new.appointment_id) begin
  select raise(abort, 'guard: no such appointment');
end;

-- Only what lies outside the tenure in every reading of the dates is refused.
create trigger details_lie_in_their_tenure_on_insert after insert on appointment_details
when new.status = 'accepted' and exists (
  select 1 from appointments where id = new.appointment_id
    and (new.start_earliest > end_latest or new.end_latest < start_earliest)) begin
  select raise(abort, 'guard: a detail outside its tenure');
end;

create trigger details_lie_in_their_tenure_on_update
after update of appointment_id, status, start_earliest, end_latest on appointment_details
when new.status = 'accepted' and exists (
  select 1 from appointments where id = new.appointment_id
    and (new.start_earliest > end_latest or new.end_latest < start_earliest)) begin
  select raise(abort, 'guard: a detail outside its tenure');
end;

create trigger tenures_keep_their_details after update of start_earliest, end_latest on appointments
when exists (
  select 1 from appointment_details d where d.appointment_id = new.id and d.status = 'accepted'
    and (d.start_earliest > new.end_latest or d.end_latest < new.start_earliest)) begin
  select raise(abort, 'guard: a detail would lie outside its tenure');
end;

create trigger appointment_dates_need_their_appointment_on_insert before insert on appointment_dates
when not exists (select 1 from appointments where id = new.appointment_id) begin
  select raise(abort, 'guard: no such appointment');
end;

create trigger appointment_dates_need_their_appointment_on_update before update of appointment_id on appointment_dates
when not exists (select 1 from appointments where id = new.appointment_id) begin
  select raise(abort, 'guard: no such appointment');
end;

create trigger appointments_with_details_stay before delete on appointments
when exists (select 1 from appointment_details where appointment_id = old.id)
  or exists (select 1 from appointment_dates where appointment_id = old.id)
  or exists (select 1 from appointments where covers_id = old.id) begin
  select raise(abort, 'guard: this appointment has details, dates or a tenure that covers it');
end;

create trigger covers_fit_on_insert after insert on appointments when new.covers_id is not null begin
  select raise(abort, 'guard: only an acting tenure covers one, of somebody else in the same role')
    where new.kind <> 'acting' or not exists (
      select 1 from appointments o where o.id = new.covers_id and o.role_id = new.role_id and o.kind = 'substantive'
        and o.person_id is not null and o.person_id is not new.person_id);
end;

create trigger covers_fit_on_update after update of covers_id, kind, role_id, person_id on appointments
when new.covers_id is not null or exists (select 1 from appointments where covers_id = new.id) begin
  select raise(abort, 'guard: only an acting tenure covers one, of somebody else in the same role')
    where exists (
      select 1 from appointments a left join appointments o on o.id = a.covers_id
      where a.covers_id is not null and (a.id = new.id or a.covers_id = new.id)
        and (a.kind <> 'acting' or o.id is null or o.role_id <> a.role_id or o.kind <> 'substantive'
          or o.person_id is null or o.person_id is a.person_id));
end;

create trigger role_relations_need_both_on_insert before insert on role_relations
when not exists (select 1 from roles where id = new.role_id) or not exists (select 1 from roles where id = new.other_id)
begin
  select raise(abort, 'guard: no such role');
end;

create trigger role_relations_need_both_on_update before update of role_id, other_id on role_relations
when not exists (select 1 from roles where id = new.role_id) or not exists (select 1 from roles where id = new.other_id)
begin
  select raise(abort, 'guard: no such role');
end;

create trigger roles_with_relations_stay before delete on roles
when exists (select 1 from role_relations where role_id = old.id)
  or exists (select 1 from role_relations where other_id = old.id) begin
  select raise(abort, 'guard: this role has relations');
end;

create trigger organization_relations_need_both_on_insert before insert on organization_relations
when not exists (select 1 from organizations where id = new.organization_id)
  or not exists (select 1 from organizations where id = new.other_id) begin
  select raise(abort, 'guard: no such organization');
end;

create trigger organization_relations_need_both_on_update
before update of organization_id, other_id on organization_relations
when not exists (select 1 from organizations where id = new.organization_id)
  or not exists (select 1 from organizations where id = new.other_id) begin
  select raise(abort, 'guard: no such organization');
end;

create trigger organizations_with_relations_stay before delete on organizations
when exists (select 1 from organization_relations where organization_id = old.id)
  or exists (select 1 from organization_relations where other_id = old.id) begin
  select raise(abort, 'guard: this organization has relations');
end;

create trigger relation_citations_need_their_subjects_on_insert before insert on relation_citations begin
  select raise(abort, 'guard: no such relation') where not exists (
    select 1 from organization_relations where id = new.organization_relation_id
    union all select 1 from role_relations where id = new.role_relation_id);
  select raise(abort, 'guard: no such source') where not exists (select 1 from sources where id = new.source_id);
end;

create trigger relation_citations_need_their_subjects_on_update
before update of organization_relation_id, role_relation_id, source_id on relation_citations begin
  select raise(abort, 'guard: no such relation') where not exists (
    select 1 from organization_relations where id = new.organization_relation_id
    union all select 1 from role_relations where id = new.role_relation_id);
  select raise(abort, 'guard: no such source') where not exists (select 1 from sources where id = new.source_id);
end;

create trigger role_relations_that_are_cited_stay before delete on role_relations
when exists (select 1 from relation_citations where role_relation_id = old.id) begin
  select raise(abort, 'guard: this relation is cited');
end;

create trigger organization_relations_that_are_cited_stay before delete on organization_relations
when exists (select 1 from relation_citations where organization_relation_id = old.id) begin
  select raise(abort, 'guard: this relation is cited');
end;

create trigger sources_that_relations_cite_stay before delete on sources
when exists (select 1 from relation_citations where source_id = old.id) begin
  select raise(abort, 'guard: this source is cited');
end;

-- The unique index is over expressions: what REPLACE would delete has to be found here.
create trigger relation_citations_are_not_repeated_on_insert before insert on relation_citations
when exists (
  select 1 from relation_citations
  where organization_relation_id is new.organization_relation_id and role_relation_id is new.role_relation_id
    and source_id = new.source_id and observed is new.observed and quote is new.quote) begin
  select raise(abort, 'guard: there already; update it instead');
end;

create trigger relation_citations_are_not_repeated_on_update before update on relation_citations
when exists (
  select 1 from relation_citations
  where id <> old.id and organization_relation_id is new.organization_relation_id
    and role_relation_id is new.role_relation_id
    and source_id = new.source_id and observed is new.observed and quote is new.quote) begin
  select raise(abort, 'guard: another one has this already');
end;

-- The same relation twice for more than the day of a hand-over. `excludes` is the same in either order.
create trigger role_relations_are_not_doubled_on_insert after insert on role_relations
when new.status = 'accepted' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from role_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and o.role_id = new.role_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest)
  or new.kind = 'excludes' and exists (
    select 1 from role_relations o where o.kind = new.kind and o.status = 'accepted'
      and o.role_id = new.other_id and o.other_id = new.role_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

create trigger role_relations_are_not_doubled_on_update
after update of role_id, kind, other_id, status, start_latest, end_earliest on role_relations
when new.status = 'accepted' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from role_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and o.role_id = new.role_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest)
  or new.kind = 'excludes' and exists (
    select 1 from role_relations o where o.kind = new.kind and o.status = 'accepted'
      and o.role_id = new.other_id and o.other_id = new.role_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

create trigger organization_relations_are_not_doubled_on_insert after insert on organization_relations
when new.status = 'accepted' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from organization_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and o.organization_id = new.organization_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

create trigger organization_relations_are_not_doubled_on_update
after update of organization_id, kind, other_id, status, start_latest, end_earliest on organization_relations
when new.status = 'accepted' begin
  select raise(abort, 'guard: clash, the same relation twice at once') where exists (
    select 1 from organization_relations o where o.id <> new.id and o.kind = new.kind and o.status = 'accepted'
      and o.organization_id = new.organization_id and o.other_id = new.other_id
      and o.start_latest < new.end_earliest and new.start_latest < o.end_earliest);
end;

-- No role is its own superior, no organization a part of itself, for more than a day: what certainly lasts together is
-- followed upwards. Not for `continues`: what was renamed may be renamed back.
create trigger superiors_make_no_circle_on_insert after insert on role_relations
when new.kind in ('reports to', 'ex officio') and new.status = 'accepted' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join role_relations r on r.role_id = above.id and r.kind = new.kind and r.status = 'accepted'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.role_id and since < until);
end;

create trigger superiors_make_no_circle_on_update
after update of role_id, kind, other_id, status, start_latest, end_earliest on role_relations
when new.kind in ('reports to', 'ex officio') and new.status = 'accepted' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join role_relations r on r.role_id = above.id and r.kind = new.kind and r.status = 'accepted'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.role_id and since < until);
end;

create trigger parts_make_no_circle_on_insert after insert on organization_relations
when new.kind = 'part of' and new.status = 'accepted' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join organization_relations r
        on r.organization_id = above.id and r.kind = 'part of' and r.status = 'accepted'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.organization_id and since < until);
end;

create trigger parts_make_no_circle_on_update
after update of organization_id, kind, other_id, status, start_latest, end_earliest on organization_relations
when new.kind = 'part of' and new.status = 'accepted' begin
  select raise(abort, 'guard: a circle') where exists (
    with recursive above (id, since, until) as (
      values (new.other_id, new.start_latest, new.end_earliest)
      union
      select r.other_id, max(r.start_latest, above.since), min(r.end_earliest, above.until)
      from above join organization_relations r
        on r.organization_id = above.id and r.kind = 'part of' and r.status = 'accepted'
      where max(r.start_latest, above.since) < min(r.end_earliest, above.until))
    select 1 from above where id = new.organization_id and since < until);
end;

-- A slug means one role, one organization, for ever, as it does for people.
create trigger role_redirects_lead_from_none before insert on role_redirects
when exists (select 1 from roles where slug = new.slug) begin
  select raise(abort, 'guard: this slug is a role''s');
end;

create trigger role_redirects_lead_from_none_on_update before update of slug on role_redirects
when exists (select 1 from roles where slug = new.slug) begin
  select raise(abort, 'guard: this slug is a role''s');
end;

create trigger roles_take_no_redirect before insert on roles
when exists (select 1 from role_redirects where slug = new.slug) begin
  select raise(abort, 'guard: this slug leads to a role already');
end;

create trigger roles_take_no_redirect_on_update before update of slug on roles
when exists (select 1 from role_redirects where slug = new.slug) begin
  select raise(abort, 'guard: this slug leads to a role already');
end;

create trigger organization_redirects_lead_from_none before insert on organization_redirects
when exists (select 1 from organizations where slug = new.slug) begin
  select raise(abort, 'guard: this slug is an organization''s');
end;

create trigger organization_redirects_lead_from_none_on_update before update of slug on organization_redirects
when exists (select 1 from organizations where slug = new.slug) begin
  select raise(abort, 'guard: this slug is an organization''s');
end;

create trigger organizations_take_no_redirect before insert on organizations
when exists (select 1 from organization_redirects where slug = new.slug) begin
  select raise(abort, 'guard: this slug leads to an organization already');
end;

create trigger organizations_take_no_redirect_on_update before update of slug on organizations
when exists (select 1 from organization_redirects where slug = new.slug) begin
  select raise(abort, 'guard: this slug leads to an organization already');
end;
