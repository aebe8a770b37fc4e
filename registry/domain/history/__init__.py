"""What a change did, and how two versions of a row differ."""
