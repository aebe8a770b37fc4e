-- What a file of others says, on its way in: of one connection, and gone with it.

drop table if exists temp.given_things;
drop table if exists temp.given_identifiers;
drop table if exists temp.given_tenures;
drop table if exists temp.met_tenures;
drop table if exists temp.odd_tenures;
drop table if exists temp.new_tenures;
-- Each organization, role and person of the file. No record = it says nothing but the name.
create temp table given_things (
  noun text not null, key text not null, name text not null, name_key text not null, owner text,
  record text, thing_id integer, slug text, odd integer not null default 0,
  primary key (noun, key)
) without rowid;
create temp table given_identifiers (noun text not null, scheme text not null, value text not null, key text not null);
-- rest: kind, status, rank, how, end_reason and note as a JSON array; none = only the dates are said.
create temp table given_tenures (
  id integer primary key, person text, post text not null, place text not null, key text,
  start_date text, start_earliest text not null, start_latest text not null,
  end_date text, end_earliest text not null, end_latest text not null, rest text, replaces text, cited text
);
-- Which recorded tenure a given one is: one that was there, or one that was added of which more is to be said.
create temp table met_tenures (given_id integer primary key, appointment_id integer not null);
-- Those that have to be looked at one by one.
create temp table odd_tenures (given_id integer primary key);
-- What is new beyond doubt, by slug and beginning. noted: more is said of it; number: the how manyth of its slug;
-- close: another one of its slug may say the same, or cannot stand beside it.
create temp table new_tenures (
  id integer primary key, given_id integer not null, noted integer not null, slug text not null,
  person_id integer, role_id integer not null, start_date text, start_earliest text not null,
  start_latest text not null, end_date text, end_earliest text not null, end_latest text not null, rest text,
  number integer not null default 1, close integer not null default 0
);
