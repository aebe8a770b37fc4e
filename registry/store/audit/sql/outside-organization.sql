-- severity: error
-- title: In an organization that did not exist
-- explanation: A tenure certainly began before the role's organization did, or certainly lasted beyond its dissolution (an open one is counted up to today). A date of its life that is marked as doubtful is not counted. The day of a succession belongs to both organizations.
-- facts: {a.name} holds {a.title} {a.span}; {a.organization_name} exists {life}
-- remedy: correct the dates of {a.appointment}, or those of {a.organization}

select a.id as a, 'from ' || coalesce(o.inception_date, 'an unknown day') || ' to ' || coalesce(o.dissolution_date, 'now') as life
from scope join appointments a using (role_id)
join roles r on r.id = a.role_id join organizations o on o.id = r.organization_id
where a.status = 'accepted' and (o.inception_date is not null or o.dissolution_date is not null)
  and (a.start_latest < min(o.inception_earliest, coalesce((
      select min(c.start_earliest) from organization_relations c
      where c.organization_id = o.id and c.kind = 'continues' and c.status <> 'rejected'
        and date(c.start_latest, '+1 day') >= o.inception_earliest), o.inception_earliest))
      and o.inception_date not glob '*[?%]*'
    or iif(a.end_date is null, :today, a.end_earliest) > max(o.dissolution_latest, coalesce((
      select max(c.start_latest) from organization_relations c
      where c.other_id = o.id and c.kind = 'continues' and c.status <> 'rejected'
        and date(c.start_earliest, '-1 day') <= o.dissolution_latest), o.dissolution_latest))
      and o.dissolution_date not glob '*[?%]*')
