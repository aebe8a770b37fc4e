-- severity: warning
-- title: More terms than allowed
-- explanation: One person has more accepted substantive tenures in a role than its limit of terms.
-- facts: {a.name} has {terms} tenures as {a.title}; the limit is {allowed}
-- remedy: check whether each tenure is a term, or correct the limit with `registry role edit {a.role} --term-limit`

select max(a.id) as a, count(*) as terms, r.term_limit as allowed
from scope join roles r on r.id = scope.role_id
cross join appointments a on a.role_id = r.id
where a.status = 'accepted' and a.kind = 'substantive' and a.person_id is not null and r.term_limit is not null
group by a.role_id, a.person_id
having count(*) > r.term_limit
