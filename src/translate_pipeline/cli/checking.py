"""check: the target rules on PO files, as a linter."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from translate_pipeline.cli.options import workspace_option
from translate_pipeline.messages import tr, tr_n


@click.command()
@click.argument("catalogs", metavar="[PO]…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "kind", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
    show_default=True, help="For people and editors, programs, code scanners, GitHub.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Bring the comments of the entries up to date, too.")
@click.option("--rules", is_flag=True, help="List the rules instead, with their severities here.")
@workspace_option
def check(
    *, catalogs: tuple[Path, ...], kind: str, write: bool, rules: bool, workspace: Path | None
) -> int:
    """What the checks say of PO files: terms, names, consistency, form.

    Checked is every target that is there, a draft or a person's work. Without a PO file named, all
    of the workspace are. Targets are never changed.

    \b
    Example:
      translate-pipeline check locales/es/LC_MESSAGES/veldania.po
    """
    from translate_pipeline.errors import InputError
    from translate_pipeline.formats.findings import FORMATS
    from translate_pipeline.model.translation import Severity
    from translate_pipeline.pipeline.check import CheckedCatalog, check_catalog
    from translate_pipeline.settings import read_settings
    from translate_pipeline.store.files import read_catalog, replace_file
    from translate_pipeline.wiring import Services

    if rules:
        click.echo("\n".join(_listed(workspace)))
        return 0
    services = Services(read_settings(workspace))
    paths = catalogs or _all(services.settings.workspace)
    texts: dict[Path, str] = {}
    checked: dict[Path, CheckedCatalog] = {}
    unreadable = 0
    for path in paths:
        try:
            texts[path] = read_catalog(path)
            checked[path] = check_catalog(
                texts[path], str(path), services.matcher, services.settings.checks
            )
        except InputError as error:  # the others are checked all the same
            click.echo(tr("Error: {message}", message=error), err=True)
            unreadable = error.exit_code
    for path, done in checked.items():
        # Somebody may have saved the file meanwhile: theirs stays.
        if write and done.text != texts[path] and read_catalog(path) == texts[path]:
            replace_file(path, done.text.encode())
    findings = [finding for done in checked.values() for finding in done.findings]
    click.echo(FORMATS[kind](findings), nl=False)
    errors = sum(one.finding.severity is Severity.ERROR for one in findings)
    click.echo(
        tr(
            "{files}: {errors}, {others}.",
            files=tr_n("{n} file", "{n} files", len(checked)),
            errors=tr_n("{n} error", "{n} errors", errors),
            others=tr_n("{n} other", "{n} others", len(findings) - errors),
        ),
        err=True,
    )
    return unreadable or int(errors > 0)


def _all(workspace: Path) -> Sequence[Path]:
    """The catalogs of a workspace, as a person would write their paths from here."""
    found = sorted(workspace.glob("locales/*/LC_MESSAGES/*.po"))
    here = Path.cwd()
    return [path.relative_to(here) if path.is_relative_to(here) else path for path in found]


def _listed(workspace: Path | None) -> Iterator[str]:
    """A line for every rule: its name, the severity of its gravest findings, what it looks for.

    As in the workspace, where there is one.
    """
    from translate_pipeline.checks import all_rules
    from translate_pipeline.errors import NotFound
    from translate_pipeline.settings import read_settings

    try:
        own = read_settings(workspace).checks
    except NotFound:
        if workspace:
            raise
        own = {}
    rules = all_rules()
    width = max(len(rule.NAME) for rule in rules)
    for rule in rules:
        severity = own.get(rule.NAME, rule.SEVERITY) or "off"
        chosen = "*" if rule.NAME in own else " "
        purpose = (rule.__doc__ or "").partition("\n")[0]
        yield f"{rule.NAME:<{width}}  {severity:<7}{chosen} {purpose}"
    if own:
        yield tr("* as the workspace file has it")
