"""A text as sentences and words, and the lists of words that are looked for in it."""
