"""The registry as a lake: Parquet files that an engine which exists asks, with the same three-valued answers.

`layout` says what is in the files, `flatten` makes their rows, `writer` writes them, `engines` read them, and `Lake`
asks them by the SQL under sql/. Imports the domain alone: nothing here opens a registry.
"""

from registry.lake.lake import Lake
from registry.lake.layout import LakeError

__all__ = ["Lake", "LakeError"]
