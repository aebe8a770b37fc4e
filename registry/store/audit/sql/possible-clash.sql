-- severity: information
-- title: Possibly more holders than seats
-- explanation: Two accepted tenures of one kind in a role with one seat may overlap by more than the day of a hand-over, depending on how their dates are read, or because a date is doubtful (? or %). Both have a known start. A pair is not counted where the end of one and the start of the other may be the same event, or where one is recorded as the successor of the other.
-- facts: {b.name} ({b.span}) and {a.name} ({a.span}) may have held {a.title} at the same time
-- remedy: give the end of {b.appointment} or the start of {a.appointment} more exactly

-- The later one's start lies in what the earlier one may have lasted, which is a range of appointments_who.
select x.id as a, o.id as b
from scope join roles r on r.id = scope.role_id
cross join appointments o on o.role_id = r.id and o.status = 'accepted'
cross join appointments x on x.role_id = r.id and x.kind = o.kind and x.status = 'accepted'
  and x.start_earliest >= o.start_earliest and x.start_earliest < o.end_latest
where r.seats = 1 and not exists (select 1 from role_seats f where f.role_id = r.id)
  and (o.start_earliest, o.start_latest, o.id) < (x.start_earliest, x.start_latest, x.id)
  and o.start_earliest < x.end_latest
  and not (o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
    and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*'
    and ifnull(x.start_date, '') || ifnull(x.end_date, '') not glob '*[?%]*')
  and not (x.start_earliest <= o.end_earliest and o.end_latest <= x.start_latest)
  and not (o.end_earliest <= x.start_earliest and x.start_latest <= o.end_latest)
  and x.replaces_id is not o.id and o.replaces_id is not x.id
  and x.start_date is not null and o.start_date is not null
