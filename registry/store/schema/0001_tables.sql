-- The registry's tables. One row is one fact as we hold it now; what it was before is in its *_history twin.
--
-- Days are ISO texts (YYYY-MM-DD), both ends inclusive. A *_date column keeps the date as it was given, in EDTF;
-- *_earliest and *_latest are the first and last day it can mean, computed from it. An open side counts as
-- 0001-01-01 or 9999-12-31, so that plain comparisons answer plain questions.
-- `x is date(x, '+0 days')` holds for real days only; without the modifier SQLite 3.40 lets 30 February pass.
-- change_id: the change that wrote the row; null = another program did. recorded_from: when (UTC).

create table changes (
  id integer primary key,
  recorded_at text not null unique,
  actor text not null,           -- who typed it
  command text not null,         -- what was asked for, in words
  reason text                    -- why, where somebody said so
) strict;

-- At most one row, and only while a change is being written: the triggers that keep history read it.
create table change_in_progress (
  id integer primary key check (id = 1),
  change_id integer not null references changes (id),
  recorded_at text not null
) strict;

create table people (
  id integer primary key,
  slug text not null unique default ('person-' || lower(hex(randomblob(8)))),
  name text not null check (trim(name) <> ''),
  name_key text not null default '',   -- folded for matching; '' = not computed yet
  birth_date text,
  birth_earliest text not null default '0001-01-01' check (birth_earliest is date(birth_earliest, '+0 days')),
  birth_latest text not null default '9999-12-31' check (birth_latest is date(birth_latest, '+0 days')),
  death_date text,                     -- null = alive as far as recorded
  death_earliest text not null default '9999-12-31' check (death_earliest is date(death_earliest, '+0 days')),
  death_latest text not null default '9999-12-31' check (death_latest is date(death_latest, '+0 days')),
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (birth_earliest <= birth_latest and death_earliest <= death_latest)
) strict;
create index people_name_key on people (name_key);

create table person_names (            -- every name but the main one
  id integer primary key,
  person_id integer not null references people (id),
  name text not null check (trim(name) <> ''),
  name_key text not null default '',
  kind text not null default 'alias',
  language text,                       -- BCP 47
  script text,                         -- ISO 15924
  start_date text,                     -- borne from .. to, EDTF
  end_date text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (person_id, name)
) strict;
create index person_names_name_key on person_names (name_key);

create table person_identifiers (
  id integer primary key,
  person_id integer not null references people (id),
  scheme text not null check (trim(scheme) <> ''),
  value text not null check (trim(value) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (scheme, value)
) strict;
create index person_identifiers_person on person_identifiers (person_id);

create table organizations (
  id integer primary key,
  slug text not null unique default ('organization-' || lower(hex(randomblob(8)))),
  name text not null check (trim(name) <> ''),
  name_key text not null default '',
  inception_date text,
  inception_earliest text not null default '0001-01-01' check (inception_earliest is date(inception_earliest, '+0 days')),
  inception_latest text not null default '9999-12-31' check (inception_latest is date(inception_latest, '+0 days')),
  dissolution_date text,               -- null = it exists as far as recorded
  dissolution_earliest text not null default '9999-12-31' check (dissolution_earliest is date(dissolution_earliest, '+0 days')),
  dissolution_latest text not null default '9999-12-31' check (dissolution_latest is date(dissolution_latest, '+0 days')),
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (inception_earliest <= inception_latest and dissolution_earliest <= dissolution_latest)
) strict;
create index organizations_name_key on organizations (name_key);

create table organization_names (
  id integer primary key,
  organization_id integer not null references organizations (id),
  name text not null check (trim(name) <> ''),
  name_key text not null default '',
  kind text not null default 'alias',
  language text,
  script text,
  start_date text,
  end_date text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (organization_id, name)
) strict;
create index organization_names_name_key on organization_names (name_key);

create table organization_identifiers (
  id integer primary key,
  organization_id integer not null references organizations (id),
  scheme text not null check (trim(scheme) <> ''),
  value text not null check (trim(value) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (scheme, value)
) strict;
create index organization_identifiers_organization on organization_identifiers (organization_id);

create table organization_parents (    -- hierarchies change, so each link has dates
  id integer primary key,
  organization_id integer not null references organizations (id),
  parent_id integer not null references organizations (id),
  start_date text,
  start_earliest text not null default '0001-01-01' check (start_earliest is date(start_earliest, '+0 days')),
  start_latest text not null default '9999-12-31' check (start_latest is date(start_latest, '+0 days')),
  end_date text,
  end_earliest text not null default '9999-12-31' check (end_earliest is date(end_earliest, '+0 days')),
  end_latest text not null default '9999-12-31' check (end_latest is date(end_latest, '+0 days')),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (organization_id <> parent_id),
  check (start_earliest <= start_latest and start_latest <= end_latest),
  check (start_earliest <= end_earliest and end_earliest <= end_latest),
  unique (organization_id, parent_id, start_earliest)
) strict;
create index organization_parents_parent on organization_parents (parent_id);

create table roles (
  id integer primary key,
  slug text not null unique default ('role-' || lower(hex(randomblob(8)))),
  title text not null check (trim(title) <> ''),
  name_key text not null default '',   -- of the title
  organization_id integer not null references organizations (id),
  seats integer default 1 check (seats > 0),   -- null = unlimited; later numbers are in role_seats
  inception_date text,
  inception_earliest text not null default '0001-01-01' check (inception_earliest is date(inception_earliest, '+0 days')),
  inception_latest text not null default '9999-12-31' check (inception_latest is date(inception_latest, '+0 days')),
  abolition_date text,                 -- null = it exists as far as recorded
  abolition_earliest text not null default '9999-12-31' check (abolition_earliest is date(abolition_earliest, '+0 days')),
  abolition_latest text not null default '9999-12-31' check (abolition_latest is date(abolition_latest, '+0 days')),
  continuous integer not null default 0 check (continuous in (0, 1)),   -- 1 = a day without a holder is worth a warning
  term_months integer check (term_months > 0),   -- how long one term is; null = none or not known
  term_limit integer check (term_limit > 0),     -- how many terms one person may serve; null = no limit or not known
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (inception_earliest <= inception_latest and abolition_earliest <= abolition_latest),
  check (inception_earliest <= abolition_latest),
  unique (organization_id, title)
) strict;
create index roles_name_key on roles (name_key);

create table role_names (              -- other titles of the same post
  id integer primary key,
  role_id integer not null references roles (id),
  name text not null check (trim(name) <> ''),
  name_key text not null default '',
  kind text not null default 'alias',
  language text,
  script text,
  start_date text,
  end_date text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (role_id, name)
) strict;
create index role_names_name_key on role_names (name_key);

create table role_identifiers (
  id integer primary key,
  role_id integer not null references roles (id),
  scheme text not null check (trim(scheme) <> ''),
  value text not null check (trim(value) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (scheme, value)
) strict;
create index role_identifiers_role on role_identifiers (role_id);

create table role_seats (              -- from `since` on the role has this many seats
  id integer primary key,
  role_id integer not null references roles (id),
  since text not null check (since is date(since, '+0 days')),
  seats integer check (seats > 0),     -- null = unlimited
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (role_id, since)
) strict;

create table role_incompatibilities (  -- nobody may hold both at once; each pair once, in either order
  id integer primary key,
  role_id integer not null references roles (id),
  other_id integer not null references roles (id),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (role_id <> other_id)
) strict;
create unique index role_incompatibilities_once on role_incompatibilities (min(role_id, other_id), max(role_id, other_id));
create index role_incompatibilities_role on role_incompatibilities (role_id);
create index role_incompatibilities_other on role_incompatibilities (other_id);

create table appointments (
  id integer primary key,
  slug text not null unique default ('appointment-' || lower(hex(randomblob(8)))),
  person_id integer references people (id),   -- null = a recorded vacancy: nobody held one of the seats
  role_id integer not null references roles (id),
  kind text not null default 'substantive' check (kind in ('substantive', 'acting')),
  status text not null default 'accepted' check (status in ('accepted', 'disputed', 'rejected')),
  start_date text,                     -- null = not known
  start_earliest text not null default '0001-01-01' check (start_earliest is date(start_earliest, '+0 days')),
  start_latest text not null default '9999-12-31' check (start_latest is date(start_latest, '+0 days')),
  end_date text,                       -- the last day served; null = still open as far as recorded; XXXX = ended, day unknown
  end_earliest text not null default '9999-12-31' check (end_earliest is date(end_earliest, '+0 days')),
  end_latest text not null default '9999-12-31' check (end_latest is date(end_latest, '+0 days')),
  rank text,                           -- at the time
  how text,                            -- appointed, elected, ...
  end_reason text,                     -- resigned, dismissed, ...
  replaces_id integer references appointments (id),   -- directly succeeded: their end and this start are one event
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint "bounds are in order, the end is not before the start" check (
    start_earliest <= start_latest and end_earliest <= end_latest
    and start_latest <= end_latest and start_earliest <= end_earliest
  ),
  constraint "an open end has no bounds" check (
    end_date is not null or (end_earliest = '9999-12-31' and end_latest = '9999-12-31')
  ),
  constraint "an unknown start has no earliest day" check (
    start_date is not null or start_earliest = '0001-01-01'
  ),
  constraint "a day means itself" check (
    (start_date is null or start_date not glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
      or (start_earliest = start_date and start_latest = start_date))
    and (end_date is null or end_date not glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
      or (end_earliest = end_date and end_latest = end_date))
  ),
  constraint "nobody succeeds the same tenure" check (replaces_id <> id),
  constraint "a vacancy is of the office itself" check (person_id is not null or kind = 'substantive')
) strict;
-- Answers `who`: the day's candidates of a role are one range of this index.
create index appointments_who on appointments
  (role_id, start_earliest, end_latest, start_latest, end_earliest, kind, status, person_id);
create index appointments_person on appointments (person_id);
create index appointments_replaces on appointments (replaces_id) where replaces_id is not null;

create table sources (
  id integer primary key,
  slug text not null unique default ('source-' || lower(hex(randomblob(8)))),
  url text unique check (url glob 'http://?*' or url glob 'https://?*'),
  title text not null check (trim(title) <> ''),
  publisher text,
  published_date text,
  published_earliest text check (published_earliest is date(published_earliest, '+0 days')),   -- null = not known
  published_latest text check (published_latest is date(published_latest, '+0 days')),
  accessed_date text,
  archive_url text,
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (published_earliest <= published_latest)
) strict;

create table citations (
  id integer primary key,
  appointment_id integer not null references appointments (id),
  source_id integer not null references sources (id),
  supports text,                       -- comma list of the fields it supports: start,end,role,...; null = the tenure in general
  quote text,                          -- the source's own words
  locator text,                        -- where they stand: page, paragraph, minute
  observed text check (observed is date(observed, '+0 days')),   -- the day on which the source shows the person in office
  says text,                           -- the date as this source gives it, EDTF, for a citation of start or end
  note text,
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) strict;
create unique index citations_once on citations
  (appointment_id, source_id, coalesce(supports, ''), coalesce(quote, ''), coalesce(locator, ''), coalesce(observed, ''),
   coalesce(says, ''));
create index citations_source on citations (source_id);

create table waivers (                 -- a finding that is known and accepted
  id integer primary key,
  finding text not null,               -- its name: rule and fingerprint of what it is about
  because text not null check (trim(because) <> ''),
  until text check (until is date(until, '+0 days')),   -- the last day on which it is accepted; null = for good
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) strict;
create unique index waivers_once on waivers (finding);
