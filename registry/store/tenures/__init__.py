"""Appointments, read and written."""
