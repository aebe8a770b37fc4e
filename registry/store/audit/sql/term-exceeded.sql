-- severity: warning
-- title: Longer than the role's term
-- explanation: A substantive tenure certainly lasted longer than one term of the role. An open tenure counts up to today. Two terms recorded as one tenure also look like this.
-- facts: {a.name} holds {a.title} {a.span}; a term is {months} months
-- remedy: record each term as a tenure of its own, correct the dates, or correct the term with `registry role edit {a.role} --term`

select a.id as a, r.term_months as months
from scope join appointments a using (role_id) join roles r on r.id = a.role_id
where a.status = 'accepted' and a.person_id is not null and a.kind = 'substantive' and r.term_months is not null
  and date(a.start_latest, '+' || r.term_months || ' months') < iif(a.end_date is null, :today, a.end_earliest)
