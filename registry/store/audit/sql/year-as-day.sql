-- severity: warning
-- title: A year read as 1 January
-- explanation: A tenure starts on 1 January, but at least two sources for its start give only the year. Retracted sources are not counted.
-- facts: {a.name}, {a.title} {a.span}: {sources} sources give the start as {year}
-- remedy: correct the start of {a.appointment} to {year}, unless a source says 1 January

select a.id as a, substr(a.start_date, 1, 4) as year, count(distinct c.source_id) as sources
from scope join appointments a using (role_id)
join citations c on c.appointment_id = a.id
  and ',' || c.supports || ',' like '%,start,%' and c.says = substr(a.start_date, 1, 4)
where (select retracted from sources where id = c.source_id) is null and a.status <> 'rejected' and a.start_date like '____-01-01'
group by a.id
having count(distinct c.source_id) >= 2
