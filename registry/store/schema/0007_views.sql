-- A date that is marked as doubtful (? or %) may be wrong: a tenure with one is certain on no day, and crowds nobody.

drop view crowded;
create view crowded as
  select x.id, x.role_id, x.kind, x.start_latest, x.end_earliest
  from appointments x
  join roles r on r.id = x.role_id
  where x.status = 'accepted'
    -- Of unlimited roles nothing is counted: a committee of thousands would be counted for each member.
    and (r.seats is not null or exists (select 1 from role_seats f where f.role_id = x.role_id))
    and coalesce(
      (select f.seats is null from role_seats f where f.role_id = x.role_id and f.since <= x.start_latest
        order by f.since desc limit 1), r.seats is null) = 0
    and coalesce(
      (select f.seats from role_seats f where f.role_id = x.role_id and f.since <= x.start_latest
        order by f.since desc limit 1), r.seats) < case
      when x.start_latest < x.end_earliest then (
        select count(*) from appointments o
        where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted'
          and o.start_latest < o.end_earliest
          and o.start_latest <= x.start_latest and x.start_latest < o.end_earliest
          and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*')
      else 1 + (
        select count(*) from appointments o
        where o.role_id = x.role_id and o.kind = x.kind and o.status = 'accepted'
          and o.start_latest < o.end_earliest
          and o.start_latest < x.end_earliest and x.start_latest < o.end_earliest
          and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*')
    end
    and ifnull(x.start_date, '') || ifnull(x.end_date, '') not glob '*[?%]*'
  union all
  select null, f.role_id, k.kind, f.since, f.since
  from role_seats f
  join (select 'substantive' as kind union all select 'acting') k
  where f.seats < (
    select count(*) from appointments o
    where o.role_id = f.role_id and o.kind = k.kind and o.status = 'accepted'
      and o.start_latest <= f.since and f.since < o.end_earliest
      and ifnull(o.start_date, '') || ifnull(o.end_date, '') not glob '*[?%]*');
