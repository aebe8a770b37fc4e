-- severity: error
-- title: Seats were cut below those in office
-- explanation: On the day on which a role's number of seats changes, more accepted tenures of one kind certainly go on than there are seats from then on. The database refuses what would bring this about; this finds what was forced in.
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
