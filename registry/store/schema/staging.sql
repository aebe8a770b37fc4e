-- What a file of others says, on its way in: of one connection, and gone with it.

drop table if exists temp.staged_entities;
drop table if exists temp.staged_identifiers;
drop table if exists temp.staged_tenures;
drop table if exists temp.matched_tenures;
drop table if exists temp.unclear_tenures;
drop table if exists temp.new_tenures;
drop table if exists temp.candidates;
-- Each organization, role and person of the file. No record = it says nothing but the name. own: the key is the file's
-- own, no name; same_as: the key under which the file has it first; richness: of the spelling, see names/keys.py;
-- unclear: it may be recorded already, so it is compared with what is; of a mere name: how many it fits (0 = it is new).
create temp table staged_entities (
  noun text not null, key text not null, name text not null, name_key text not null, owner text,
  record text, own integer not null default 0, richness integer not null default 0, same_as text,
  entity_id integer, slug text, unclear integer not null default 0,
  primary key (noun, key)
) without rowid;
create temp table staged_identifiers (noun text not null, scheme text not null, value text not null, key text not null);
-- Which recorded rows an entity may be. way: 1 the dataset has known it by this key, 2 by an identifier, 3 by its name.
-- evidence: of a person who is found by name, what speaks for it (see candidates.py); 0 = nothing but the name.
create temp table candidates (
  noun text not null, key text not null, entity_id integer not null, way integer not null,
  evidence integer not null default 0, primary key (noun, key, entity_id)
) without rowid;
-- rest: kind, status, rank, how, end_reason and note as a JSON array; none = only the dates are said. more: its details,
-- the further dates of its start and end, and the key of the tenure that it covers, as a JSON array.
create temp table staged_tenures (
  id integer primary key, person text, post text not null, place text not null, key text,
  start_date text, start_earliest text not null, start_latest text not null,
  end_date text, end_earliest text not null, end_latest text not null, rest text, replaces text, cited text, more text
);
-- Which recorded tenure a staged one is: one that was there, or one that was added of which more is to be said.
create temp table matched_tenures (staged_id integer primary key, appointment_id integer not null);
-- Those that may be recorded already, in other words, and are compared with what is.
create temp table unclear_tenures (staged_id integer primary key);
-- What is new beyond doubt, by slug and beginning. noted: more is said of it; number: the how manyth of its slug;
-- close: another one of its slug may say the same, or cannot stand beside it.
create temp table new_tenures (
  id integer primary key, staged_id integer not null, noted integer not null, slug text not null,
  person_id integer, role_id integer not null, start_date text, start_earliest text not null,
  start_latest text not null, end_date text, end_earliest text not null, end_latest text not null, rest text,
  number integer not null default 1, close integer not null default 0
);
