"""What the date cells of a table say: dates, spans, placeholders, serial days. Pure."""
