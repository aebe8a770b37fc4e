"""Statements of files, what an export is given, and the reports of imports and exports."""
