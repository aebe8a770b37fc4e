-- The search index: the consonants of every name, by threes, so that a name is found in other spellings and with slips.
--
-- What is indexed is computed from name_key by SQL alone, so that whatever program writes keeps the index. Pairs of
-- letters that romanizations exchange become one, double letters single, and vowels are left out: most spellings of one
-- name differ in nothing else. In stages, because the parser of SQLite 3.40 takes only so many functions inside each
-- other. The folding stands here twice, for the names that are there and for one that comes or goes; store/search.py
-- folds the words of a question in the same way; tests hold the three together.
-- `number` of a name: 6 times its row's id, and which of the six tables it is in.

create view searched_keys as
  select 6 * id as number, name_key as key from people where name_key <> ''
  union all select 6 * id + 1 as number, name_key as key from person_names where name_key <> ''
  union all select 6 * id + 2 as number, name_key as key from organizations where name_key <> ''
  union all select 6 * id + 3 as number, name_key as key from organization_names where name_key <> ''
  union all select 6 * id + 4 as number, name_key as key from roles where name_key <> ''
  union all select 6 * id + 5 as number, name_key as key from role_names where name_key <> '';

create view searched_pairs as
  select number, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(key,
    'tsch', 'c'), 'shch', 's'), 'sch', 's'), 'tch', 'c'), 'kh', 'h'), 'zh', 'z'),
    'ch', 'c'), 'sh', 's'), 'sz', 's'), 'cz', 'c'), 'ts', 'c'), 'tz', 'c') as key
  from searched_keys;

create view searched_letters as
  select number, replace(replace(replace(replace(replace(replace(replace(replace(replace(key,
    'ph', 'f'), 'th', 't'), 'dh', 'd'), 'ck', 'k'), 'gh', 'h'), 'w', 'v'),
    'g', 'h'), 'q', 'k'), 'x', 'ks') as key
  from searched_pairs;

create view searched_doubles as
  select number, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(key,
    'bb', 'b'), 'dd', 'd'), 'ff', 'f'), 'kk', 'k'), 'll', 'l'), 'mm', 'm'),
    'nn', 'n'), 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't'), 'zz', 'z') as key
  from searched_letters;

create view searched as
  select number, ' ' || replace(replace(replace(replace(replace(replace(replace(key,
    'a', ''), 'e', ''), 'i', ''), 'o', ''), 'u', ''), 'y', ''),
    'j', '') || ' ' as consonants
  from searched_doubles;

create virtual table search using fts5(
  consonants, content='searched', content_rowid='number', tokenize='trigram', detail=none);

-- What is inserted here goes into the index, or out of it with the command 'delete'.
create view search_entries (command, number, key) as select '', 0, '' where false;

create trigger search_entries_are_folded instead of insert on search_entries begin
  insert into search (search, rowid, consonants)
  select new.command, new.number, ' ' || replace(replace(replace(replace(replace(replace(replace(key,
    'a', ''), 'e', ''), 'i', ''), 'o', ''), 'u', ''), 'y', ''),
    'j', '') || ' '
  from (select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(key,
    'bb', 'b'), 'dd', 'd'), 'ff', 'f'), 'kk', 'k'), 'll', 'l'), 'mm', 'm'),
    'nn', 'n'), 'pp', 'p'), 'rr', 'r'), 'ss', 's'), 'tt', 't'), 'zz', 'z') as key from
  (select replace(replace(replace(replace(replace(replace(replace(replace(replace(key,
    'ph', 'f'), 'th', 't'), 'dh', 'd'), 'ck', 'k'), 'gh', 'h'), 'w', 'v'),
    'g', 'h'), 'q', 'k'), 'x', 'ks') as key from
  (select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(key,
    'tsch', 'c'), 'shch', 's'), 'sch', 's'), 'tch', 'c'), 'kh', 'h'), 'zh', 'z'),
    'ch', 'c'), 'sh', 's'), 'sz', 's'), 'cz', 'c'), 'ts', 'c'), 'tz', 'c') as key from
  (select new.key as key))));
end;

-- A name without a key is given a stand-in (name_keys.py), and is indexed when that is written.

create trigger people_search_on_insert after insert on people when new.name_key <> '' begin
  insert into search_entries values (null, 6 * new.id, new.name_key);
end;

create trigger people_search_on_update after update of name_key on people when old.name_key is not new.name_key begin
  insert into search_entries select 'delete', 6 * old.id, old.name_key where old.name_key <> '';
  insert into search_entries values (null, 6 * new.id, new.name_key);
end;

create trigger people_search_on_delete after delete on people when old.name_key <> '' begin
  insert into search_entries values ('delete', 6 * old.id, old.name_key);
end;

create trigger person_names_search_on_insert after insert on person_names when new.name_key <> '' begin
  insert into search_entries values (null, 6 * new.id + 1, new.name_key);
end;

create trigger person_names_search_on_update after update of name_key on person_names when old.name_key is not new.name_key begin
  insert into search_entries select 'delete', 6 * old.id + 1, old.name_key where old.name_key <> '';
  insert into search_entries values (null, 6 * new.id + 1, new.name_key);
end;

create trigger person_names_search_on_delete after delete on person_names when old.name_key <> '' begin
  insert into search_entries values ('delete', 6 * old.id + 1, old.name_key);
end;

create trigger organizations_search_on_insert after insert on organizations when new.name_key <> '' begin
  insert into search_entries values (null, 6 * new.id + 2, new.name_key);
end;

create trigger organizations_search_on_update after update of name_key on organizations when old.name_key is not new.name_key begin
  insert into search_entries select 'delete', 6 * old.id + 2, old.name_key where old.name_key <> '';
  insert into search_entries values (null, 6 * new.id + 2, new.name_key);
end;

create trigger organizations_search_on_delete after delete on organizations when old.name_key <> '' begin
  insert into search_entries values ('delete', 6 * old.id + 2, old.name_key);
end;

create trigger organization_names_search_on_insert after insert on organization_names when new.name_key <> '' begin
  insert into search_entries values (null, 6 * new.id + 3, new.name_key);
end;

create trigger organization_names_search_on_update after update of name_key on organization_names when old.name_key is not new.name_key begin
  insert into search_entries select 'delete', 6 * old.id + 3, old.name_key where old.name_key <> '';
  insert into search_entries values (null, 6 * new.id + 3, new.name_key);
end;

create trigger organization_names_search_on_delete after delete on organization_names when old.name_key <> '' begin
  insert into search_entries values ('delete', 6 * old.id + 3, old.name_key);
end;

create trigger roles_search_on_insert after insert on roles when new.name_key <> '' begin
  insert into search_entries values (null, 6 * new.id + 4, new.name_key);
end;

create trigger roles_search_on_update after update of name_key on roles when old.name_key is not new.name_key begin
  insert into search_entries select 'delete', 6 * old.id + 4, old.name_key where old.name_key <> '';
  insert into search_entries values (null, 6 * new.id + 4, new.name_key);
end;

create trigger roles_search_on_delete after delete on roles when old.name_key <> '' begin
  insert into search_entries values ('delete', 6 * old.id + 4, old.name_key);
end;

create trigger role_names_search_on_insert after insert on role_names when new.name_key <> '' begin
  insert into search_entries values (null, 6 * new.id + 5, new.name_key);
end;

create trigger role_names_search_on_update after update of name_key on role_names when old.name_key is not new.name_key begin
  insert into search_entries select 'delete', 6 * old.id + 5, old.name_key where old.name_key <> '';
  insert into search_entries values (null, 6 * new.id + 5, new.name_key);
end;

create trigger role_names_search_on_delete after delete on role_names when old.name_key <> '' begin
  insert into search_entries values ('delete', 6 * old.id + 5, old.name_key);
end;

-- With the names that are there.
insert into search (search) values ('rebuild');
