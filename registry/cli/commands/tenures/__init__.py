"""The commands who, history, career, holders, changes, appoint, succeed, end, vacant."""
