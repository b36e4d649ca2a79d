"""review packet, review return: review by e-mail, for people who do not use the program."""

from pathlib import Path

import click

from translate_pipeline.cli.options import LocaleType, json_option, workspace_option
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.review import State


@click.command()
@click.argument("release")
@click.argument("locale", type=LocaleType())
@click.argument("segments", metavar="[SEGMENT]…", nargs=-1)
@click.option(
    "--out", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="What to write; its ending tells the format: .docx, .po or .xlf.",
)  # fmt: skip
@click.option(
    "--state", "states", multiple=True, type=click.Choice([str(state) for state in State]),
    help="Only what stands so; may be given again. Else all that is not approved.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--embargoed", is_flag=True, help="Send it out although it is under embargo.")
@workspace_option
def packet(  # noqa: PLR0913  (the options of the command)
    *,
    release: str,
    locale: Locale,
    segments: tuple[str, ...],
    out: Path,
    states: tuple[str, ...],
    force: bool,
    embargoed: bool,
    workspace: Path | None,
) -> None:
    """Write what is open into a document that can be read, mended and decided in by e-mail.

    A Word document has a table to write in, with the decisions as words in any language; a PO file
    is for editors such as Poedit, XLIFF 2 for translation programs. `review return` reads it.
    SEGMENT is a place such as "paragraph 5", or the beginning of a key that `review list` shows.

    \b
    Example:
      translate-pipeline review packet veldania es --out veldania.es.docx
    """
    from translate_pipeline.cli.desk import Asked
    from translate_pipeline.cli.packets import send_out

    asked = Asked(release, locale, segments, workspace)
    send_out(asked, states, out, force=force, embargoed=embargoed)


@click.command("return")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "reviewer", metavar="NAME", required=True,
    help="Who wrote and decided in it: a pseudonym will do.",
)  # fmt: skip
@json_option
@workspace_option
def return_(*, file: Path, reviewer: str, as_json: bool, workspace: Path | None) -> int:
    """Take in a packet that came back: what NAME changed in it, approved and sent back.

    A changed target is an edit by NAME, whatever was decided on it: somebody else approves it. So
    it is where NAME approves what nobody had accepted yet, such as a machine draft. What changed
    here since the packet was made is left as it is, and shown. Reading a packet twice does no harm.

    \b
    Example:
      translate-pipeline review return veldania.es.docx --as rosa
    """
    from translate_pipeline.cli.packets import taken_in

    if not reviewer.strip():
        raise click.BadParameter("a name has letters", param_hint="--as")
    return taken_in(file, reviewer.strip(), workspace, as_json=as_json)
