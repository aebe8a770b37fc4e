-- severity: error
-- title: In a role that did not exist
-- explanation: A tenure certainly began before the role did, or certainly lasted beyond its abolition (an open one is counted up to today). A date of its life that is marked as doubtful is not counted.
-- facts: {a.name} holds {a.title} {a.span}; the role exists {life}
-- remedy: correct the dates of {a.appointment}, or the role's with `registry role edit {a.role} --since … --until …`

select a.id as a, 'from ' || coalesce(r.inception_date, 'an unknown day') || ' to ' || coalesce(r.abolition_date, 'now') as life
from scope join appointments a using (role_id) join roles r on r.id = a.role_id
where a.status = 'accepted'
  and (a.start_latest < r.inception_earliest and r.inception_date not glob '*[?%]*'
    or iif(a.end_date is null, :today, a.end_earliest) > r.abolition_latest and r.abolition_date not glob '*[?%]*')
