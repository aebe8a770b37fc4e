-- severity: warning
-- title: Two ranks, parties or the like at once
-- explanation: Two details of one tenure certainly hold for more than one day together, though there is one at a time: absence, rank, title, party, group, area, term, ordinal, standing.
-- facts: {a.name} as {a.title} {a.span} has the {field} {one} and {other} at once
-- remedy: give one of them an end or another start: remove it with `registry detail … --remove` and record it again

select a.id as a, d.field as field, min(d.value, o.value) as one, max(d.value, o.value) as other
from scope join appointments a using (role_id)
join appointment_details d on d.appointment_id = a.id and d.status = 'accepted'
join appointment_details o on o.appointment_id = a.id and o.status = 'accepted' and o.field = d.field and o.id > d.id
where a.status <> 'rejected' and o.value <> d.value
  and d.field in ('absence', 'rank', 'title', 'party', 'group', 'area', 'term', 'ordinal', 'standing')
  and d.start_latest < o.end_earliest and o.start_latest < d.end_earliest
  and ifnull(d.start_date, '') || ifnull(d.end_date, '') not glob '*[?%]*'
  and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
