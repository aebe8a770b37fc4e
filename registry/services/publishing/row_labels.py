"""What rows of tables are called, for the pages of tables."""

from registry.store.entities.row_labels import row_label as row_label
