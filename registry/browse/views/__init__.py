"""Timelines, calendars and feeds, drawn from answers."""
