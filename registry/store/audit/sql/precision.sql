-- severity: information
-- title: Hand-over date not known to the day
-- explanation: In a role with one seat the end of one tenure and the start of the next of the same kind may be the same event, and at least one of the dates is not known to the day. Neither is recorded as the successor of the other, so a gap or an overlap is possible.
-- facts: {b.name} left {b.end_said} and {a.name} began {a.start_said} as {a.title}
-- remedy: record which tenure {a.appointment} replaces, or give the vaguer date more exactly

-- The later one's start lies in what the earlier one may have lasted, which is a range of appointments_who.
select x.id as a, o.id as b
from scope join roles r on r.id = scope.role_id
cross join appointments o on o.role_id = r.id and o.status = 'accepted'
cross join appointments x on x.role_id = r.id and x.kind = o.kind and x.status = 'accepted'
  and x.start_earliest >= o.start_earliest and x.start_earliest <= o.end_latest
where r.seats = 1 and not exists (select 1 from role_seats f where f.role_id = r.id)
  and (o.start_earliest, o.start_latest, o.id) < (x.start_earliest, x.start_latest, x.id)
  and (x.start_earliest < x.start_latest or o.end_earliest < o.end_latest)
  and ((x.start_earliest <= o.end_earliest and o.end_latest <= x.start_latest)
    or (o.end_earliest <= x.start_earliest and x.start_latest <= o.end_latest))
  and not (o.start_latest < x.end_earliest and x.start_latest < o.end_earliest)
  and x.start_date is not null and o.end_date is not null and o.end_date <> 'XXXX'
  and x.replaces_id is not o.id and o.replaces_id is not x.id
