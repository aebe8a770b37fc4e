"""Who held which office, when, and how we know: dated, validated, sourced appointments in one SQLite file.

from registry import Registry

with Registry("registry.db") as registry:
    registry.who("Chief of the General Staff", on="2025-03-17")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.api import Registry as Registry
    from registry.api.file import ClosedError as ClosedError
    from registry.domain.dates.bounds import TenureError as TenureError
    from registry.domain.entities.relation_models import InvalidRelationError as InvalidRelationError
    from registry.domain.entities.validation import InvalidValueError as InvalidValueError
    from registry.domain.entities.yaml_document import DocumentError as DocumentError
    from registry.domain.errors import BrokenRuleError as BrokenRuleError
    from registry.domain.errors import ChoiceError as ChoiceError
    from registry.domain.errors import ClashError as ClashError
    from registry.domain.errors import ClockWarning as ClockWarning
    from registry.domain.errors import DateError as DateError
    from registry.domain.errors import NotFoundError as NotFoundError
    from registry.domain.errors import PackageWarning as PackageWarning
    from registry.domain.errors import RegistryError as RegistryError
    from registry.domain.errors import SimilarError as SimilarError
    from registry.domain.exchange.import_report import OnConflict as OnConflict
    from registry.domain.exchange.import_report import ReadingOptions as ReadingOptions
    from registry.domain.presentation.private_marks import private as private
    from registry.formats.documents import FormatError as FormatError
    from registry.formats.own.datapackage import PackageError as PackageError
    from registry.formats.own.package_seals import SealError as SealError
    from registry.formats.own.roster import RosterError as RosterError
    from registry.formats.tables.cell_texts import CellError as CellError
    from registry.lake.layout import LakeError as LakeError
    from registry.services.entities.add import AlreadyRecordedError as AlreadyRecordedError
    from registry.services.entities.field_edits import UnchangedError as UnchangedError
    from registry.services.entities.merge import MergeError as MergeError
    from registry.services.evidence.archives import AlreadyKeptError as AlreadyKeptError
    from registry.services.evidence.confirm import UnseenError as UnseenError
    from registry.services.evidence.evidence import Evidence as Evidence
    from registry.services.evidence.evidence import EvidenceError as EvidenceError
    from registry.services.evidence.retract import RetractedError as RetractedError
    from registry.services.evidence.roster import RosterMismatchError as RosterMismatchError
    from registry.services.evidence.roster_matching import NoSuchRoleError as NoSuchRoleError
    from registry.services.exchange.export import ChoiceMissingError as ChoiceMissingError
    from registry.services.exchange.export import LossError as LossError
    from registry.services.exchange.package import ImportRefusedError as ImportRefusedError
    from registry.services.exchange.plan_import import ImportConflictError as ImportConflictError
    from registry.services.history.correct import SuccessionError as SuccessionError
    from registry.services.history.remove import InUseError as InUseError
    from registry.services.history.undo import UndoError as UndoError
    from registry.services.tenures.details import DetailError as DetailError
    from registry.services.tenures.find_tenure import NoTenureError as NoTenureError
    from registry.services.tenures.relate import RelationError as RelationError
    from registry.store.database.registry_file import DatabaseError as DatabaseError
    from registry.store.evidence.archive_folder import ArchiveError as ArchiveError

__version__ = "0.2.0.dev0"
__all__ = [
    "AlreadyKeptError", "AlreadyRecordedError", "ArchiveError", "BrokenRuleError", "CellError", "ChoiceError",
    "ChoiceMissingError", "ClashError", "ClockWarning", "ClosedError", "DatabaseError", "DateError", "DetailError",
    "DocumentError", "Evidence", "EvidenceError", "FormatError", "ImportConflictError", "ImportRefusedError",
    "InUseError", "InvalidRelationError", "InvalidValueError", "LakeError", "LossError", "MergeError",
    "NoSuchRoleError", "NoTenureError", "NotFoundError", "OnConflict", "PackageError", "PackageWarning",
    "ReadingOptions", "Registry", "RegistryError", "RelationError", "RetractedError", "RosterError",
    "RosterMismatchError", "SealError", "SimilarError", "SuccessionError", "TenureError", "UnchangedError",
    "UndoError", "UnseenError", "private",
]  # fmt: skip
_PLACES = {
    "registry.services.exchange.plan_import": "ImportConflictError",
    "registry.api": "Registry",
    "registry.api.file": "ClosedError",
    "registry.domain.dates.bounds": "TenureError",
    "registry.domain.entities.models": "InvalidValueError",
    "registry.domain.entities.yaml_document": "DocumentError",
    "registry.domain.entities.relation_models": "InvalidRelationError",
    "registry.domain.errors": "BrokenRuleError ChoiceError ClashError ClockWarning DateError NotFoundError "
    "PackageWarning RegistryError SimilarError",
    "registry.domain.presentation.private_marks": "private",
    "registry.domain.exchange.import_report": "OnConflict ReadingOptions",
    "registry.formats.documents": "FormatError",
    "registry.formats.own.datapackage": "PackageError",
    "registry.formats.own.package_seals": "SealError",
    "registry.formats.own.roster": "RosterError",
    "registry.formats.tables.cell_texts": "CellError",
    "registry.lake.layout": "LakeError",
    "registry.services.entities.add": "AlreadyRecordedError",
    "registry.services.entities.field_edits": "UnchangedError",
    "registry.services.entities.merge": "MergeError",
    "registry.services.tenures.relate": "RelationError",
    "registry.services.evidence.archives": "AlreadyKeptError",
    "registry.services.evidence.confirm": "UnseenError",
    "registry.services.evidence.evidence": "Evidence EvidenceError",
    "registry.services.evidence.retract": "RetractedError",
    "registry.services.evidence.roster": "RosterMismatchError",
    "registry.services.evidence.roster_matching": "NoSuchRoleError",
    "registry.services.exchange.export": "ChoiceMissingError LossError",
    "registry.services.exchange.package": "ImportRefusedError",
    "registry.services.history.correct": "SuccessionError",
    "registry.services.history.remove": "InUseError",
    "registry.services.history.undo": "UndoError",
    "registry.services.tenures.details": "DetailError",
    "registry.services.tenures.find_tenure": "NoTenureError",
    "registry.store.database.registry_file": "DatabaseError",
    "registry.store.evidence.archive_folder": "ArchiveError",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, and only then: every `import registry.x` passes through here."""
    from importlib import import_module

    for place, names in _PLACES.items():
        if name in names.split():
            return getattr(import_module(place), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
