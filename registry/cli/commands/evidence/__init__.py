"""The commands source, cite, claims, accept, confirm, roster, stale, impact."""
