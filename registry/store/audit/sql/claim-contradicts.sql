-- severity: warning
-- title: A source contradicts the record
-- explanation: A source that is not retracted gives a start or an end that cannot be the recorded date, or gives an end where the tenure is recorded as open. Rejected tenures are not counted.
-- facts: {a.name}, {a.title}: the {field} is recorded as {accepted}, and {source} says {says}
-- remedy: compare them with `registry claims {a.appointment} --field {field}`; if the source is right, `registry accept {a.appointment} {field} --source {source} --because "the source is right"`

select distinct a.id as a, c.supports as field, s.slug as source, c.says as says,
  iif(c.supports = 'start', coalesce(a.start_date, 'not known'), coalesce(a.end_date, 'open')) as accepted
from scope
cross join appointments a on a.role_id = scope.role_id
cross join citations c on c.appointment_id = a.id and c.says_earliest is not null
join sources s on s.id = c.source_id
where a.status <> 'rejected' and s.retracted is null
  and ((c.supports = 'start' and (c.says_latest < a.start_earliest or c.says_earliest > a.start_latest))
    or (c.supports = 'end'
      and (a.end_date is null or c.says_latest < a.end_earliest or c.says_earliest > a.end_latest)))
