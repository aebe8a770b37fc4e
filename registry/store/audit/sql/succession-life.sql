-- severity: warning
-- title: A succession that its life contradicts
-- explanation: A role came of another one on days on which neither its own beginning, as recorded, nor any other day of its life can lie; or the other one, which ended by that, is recorded as ended on other days.
-- facts: {role.title}: came of another role on {on}, but is recorded {life}
-- remedy: correct the date of the one or of the other, or remove the succession with `registry role succeeded … --remove`

select c.role_id as role, c.start_date as "on", 'from ' || r.inception_date as life
from scope join role_relations c on c.role_id = scope.role_id join roles r on r.id = c.role_id
where c.kind = 'continues' and c.status = 'accepted' and r.inception_date is not null and c.how is not 'transferred'
  and date(c.start_latest, '+1 day') < r.inception_earliest
union all
select c.other_id, c.start_date, 'to ' || r.abolition_date
from scope join role_relations c on c.other_id = scope.role_id join roles r on r.id = c.other_id
where c.kind = 'continues' and c.status = 'accepted' and r.abolition_date is not null
  and c.how in ('renamed', 'moved', 'merged', 'replaced')
  and (date(c.start_latest, '+1 day') < r.abolition_earliest or date(c.start_earliest, '-1 day') > r.abolition_latest)
