"""init: a new workspace."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from translate_pipeline.messages import tr

_WORKSPACE = """\
# What this workspace decides. All settings: docs/reference.md.

# Drafted where neither `run` nor the release names any.
locales: [es, fr, ca, pt-BR, ar]

# Whether a text may be sent to a translation service outside this machine. A release under embargo
# or marked confidential never is.
allow_cloud: false

# Whether photo credits and calls to action are translated too.
translate_boilerplate: false
"""


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new workspace: settings, glossary, folders and one sample release.

    What is there already stays as it is.

    \b
    Example:
      translate-pipeline init campaign
    """
    from translate_pipeline.settings import WORKSPACE_FILE
    from translate_pipeline.store.files import replace_file

    wanted = {WORKSPACE_FILE: _WORKSPACE.encode()}
    for name in ("glossary", "releases"):
        wanted |= {f"{name}/{item.name}": item.read_bytes() for item in _shipped(name)}
    wanted["locales/.gitkeep"] = b""
    wanted[".gitignore"] = b".translate-pipeline/\n"
    for name, data in wanted.items():
        path = folder / name
        if path.exists():
            click.echo(tr("{path} is there already; left as it is", path=path), err=True)
        else:
            replace_file(path, data)
    click.echo(tr("Made a workspace in {folder}. Next:", folder=folder), err=True)
    step = "" if folder == Path() else f"cd {folder} && "
    click.echo(f"  {step}translate-pipeline run releases/veldania.txt")


def _shipped(name: str) -> list[Traversable]:
    """The files that come with the program: package data, or in a checkout the folder itself."""
    folder = files("translate_pipeline") / "data" / name
    if not folder.is_dir():
        folder = Path(__file__).parents[3] / name
    return sorted((item for item in folder.iterdir() if item.is_file()), key=lambda i: i.name)
