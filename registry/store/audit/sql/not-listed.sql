-- severity: warning
-- title: Missing from a list of everybody in office
-- explanation: A source lists everybody in office in an organization on a day (`registry roster`) and does not name somebody who certainly held a role then, by the dates or because a source shows them in office before or after it. Retracted sources are not counted, nor are open tenures with a successor by then. People who came or left on that very day may be missing from the list.
-- facts: {a.name}, {a.title} {a.span}, is not on the list of everybody in office on {day} in {source}
-- remedy: if they had left, `registry end {a.person} {a.role} --on "by {day}"`, or where an end is recorded `registry correct {a.appointment} --to "by {day}" --because "not in the list"`; if the list names them, `registry confirm {a.person} {a.role} --on {day} --source {source}`; if the list is not complete, waive this finding

select a.id as a, l.day, (select slug from sources where id = l.source_id) as source
from scope
cross join roles r on r.id = scope.role_id
cross join rosters l on l.organization_id = r.organization_id
  and (select retracted from sources where id = l.source_id) is null
cross join appointments a on a.role_id = r.id and a.start_earliest < l.day and a.end_latest > l.day
where a.status = 'accepted' and a.person_id is not null
  and (a.start_latest < l.day or exists (
    select 1 from citations c join sources s on s.id = c.source_id
    where c.appointment_id = a.id and s.retracted is null and c.observed < l.day and c.observed >= a.start_earliest))
  and (a.end_earliest > l.day or exists (
    select 1 from citations c join sources s on s.id = c.source_id
    where c.appointment_id = a.id and s.retracted is null and c.observed > l.day and c.observed <= a.end_latest))
  and (a.end_date is not null or not exists (
    select 1 from appointments n
    where n.replaces_id = a.id and n.status = 'accepted' and n.start_earliest <= date(l.day, '+1 day')))
  and not exists (
    select 1 from citations c
    where c.appointment_id = a.id and c.source_id = l.source_id and c.observed = l.day)
