"""Dated rows in SQLite. The only floor that speaks SQL; guards and history are in the database."""
