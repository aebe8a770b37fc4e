"""What a reader notes is counted by kind, and the first of each kind are kept."""

from registry.domain.exchange.reading_notes import KINDS, ReadingNotes
from registry.domain.exchange.statements import ReadingNote


def test_notes_are_counted_by_kind_in_the_order_of_the_report():
    notes = ReadingNotes()
    for kind in ("mark", "encoding", "mark"):
        notes.add(ReadingNote("a.csv, line 2", kind, "read so"))

    assert [(kind, count) for kind, count, _ in notes.in_order()] == [("encoding", 1), ("mark", 2)]


def test_of_very_many_the_first_are_kept():
    notes = ReadingNotes()
    for line in range(ReadingNotes.MOST + 5):
        notes.add(ReadingNote(f"line {line}", "mark", "read so"))

    assert notes.counts == {"mark": ReadingNotes.MOST + 5}
    assert len(notes["mark"]) == ReadingNotes.MOST


def test_every_kind_is_said_in_words():
    assert all(words and words[0].islower() for words in KINDS.values())
