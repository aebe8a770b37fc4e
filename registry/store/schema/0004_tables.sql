-- Exchange: what a file of others said, so that its next version is understood.

create table datasets (                -- a file of others that was taken in, under the name by which it is known again
  id integer primary key,
  name text not null unique check (trim(name) <> ''),
  format text not null,
  columns text,                         -- of a table: which column holds what, as a JSON object
  ends text,                            -- whether an end is the last day or the day after it; null = as the format has it
  seats integer,                        -- of roles that it says nothing of; 0 = unlimited, null = as the format has it
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) strict;

create table appointment_identifiers ( -- by which name a dataset knows a tenure
  id integer primary key,
  appointment_id integer not null references appointments (id),
  scheme text not null check (trim(scheme) <> ''),      -- the dataset's name
  value text not null check (trim(value) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  unique (scheme, value)
) strict;
create index appointment_identifiers_appointment on appointment_identifiers (appointment_id);

-- Which change took in which dataset: what it wrote last, the dataset's next version may change.
create table imports (
  change_id integer primary key references changes (id),
  dataset text not null check (trim(dataset) <> '')
) strict;
create index imports_dataset on imports (dataset);
