create table tombstones (              -- that somebody has been forgotten, never who
  id integer primary key,
  kind text not null,                  -- what: person
  appointments integer not null,       -- how many tenures went with it
  because text not null check (trim(because) <> ''),
  change_id integer not null references changes (id)
) strict;
