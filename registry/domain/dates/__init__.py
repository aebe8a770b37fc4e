"""A date text becomes an `EdtfDate` and bounds (edtf, phrases, bounds), and words again (wording)."""
