-- severity: error
-- title: A succession whose dates do not fit
-- explanation: A tenure directly succeeds another, so it should start on the day the other ended or the day after. No reading of the two dates allows this. Doubtful dates are not counted.
-- facts: {a.name} replaces {b.name} as {a.title}, began {a.start_said}, and {b.name} left {b.end_said}
-- remedy: correct the start of {a.appointment}, the end of {b.appointment}, or which tenure is replaced

select a.id as a, b.id as b
from scope join appointments a using (role_id) join appointments b on b.id = a.replaces_id
where a.status <> 'rejected' and b.role_id = a.role_id and b.end_date is not null
  and b.end_date not glob '*[?%]*' and coalesce(a.start_date, '') not glob '*[?%]*'
  and not (b.end_earliest <= a.start_latest and date(a.start_earliest, '-1 day') <= b.end_latest)
