"""Names as texts and keys: folding, scripts, likeness of two spellings, pairs that may be one person."""
