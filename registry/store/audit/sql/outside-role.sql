-- severity: error
-- title: In a role that did not exist
-- explanation: A tenure certainly began before the role did, or certainly lasted beyond its abolition (an open one is counted up to today). A date of its life that is marked as doubtful is not counted. The day of a succession belongs to both roles.
-- facts: {a.name} holds {a.title} {a.span}; the role exists {life}
-- remedy: correct the dates of {a.appointment}, or the role's with `registry role edit {a.role} --since … --until …`

select a.id as a, 'from ' || coalesce(r.inception_date, 'an unknown day') || ' to ' || coalesce(r.abolition_date, 'now') as life
from scope join appointments a using (role_id) join roles r on r.id = a.role_id
where a.status = 'accepted' and (r.inception_date is not null or r.abolition_date is not null)
  and (a.start_latest < min(r.inception_earliest, coalesce((
      select min(c.start_earliest) from role_relations c
      where c.role_id = r.id and c.kind = 'continues' and c.status <> 'rejected'
        and date(c.start_latest, '+1 day') >= r.inception_earliest), r.inception_earliest))
      and r.inception_date not glob '*[?%]*'
    or iif(a.end_date is null, :today, a.end_earliest) > max(r.abolition_latest, coalesce((
      select max(c.start_latest) from role_relations c
      where c.other_id = r.id and c.kind = 'continues' and c.status <> 'rejected'
        and date(c.start_earliest, '-1 day') <= r.abolition_latest), r.abolition_latest))
      and r.abolition_date not glob '*[?%]*')
