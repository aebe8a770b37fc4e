"""How answers are printed, by room."""
