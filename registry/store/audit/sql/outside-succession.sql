-- severity: warning
-- title: Before or after a succession
-- explanation: A tenure certainly began before its role, or the organization of the role, came of another one, or certainly lasted beyond the day on which the role became another one (an open one is counted up to today). That is looked at where the beginning or the end itself is not recorded and so follows from the succession. The day of the succession belongs to both.
-- facts: {a.name} holds {a.title} {a.span}; {what} {became} {other} on {on}
-- remedy: correct the dates of {a.appointment}, or record under {other} what was held there

select a.id as a, 'the role' as what, 'became' as became, min(n.title) as other, max(c.start_date) as "on"
from scope join roles r on r.id = scope.role_id
join role_relations c on c.other_id = r.id and c.kind = 'continues' and c.status <> 'rejected'
  and c.how in ('renamed', 'moved', 'merged', 'replaced')
join roles n on n.id = c.role_id
join appointments a on a.role_id = r.id and a.status = 'accepted'
where r.abolition_date is null
group by a.id
having max(c.start_latest) < iif(a.end_date is null, :today, a.end_earliest)
  and not max(c.status = 'disputed' or c.start_date is null or c.start_date glob '*[?%]*')
union all
select a.id, 'the role', 'came of', min(n.title), min(c.start_date)
from scope join roles r on r.id = scope.role_id
join role_relations c on c.role_id = r.id and c.kind = 'continues' and c.status <> 'rejected'
join roles n on n.id = c.other_id
join appointments a on a.role_id = r.id and a.status = 'accepted'
where r.inception_date is null
group by a.id
having min(c.start_earliest) > a.start_latest and not max(c.status = 'disputed' or c.start_date is null or c.start_date glob '*[?%]*')
union all
select a.id, o.name, 'came of', min(n.name), min(c.start_date)
from scope join roles r on r.id = scope.role_id
join organizations o on o.id = r.organization_id
join organization_relations c on c.organization_id = o.id and c.kind = 'continues' and c.status <> 'rejected'
join organizations n on n.id = c.other_id
join appointments a on a.role_id = r.id and a.status = 'accepted'
where o.inception_date is null
group by a.id
having min(c.start_earliest) > a.start_latest and not max(c.status = 'disputed' or c.start_date is null or c.start_date glob '*[?%]*')
