-- severity: information
-- title: A disputed tenure
-- explanation: A tenure or a recorded vacancy is marked as disputed, as an import does with what clashes if it is told to flag it. It answers questions with "possible" at most until somebody decides.
-- facts: {a.name} as {a.title} {a.span} is disputed
-- remedy: `registry correct {a.appointment} --status accepted --because "it is settled"`, or rejected

select a.id as a
from scope join appointments a using (role_id)
where a.status = 'disputed'
