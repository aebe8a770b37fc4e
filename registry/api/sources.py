"""The noun `sources`: add, edit, show, list, retract, archive, verify, remove."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.api.arguments import checked
from registry.api.noun import Noun

if TYPE_CHECKING:
    from registry.domain.evidence.records import SourceInList, SourceNote
    from registry.domain.history.differences import Edited
    from registry.services.evidence.archives import ArchivedCopy, Verified
    from registry.services.evidence.impact import Impact
    from registry.services.evidence.sources import AddedSource, SourceProfile
    from registry.services.history.remove import RemovalReport


@checked
class Sources(Noun["SourceInList"]):
    """Each method raises a RegistryError for what it refuses, and then has written nothing."""

    def add(self, source: str, *, archive: str | Path | None = None, **given: Any) -> AddedSource:
        """Add a source by its web address or its title, or what was not known of it: title, publisher, published,
        accessed, archive_url, copy_of (a source), note. `archive`: a file with what it said, of which a copy is kept.
        Raises EvidenceError if it is recorded otherwise.

        >>> registry.sources.add("https://example.org/gazette", title="The gazette").is_new
        True
        """
        from registry.services.evidence.sources import add_source

        return add_source(self.file.session, source, self.file.dated(given), None if archive is None else Path(archive))

    def edit(self, source: str, **changes: Any) -> Edited:
        """Change a source: url, title, publisher, published, accessed, archive_url, copy_of, note.

        >>> registry.sources.edit("https://example.org/memoir", publisher="A publisher").differences
        (Difference(field='publisher', before=None, after='A publisher'),)
        """
        from registry.services.evidence.sources import edit_source

        return edit_source(self.file.session, source, self.file.dated(changes))

    def show(self, source: str) -> SourceProfile:
        """All that is recorded of a source, and the appointments that it is cited for.

        >>> registry.sources.show("https://example.org/article").published
        '2025-03-17'
        """
        from registry.services.evidence.sources import source_profile

        return source_profile(self.file.connection, source)

    def list(self) -> builtins.list[SourceInList]:
        """Every source with how often it is cited, by title.

        >>> [source.label for source in registry.sources.list()]
        ['A memoir', 'A page', 'A report', 'An article']
        """
        from registry.store.evidence.sources import source_list

        return source_list(self.file.connection)

    def remove(self, source: str, because: str) -> RemovalReport:
        """Remove a source that nothing cites.

        >>> registry.sources.remove("https://example.org/unused", because="it says nothing").slug
        'example-org-2'
        """
        from registry.services.history.remove import remove_source

        return remove_source(self.file.session, source, because)

    def retract(self, source: str, because: str) -> Impact:
        """Rely on a source no more; it stays recorded. Returns what this changes in today's answers.

        >>> registry.sources.retract("https://example.org/memoir", because="forged").source
        'example-org'
        """
        from registry.services.evidence.retract import retract_source

        return retract_source(self.file.session, source, because)

    def archive(self, source: str, file: str | Path, name: str | None = None) -> ArchivedCopy:
        """Keep a copy of what a source said: a file of up to 100 MB; `name`: what it is called, if not as it is.

        >>> registry.sources.archive("https://example.org/article", "page.html").bytes
        22
        """
        from registry.services.evidence.archives import archive

        return archive(self.file.session, source, Path(file), name)

    def verify(self, source: str | None = None) -> builtins.list[Verified]:
        """Whether the kept copies, of a source or of all, are what they were; of all, also what is nobody's.

        >>> kept = registry.sources.archive("https://example.org/article", "page.html")
        >>> [str(each.state) for each in registry.sources.verify()]
        ['ok']
        """
        from registry.services.evidence.archives import verify

        return verify(self.file.connection, source)

    def archive_folder(self) -> Path:
        """Where the kept copies are, beside the file; it need not be there.

        >>> registry.sources.archive_folder().name
        'registry.db.archive'
        """
        from registry.services.evidence.archives import folder_of

        return folder_of(self.file.connection)

    def slugs_of(self, notes: Iterable[SourceNote]) -> dict[str, str]:
        """The slug of each source that is noted under an answer, by its web address or, without one, its title.

        >>> notes = registry.who("chief", on="2025-04-01").holders[0].sources
        >>> registry.sources.slugs_of(notes)
        {'https://example.org/article': 'example-org-2025-03-17'}
        """
        from registry.store.entities.counts import slugs_of_sources

        return slugs_of_sources(self.file.connection, list({note.url or note.title for note in notes}))
