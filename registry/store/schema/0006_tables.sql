-- Exchange and identity: the file's own keys of what it names, how its conflicts were settled; merged roles and bodies.

alter table datasets add column choices text;   -- how conflicts were settled, as a JSON object; null = nothing was chosen

create table dataset_keys (            -- by which key a dataset knows a person, an organization or a role
  id integer primary key,
  dataset text not null check (trim(dataset) <> ''),
  noun text not null check (noun in ('person', 'organization', 'role')),
  value text not null check (trim(value) <> ''),
  person_id integer references people (id),
  organization_id integer references organizations (id),
  role_id integer references roles (id),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  constraint "a key is of one person, organization or role" check (
    (person_id is not null) = (noun = 'person') and (organization_id is not null) = (noun = 'organization')
    and (role_id is not null) = (noun = 'role')
  ),
  unique (dataset, noun, value)
) strict;
create index dataset_keys_person on dataset_keys (person_id);
create index dataset_keys_organization on dataset_keys (organization_id);
create index dataset_keys_role on dataset_keys (role_id);

create table organization_redirects (  -- a slug that a merge took away leads to what it was
  id integer primary key,
  slug text not null unique,
  organization_id integer not null references organizations (id),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) strict;
create index organization_redirects_organization on organization_redirects (organization_id);

create table role_redirects (
  id integer primary key,
  slug text not null unique,
  role_id integer not null references roles (id),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) strict;
create index role_redirects_role on role_redirects (role_id);

create table distinct_organizations (  -- two that are known not to be one; each pair once, in either order
  id integer primary key,
  organization_id integer not null references organizations (id),
  other_organization_id integer not null references organizations (id),
  because text not null check (trim(because) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (organization_id <> other_organization_id)
) strict;
create unique index distinct_organizations_once on distinct_organizations
  (min(organization_id, other_organization_id), max(organization_id, other_organization_id));
create index distinct_organizations_organization on distinct_organizations (organization_id);
create index distinct_organizations_other on distinct_organizations (other_organization_id);

create table distinct_roles (
  id integer primary key,
  role_id integer not null references roles (id),
  other_role_id integer not null references roles (id),
  because text not null check (trim(because) <> ''),
  change_id integer references changes (id),
  recorded_from text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  check (role_id <> other_role_id)
) strict;
create unique index distinct_roles_once on distinct_roles (min(role_id, other_role_id), max(role_id, other_role_id));
create index distinct_roles_role on distinct_roles (role_id);
create index distinct_roles_other on distinct_roles (other_role_id);
