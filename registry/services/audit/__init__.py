"""Run the rules, word what they find, waive."""
