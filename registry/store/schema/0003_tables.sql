-- Evidence: a source can repeat another one, be retracted, and be kept as a file; a list of everybody in office.

alter table sources add column url_key text;    -- the address without what tells no pages apart: by it a source is found again
alter table sources add column copy_of_id integer references sources (id);   -- whose report it repeats
alter table sources add column retracted text check (trim(retracted) <> ''); -- why it is not relied on any more; null = it is
create index sources_url_key on sources (url_key);
create index sources_copy_of on sources (copy_of_id);

-- The days that a claimed start or end can mean; null for what is no date.
alter table citations add column says_earliest text check (says_earliest is date(says_earliest, '+0 days'));
alter table citations add column says_latest text check (says_latest is date(says_latest, '+0 days'));

create table archives (                -- a copy of what a source said; the file is in the archive folder, named by its hash
  id integer primary key,
  source_id integer not null references sources (id),
  sha256 text not null check (length(sha256) = 64 and sha256 not glob '*[^0-9a-f]*'),
  bytes integer not null check (bytes >= 0),
  name text not null check (trim(name) <> ''),   -- what the file was called
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (source_id, sha256)
) strict;

create table rosters (                 -- a source that lists everybody who held a role of the organization on the day
  id integer primary key,
  organization_id integer not null references organizations (id),
  source_id integer not null references sources (id),
  day text not null check (day is date(day, '+0 days')),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (organization_id, source_id, day)
) strict;
create index rosters_source on rosters (source_id);

-- Exchange: by which name a file of others knows a tenure.

create table appointment_identifiers (
  id integer primary key,
  appointment_id integer not null references appointments (id),
  scheme text not null check (trim(scheme) <> ''),   -- the file's
  value text not null check (trim(value) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (scheme, value)
) strict;
create index appointment_identifiers_appointment on appointment_identifiers (appointment_id);

-- Names: who is who.

create table person_redirects (        -- a slug that a merge took away leads to whom it was
  id integer primary key,
  slug text not null unique,
  person_id integer not null references people (id),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) strict;
create index person_redirects_person on person_redirects (person_id);

create table distinct_people (         -- two who are known not to be one; each pair once, in either order
  id integer primary key,
  person_id integer not null references people (id),
  other_person_id integer not null references people (id),
  because text not null check (trim(because) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (person_id <> other_person_id)
) strict;
create unique index distinct_people_once on distinct_people (min(person_id, other_person_id), max(person_id, other_person_id));
create index distinct_people_person on distinct_people (person_id);
create index distinct_people_other on distinct_people (other_person_id);
