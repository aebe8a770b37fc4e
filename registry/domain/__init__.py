"""Models, dates, answers and words. Pure: no clock, no I/O, no SQL; every other floor may import it."""
