"""Tables, views, guards and triggers: the frozen migrations and what writes derived columns."""
