-- What lasts between two organizations or two roles, what was so for some days of a tenure, and further dates of its
-- start and end.
--
-- organization_parents and role_incompatibilities become rows of two tables of relations; views of their names stay.
-- In the tables made here no date means that this side is open: as far back, or as long, as is recorded. XXXX: there
-- was such a day, and nobody knows it.

-- An acting tenure covers this one while its holder is absent; null = an empty seat, or nothing is recorded of it.
alter table appointments add column covers_id integer references appointments (id);
create index appointments_covers on appointments (covers_id) where covers_id is not null;

create table appointment_details (     -- what was so of a tenure for some of its days; without dates: for all of them
  id integer primary key,
  appointment_id integer not null references appointments (id),
  field text not null check (field glob '[a-z]*' and trim(field) <> ''),  -- absence, rank, title, party, area, ...
  value text not null check (trim(value) <> ''),                          -- maternity leave, General, ...
  status text not null default 'accepted' check (status in ('accepted', 'disputed', 'rejected')),
  start_date text,
  start_earliest text not null default '0001-01-01' check (start_earliest is date(start_earliest, '+0 days')),
  start_latest text not null default '0001-01-01' check (start_latest is date(start_latest, '+0 days')),
  end_date text,
  end_earliest text not null default '9999-12-31' check (end_earliest is date(end_earliest, '+0 days')),
  end_latest text not null default '9999-12-31' check (end_latest is date(end_latest, '+0 days')),
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint "bounds are in order, the end is not before the start" check (
    start_earliest <= start_latest and end_earliest <= end_latest
    and start_latest <= end_latest and start_earliest <= end_earliest
  ),
  constraint "an open side has no bounds" check (
    (start_date is not null or start_latest = '0001-01-01') and (end_date is not null or end_earliest = '9999-12-31')
  ),
  unique (appointment_id, field, value, start_earliest)
) strict;

create table appointment_dates (       -- further dates of a start or an end; those of the tenure itself decide
  id integer primary key,
  appointment_id integer not null references appointments (id),
  side text not null check (side in ('start', 'end')),
  act text not null check (act glob '[a-z]*' and trim(act) <> ''),   -- announced, decreed, elected, sworn in, due, ...
  on_date text not null,                         -- EDTF
  on_earliest text not null check (on_earliest is date(on_earliest, '+0 days')),
  on_latest text not null check (on_latest is date(on_latest, '+0 days')),
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (on_earliest <= on_latest),
  unique (appointment_id, side, act, on_date)
) strict;

-- part of: from .. to. continues: on start_date, its first day, the organization came of `other_id` or of a part of it.
create table organization_relations (
  id integer primary key,
  organization_id integer not null references organizations (id),
  kind text not null check (kind in ('part of', 'continues')),
  other_id integer not null references organizations (id),
  how text,                            -- continues: renamed, moved, merged, replaced (the other ended); split, transferred
  status text not null default 'accepted' check (status in ('accepted', 'disputed', 'rejected')),
  start_date text,
  start_earliest text not null default '0001-01-01' check (start_earliest is date(start_earliest, '+0 days')),
  start_latest text not null default '0001-01-01' check (start_latest is date(start_latest, '+0 days')),
  end_date text,
  end_earliest text not null default '9999-12-31' check (end_earliest is date(end_earliest, '+0 days')),
  end_latest text not null default '9999-12-31' check (end_latest is date(end_latest, '+0 days')),
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint "nothing is related to itself" check (organization_id <> other_id),
  constraint "what continues has no end" check (kind <> 'continues' or end_date is null),
  constraint "bounds are in order, the end is not before the start" check (
    start_earliest <= start_latest and end_earliest <= end_latest
    and start_latest <= end_latest and start_earliest <= end_earliest
  ),
  constraint "an open side has no bounds" check (
    (start_date is not null or start_latest = '0001-01-01') and (end_date is not null or end_earliest = '9999-12-31')
  ),
  unique (organization_id, kind, other_id, start_earliest)
) strict;
create index organization_relations_other on organization_relations (other_id, kind);

-- reports to: `other_id` is the superior. ex officio: who holds role_id holds `other_id` by right of it. excludes:
-- nobody may hold both, in either order. continues: as for organizations.
create table role_relations (
  id integer primary key,
  role_id integer not null references roles (id),
  kind text not null check (kind in ('reports to', 'ex officio', 'excludes', 'continues')),
  other_id integer not null references roles (id),
  how text,                            -- continues: as above; reports to: command, administrative; null = not known
  status text not null default 'accepted' check (status in ('accepted', 'disputed', 'rejected')),
  start_date text,
  start_earliest text not null default '0001-01-01' check (start_earliest is date(start_earliest, '+0 days')),
  start_latest text not null default '0001-01-01' check (start_latest is date(start_latest, '+0 days')),
  end_date text,
  end_earliest text not null default '9999-12-31' check (end_earliest is date(end_earliest, '+0 days')),
  end_latest text not null default '9999-12-31' check (end_latest is date(end_latest, '+0 days')),
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint "nothing is related to itself" check (role_id <> other_id),
  constraint "what continues has no end" check (kind <> 'continues' or end_date is null),
  constraint "bounds are in order, the end is not before the start" check (
    start_earliest <= start_latest and end_earliest <= end_latest
    and start_latest <= end_latest and start_earliest <= end_earliest
  ),
  constraint "an open side has no bounds" check (
    (start_date is not null or start_latest = '0001-01-01') and (end_date is not null or end_earliest = '9999-12-31')
  ),
  unique (role_id, kind, other_id, start_earliest)
) strict;
create index role_relations_other on role_relations (other_id, kind);

create table relation_citations (      -- what a source says of a relation; `observed`: the day on which it shows it
  id integer primary key,
  organization_relation_id integer references organization_relations (id),
  role_relation_id integer references role_relations (id),
  source_id integer not null references sources (id),
  quote text,
  locator text,
  observed text check (observed is date(observed, '+0 days')),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint "of one relation" check ((organization_relation_id is null) <> (role_relation_id is null))
) strict;
create unique index relation_citations_once on relation_citations (
  coalesce(organization_relation_id, 0), coalesce(role_relation_id, 0), source_id, coalesce(observed, ''),
  coalesce(quote, ''));
create index relation_citations_organization_relation on relation_citations (organization_relation_id);
create index relation_citations_role_relation on relation_citations (role_relation_id);
create index relation_citations_source on relation_citations (source_id);
