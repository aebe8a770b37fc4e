"""Rows of imports and exports: staging tables, matching in sets, datasets, the export view."""
