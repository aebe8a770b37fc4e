"""Recorded tenures and what follows from them: who held a role on a day, why, succession, movements, vacancies."""
