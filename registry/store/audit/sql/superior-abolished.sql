-- severity: warning
-- title: A link that outlives a role
-- explanation: A role reports to another one, or comes with it, certainly for longer than one of the two is recorded to have existed.
-- facts: {role.title}: {kind} {other} {until}, but one of the two was abolished on {abolished}
-- remedy: end the link: remove it with `registry role link … --remove` and record it with --to

select c.role_id as role, c.kind as kind, o.title as other,
  iif(c.end_date is null, 'with no end', 'to ' || c.end_date) as until, min(e.abolition_latest) as abolished
from scope join role_relations c on c.role_id = scope.role_id join roles o on o.id = c.other_id
join roles e on e.id in (c.role_id, c.other_id)
where c.kind in ('reports to', 'ex officio') and c.status = 'accepted' and e.abolition_date is not null
  and e.abolition_date not glob '*[?%]*' and ifnull(c.end_date, '') not glob '*[?%]*'
  and iif(c.end_date is null, :today, c.end_earliest) > e.abolition_latest
group by c.id
