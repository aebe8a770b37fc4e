"""Answers as tables and sentences, the same at a terminal and on a page."""
