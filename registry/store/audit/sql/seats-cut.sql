-- severity: error
-- title: Fewer seats than people in office
-- explanation: The number of seats of a role changes on a day, and more accepted tenures of one kind certainly continue than there are seats from then on. The database refuses this; the rule finds what was forced in.
-- facts: {role.title} has {seats} seats from {day} on, and {count} {kind} holders go on beyond that day
-- remedy: record who left with `registry end`, or correct the number with `registry role edit {role.slug} --seats`

select x.role_id as role, x.start_latest as day, x.kind, f.seats, (
  select count(*) from appointments o
  where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted'
    and o.start_latest <= x.start_latest and x.start_latest < o.end_earliest
    and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*') as count
from scope join crowded x using (role_id)
join role_seats f on f.role_id = x.role_id and f.since = x.start_latest
where x.id is null
