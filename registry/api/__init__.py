"""The Python API: a registry's file and the verbs of the command line, with the same answers and refusals.

Dates may be `datetime.date`, EDTF or English phrases; people, roles and organizations are named as at the terminal.
"""

from registry.api.registry import CommandRegistry as CommandRegistry
from registry.api.registry import Registry as Registry

__all__ = ["CommandRegistry", "Registry"]
