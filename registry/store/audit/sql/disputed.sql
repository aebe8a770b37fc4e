-- severity: information
-- title: A disputed tenure
-- explanation: A tenure or a recorded vacancy is marked as disputed, for example by an import with `--on-conflict flag`. It answers questions with "possible" at most until somebody decides.
-- facts: {a.name} as {a.title} {a.span} is disputed
-- remedy: `registry correct {a.appointment} --status accepted --because "it is settled"`, or rejected

select a.id as a
from scope join appointments a using (role_id)
where a.status = 'disputed'
