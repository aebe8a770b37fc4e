-- The record is sealed: each change has a digest of what it wrote, chained to the one before.

create table seals (
  id integer primary key,               -- its place in the chain
  kind text not null check (kind in ('change', 'outside', 'found')),   -- found = it was there before there were seals
  change_id integer unique references changes (id),   -- null = what other programs wrote outside any change
  content text not null check (length(content) = 64), -- SHA-256 of what was written, in hexadecimal digits
  head text not null check (length(head) = 64)        -- SHA-256 of the head before, the kind, the change and the content
) strict;

-- What other programs wrote, in the order in which they did: the new version of a row, or the end of one.
create table outside_writes (
  id integer primary key,
  table_name text not null,             -- people, or people_history for the end of a version
  row_id integer not null,              -- id, or history_id for the end of a version
  recorded_at text not null,            -- recorded_from, or recorded_to for the end of a version
  seal_id integer references seals (id) -- null = not sealed yet
) strict;
create index outside_writes_seal on outside_writes (seal_id);

-- Forgetting a person, and repairing what could not be read, changes what finished changes wrote. The seal stays; this
-- says what is there since, and by which change.
create table replaced_seals (
  id integer primary key,
  seal_id integer not null references seals (id),
  content text not null check (length(content) = 64),
  change_id integer not null references changes (id)
) strict;
create index replaced_seals_seal on replaced_seals (seal_id);
