-- severity: warning
-- title: In an organization that became another one
-- explanation: A tenure certainly lasted beyond the day on which the organization of its role became another one (an open one is counted up to today), and the role did not go there, or end, by a succession of its own. That is looked at where the end of neither is recorded itself.
-- facts: {a.name} holds {a.title} {a.span}; {a.organization_name} became {other} on {on}
-- remedy: correct the dates of {a.appointment}, or move the role with `registry role move {a.role} --to {to} --on {on}`

select a.id as a, min(n.name) as other, min(n.slug) as "to", max(c.start_date) as "on"
from scope join roles r on r.id = scope.role_id
join organizations o on o.id = r.organization_id
join organization_relations c on c.other_id = o.id and c.kind = 'continues' and c.status <> 'rejected'
  and c.how in ('renamed', 'moved', 'merged', 'replaced')
join organizations n on n.id = c.organization_id
join appointments a on a.role_id = r.id and a.status = 'accepted'
where o.dissolution_date is null and r.abolition_date is null
  and not exists (
    select 1 from role_relations s where s.other_id = r.id and s.kind = 'continues' and s.status <> 'rejected'
      and s.how in ('renamed', 'moved', 'merged', 'replaced'))
group by a.id
having max(c.start_latest) < iif(a.end_date is null, :today, a.end_earliest)
  and not max(c.status = 'disputed' or c.start_date is null or c.start_date glob '*[?%]*')
