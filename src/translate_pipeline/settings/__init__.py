"""Settings: the workspace file and the environment.

``workspace`` is what comes out, ``reading`` finds and reads the file; a module for each subject
reads the values that take more than a word, and ``nodes`` what is common to them.
"""

from translate_pipeline.settings.places import LEDGER_VARIABLE, SHELF_VARIABLE
from translate_pipeline.settings.reading import (
    WORKSPACE_FILE,
    WORKSPACE_VARIABLE,
    find_workspace,
    read_settings,
)
from translate_pipeline.settings.workspace import Settings

__all__ = [
    "LEDGER_VARIABLE",
    "SHELF_VARIABLE",
    "WORKSPACE_FILE",
    "WORKSPACE_VARIABLE",
    "Settings",
    "find_workspace",
    "read_settings",
]
