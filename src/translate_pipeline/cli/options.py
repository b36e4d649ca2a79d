"""Options and arguments that several commands share."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from translate_pipeline.messages import ENGLISH, tr, using
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import Release


class LocaleType(click.ParamType[Locale]):
    """A locale that CLDR knows."""

    name = "locale"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Locale:
        """Read ``pt-BR`` or ``pt_BR``."""
        from translate_pipeline.text.languages import known_locale

        try:
            return value if isinstance(value, Locale) else known_locale(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class HourType(click.ParamType[datetime]):
    """A moment with a time zone."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read ISO 8601. Without a time zone the hour would differ from office to office."""
        try:
            hour = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            told = tr("{text} is not a time; write 2026-05-03T06:00+00:00", text=repr(value))
            self.fail(told, param, ctx)
        if hour.tzinfo is None:
            told = tr(
                "{text} has no time zone; write {time}+00:00 or {time}Z",
                text=repr(value), time=value,
            )  # fmt: skip
            self.fail(told, param, ctx)
        return hour


workspace_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    help="The workspace's folder; else TRANSLATE_PIPELINE_WORKSPACE, else the current one.",
)
json_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON instead of a table."
)
source_argument: Callable[[Callable[..., Any]], Callable[..., Any]] = click.argument(
    "source", type=click.Path(path_type=Path)
)


def spoken(*, as_json: bool) -> AbstractContextManager[None]:
    """The language of what a command finds: what is printed as JSON is English for everybody."""
    return using(ENGLISH) if as_json else nullcontext()


def print_json(value: object) -> None:
    """Print a result as the contracts give its shape."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell_remarks(release: Release) -> None:
    """Say on stderr what of a source's file is not in its text, or is still open in it."""
    for remark in release.remarks:
        told = f"{release.path}: {remark}"
        click.echo(tr("Warning: {message}", message=told), err=True)
