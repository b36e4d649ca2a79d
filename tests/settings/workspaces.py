"""Workspace files."""

from pathlib import Path

from translate_pipeline.settings import WORKSPACE_FILE


def written(folder: Path, text: str) -> Path:
    (folder / WORKSPACE_FILE).write_text(text)
    return folder
