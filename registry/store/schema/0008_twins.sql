-- The twins of the new tables; their triggers follow when the rows are there.

alter table appointments_history add column covers_id integer;
create index appointments_history_covers_id on appointments_history (covers_id);
create table organization_relations_history (
  history_id integer primary key,
  id integer,
  organization_id integer,
  kind text,
  other_id integer,
  how text,
  status text,
  start_date text,
  start_earliest text,
  start_latest text,
  end_date text,
  end_earliest text,
  end_latest text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create table role_relations_history (
  history_id integer primary key,
  id integer,
  role_id integer,
  kind text,
  other_id integer,
  how text,
  status text,
  start_date text,
  start_earliest text,
  start_latest text,
  end_date text,
  end_earliest text,
  end_latest text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create table appointment_details_history (
  history_id integer primary key,
  id integer,
  appointment_id integer,
  field text,
  value text,
  status text,
  start_date text,
  start_earliest text,
  start_latest text,
  end_date text,
  end_earliest text,
  end_latest text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create table appointment_dates_history (
  history_id integer primary key,
  id integer,
  appointment_id integer,
  side text,
  act text,
  on_date text,
  on_earliest text,
  on_latest text,
  note text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
create table relation_citations_history (
  history_id integer primary key,
  id integer,
  organization_relation_id integer,
  role_relation_id integer,
  source_id integer,
  quote text,
  locator text,
  observed text,
  change_id integer,
  recorded_from text,
  recorded_to text not null,
  superseded_by integer
) strict;
