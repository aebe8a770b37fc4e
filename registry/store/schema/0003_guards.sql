-- Unique indexes over expressions: history.py cannot tell what REPLACE would put out of the way.

create trigger distinct_people_are_not_repeated_on_insert before insert on distinct_people
when exists (
  select 1 from distinct_people
  where min(person_id, other_person_id) = min(new.person_id, new.other_person_id)
    and max(person_id, other_person_id) = max(new.person_id, new.other_person_id)) begin
  select raise(abort, 'guard: there already; update it instead');
end;

create trigger distinct_people_are_not_repeated_on_update before update of person_id, other_person_id on distinct_people
when exists (
  select 1 from distinct_people
  where id <> old.id
    and min(person_id, other_person_id) = min(new.person_id, new.other_person_id)
    and max(person_id, other_person_id) = max(new.person_id, new.other_person_id)) begin
  select raise(abort, 'guard: another one has this already');
end;

create trigger role_incompatibilities_are_not_repeated_on_insert before insert on role_incompatibilities
when exists (
  select 1 from role_incompatibilities
  where min(role_id, other_id) = min(new.role_id, new.other_id)
    and max(role_id, other_id) = max(new.role_id, new.other_id)) begin
  select raise(abort, 'guard: there already; update it instead');
end;

create trigger role_incompatibilities_are_not_repeated_on_update before update of role_id, other_id on role_incompatibilities
when exists (
  select 1 from role_incompatibilities
  where id <> old.id
    and min(role_id, other_id) = min(new.role_id, new.other_id)
    and max(role_id, other_id) = max(new.role_id, new.other_id)) begin
  select raise(abort, 'guard: another one has this already');
end;

-- A slug means one person, for ever.

create trigger redirects_lead_from_no_one before insert on person_redirects
when exists (select 1 from people where slug = new.slug) begin
  select raise(abort, 'guard: this slug is a person''s');
end;

create trigger redirects_lead_from_no_one_on_update before update of slug on person_redirects
when exists (select 1 from people where slug = new.slug) begin
  select raise(abort, 'guard: this slug is a person''s');
end;

create trigger people_take_no_redirect before insert on people
when exists (select 1 from person_redirects where slug = new.slug) begin
  select raise(abort, 'guard: this slug leads to a person already');
end;

create trigger people_take_no_redirect_on_update before update of slug on people
when exists (select 1 from person_redirects where slug = new.slug) begin
  select raise(abort, 'guard: this slug leads to a person already');
end;
