-- The seals that packages have brought: the history of the registries that wrote them, as digests.

create table received_seals (
  id integer primary key,
  kind text not null check (kind in ('change', 'outside', 'found', 'package')), -- package = the rows of a package
  change_number integer,                -- in the registry that made the change; null = outside any, or a package
  content text not null check (length(content) = 64),
  replaced text check (length(replaced) = 64), -- what forgetting or a repair left of the content; null = all of it
  previous text not null check (length(previous) = 64), -- the head that it follows from, or 64 zeros
  head text not null unique check (length(head) = 64),
  received_by integer,                  -- the change by which the registry that wrote the package had received it
  same_rows integer check (same_rows in (0, 1)), -- of a package: were the rows that came with it those sealed?
  change_id integer not null references changes (id), -- the import
  check ((kind = 'package') = (same_rows is not null))
) strict;
create index received_seals_change on received_seals (change_id);
