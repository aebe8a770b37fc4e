"""The commands by room; each reads words, calls the API and hands the answer to output/."""
