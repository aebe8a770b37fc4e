"""Whether the file is sound: its pages, schema, derived values and history; backups."""
