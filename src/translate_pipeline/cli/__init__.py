"""The command line: read arguments, call the pipeline, print. Nothing is decided here.

Results go to standard output, progress and messages to standard error. Every command imports what
it needs when it runs, so that the others start fast.
"""

import os
import sys

import click

from translate_pipeline import __version__
from translate_pipeline.cli import (
    checking,
    drafting,
    hooks,
    inspecting,
    keys,
    languages,
    memory,
    memory_files,
    models,
    notifying,
    publishing,
    pulling,
    recording,
    reviewing,
    servers,
    serving,
    termbase,
    terminology,
    usage,
    verifying,
    workspaces,
)
from translate_pipeline.errors import PipelineError
from translate_pipeline.messages import tr

INTERRUPTED = 130
"""What a shell makes of an interrupt; not one of our own exit codes."""
FAULT = 70
"""A fault of the program itself (EX_SOFTWARE of sysexits.h)."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="translate-pipeline")
def cli() -> None:
    """Press releases into every locale: legal terms controlled, drafts in PO files.

    \b
    Example:
      translate-pipeline init campaign && cd campaign
      translate-pipeline run releases/veldania.txt --locale es --locale fr
    """


for command in (
    workspaces.init,
    drafting.run,
    inspecting.lint,
    inspecting.segments,
    checking.check,
    terminology.glossary,
    memory.memory,
    drafting.status,
    drafting.engines,
    recording.sync,
    recording.ledger,
    reviewing.review,
    publishing.publish,
    publishing.retract,
    notifying.notify,
    keys.keys,
    pulling.pull,
    verifying.verify,
    servers.up,
    servers.down,
    servers.deploy,
    serving.serve,
    serving.tokens,
    hooks.webhooks,
):
    cli.add_command(command)
for command in (
    termbase.lint,
    termbase.import_,
    termbase.export_,
    usage.impact,
    usage.consistency,
    usage.candidates,
):
    terminology.glossary.add_command(command)
for command in (memory_files.import_, memory_files.export_):
    memory.memory.add_command(command)
for command in (models.list_, models.fetch, models.remove, models.clear_cache):
    drafting.engines.add_command(command)


def main() -> None:
    """Run, and turn what goes wrong into one message and an exit code."""
    if sys.stdout is None:  # a shell closed it (>&-)
        _drop_output()
    languages.speak(cli)
    sys.exit(_run())


def _run() -> int:
    try:
        code = cli(prog_name="translate-pipeline", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        told = tr("Interrupted. Finished locales are kept; run again to go on.")
        click.echo(f"\n{told}", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        if getattr(error, "code", 1) != 1:
            raise
        _drop_output()  # the reader (`| head`) has what it wanted: click and rich exit with 1 then
        return 0
    except (PipelineError, OSError) as error:
        known = error if isinstance(error, PipelineError) else _refused(error)
        click.echo(tr("Error: {message}", message=known), err=True)
        return known.exit_code
    except Exception as error:
        if "TRANSLATE_PIPELINE_DEBUG" in os.environ:
            raise
        what = tr("a fault in translate-pipeline itself: {error}", error=_named(error))
        click.echo(tr("Error: {message}", message=what), err=True)
        click.echo(tr("Please report it, with what TRANSLATE_PIPELINE_DEBUG=1 shows."), err=True)
        return FAULT
    return code if isinstance(code, int) else 0


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _drop_output() -> None:
    """Print to nowhere, and forget what standard output has not taken: Python would try again."""
    sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115


def _refused(error: OSError) -> PipelineError:
    """What the machine refused where nobody expected it: a file, or what was printed."""
    from translate_pipeline.store.files import cannot_write

    if "TRANSLATE_PIPELINE_DEBUG" in os.environ:
        raise error
    _drop_output()
    if error.filename:
        return PipelineError(
            tr(
                "cannot use {file}: {reason}; see to its rights and to its folder's, and run again",
                file=error.filename, reason=error.strerror,
            )
        )  # fmt: skip
    return cannot_write(tr("standard output"), error, instead=tr("print to another place"))
