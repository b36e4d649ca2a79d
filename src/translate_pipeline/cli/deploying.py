"""Deploying: making our flows known to a Prefect server, as prefect.yaml has them.

Each deployment carries as its version what it was made of. Where that is what it would be made of
now, it is left as it is, with all that people changed about it on Prefect's pages.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from http.client import HTTPException
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import yaml

from translate_pipeline import __version__
from translate_pipeline.announcing import SERVER, request
from translate_pipeline.cli.background import check_folder, state_folder
from translate_pipeline.errors import PipelineError
from translate_pipeline.messages import tr
from translate_pipeline.settings import WORKSPACE_VARIABLE
from translate_pipeline.store.files import read_file

POOL = "translate-pipeline"
CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"

_VERSION = "TRANSLATE_PIPELINE_DEPLOYED"
"""The variable that prefect.yaml takes the versions from."""
_SECONDS = 30.0
_PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before a busy server is asked again."""
_LONGEST = 100_000
"""Bytes of prefect.yaml."""


def prepare_folder() -> None:
    """See that logs can be written. Raises StorageError."""
    check_folder(state_folder(), tr("let XDG_STATE_HOME name a folder that you may write"))


def create_pool(environ: Mapping[str, str]) -> str:
    """Create the work pool unless it is there; what was done. Raises PipelineError."""
    try:
        _request("/work_pools/", {"name": POOL, "type": "process"}, environ)
    except HTTPError as error:
        if error.code != _CONFLICT:
            raise _refused(error, environ) from error
        return UNCHANGED
    return CREATED


def deploy_flows(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Bring our deployments up to date, for the workspace and server that the environment names.

    What was done, by name. The work pool has to be there. Raises PipelineError where the server
    does not answer or refuses, a name is taken, or Prefect cannot deploy a flow.
    """
    with as_file(_prefect_file()) as path:
        shape = yaml.safe_load(read_file(path, at_most=_LONGEST))
        wanted = {one["name"]: one for one in shape["deployments"]}
        version = _version(path, environ[WORKSPACE_VARIABLE])
        before = _deployed(wanted, environ)
        due = [
            name
            for name, one in wanted.items()
            if name not in before or not _stands(before[name], one, version, environ)
        ]
        if due:
            _deploy(path, due, {**environ, _VERSION: version})
    after = _deployed(due, environ)
    if failed := [name for name in due if after.get(name, {}).get("version") != version]:
        raise _not_deployed(failed)
    done = {name: UPDATED if name in before else CREATED for name in due}
    return {name: done.get(name, UNCHANGED) for name in wanted}


def _version(prefect_file: Path, workspace: str) -> str:
    """Another one for everything that would make other deployments."""
    modules = (one for one in files("flows").iterdir() if one.name.endswith(".py"))
    parts = [one.read_bytes() for one in sorted(modules, key=lambda one: one.name)]
    made_of = b"\0".join([workspace.encode(), prefect_file.read_bytes(), *parts])
    return f"{__version__}-{sha256(made_of).hexdigest()[:12]}"


def _deployed(wanted: Iterable[str], environ: Mapping[str, str]) -> Mapping[str, Mapping[str, Any]]:
    """Those that the server has, by name, which is their flow's too."""
    names = {"name": {"any_": list(wanted)}}
    found = _found("/deployments/filter", {"flows": names, "deployments": names}, environ)
    return {one["name"]: one for one in found}


def _stands(
    found: Mapping[str, Any], wanted: Mapping[str, Any], version: str, environ: Mapping[str, str]
) -> bool:
    """Whether a deployment need not be made again. Raises PipelineError where it is another's."""
    if found["entrypoint"] != wanted["entrypoint"]:
        told = tr(
            "the server has another deployment called {name}, of {entrypoint}; rename it, or give"
            " this workspace a server of its own",
            name=found["name"], entrypoint=found["entrypoint"],
        )  # fmt: skip
        raise PipelineError(told)
    if found["version"] != version:
        return False
    if not wanted.get("triggers"):
        return True
    resource = f"prefect.deployment.{found['id']}"
    started_by = _found(f"/automations/related-to/{resource}", None, environ)
    return any(one["name"].startswith(f"{found['name']}__") for one in started_by)


def _deploy(path: Path, names: Iterable[str], environ: Mapping[str, str]) -> None:
    """Have Prefect deploy some flows of its file. Raises PipelineError."""
    prepare_folder()
    named = [part for name in names for part in ("--name", name)]
    with _log().open("wb") as output:
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-m", "prefect", "--no-prompt", "deploy", *named,
             "--prefect-file", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environ,
            cwd=state_folder(),
            check=False,
        )  # fmt: skip
    if done.returncode:
        raise _not_deployed(names)


def _not_deployed(names: Iterable[str]) -> PipelineError:
    told = tr(
        "not deployed: {names}; Prefect says why in {file}", names=", ".join(names), file=_log()
    )
    return PipelineError(told)


def _log() -> Path:
    return state_folder() / "deploy.log"


def _prefect_file() -> Traversable:
    """prefect.yaml: package data, or in a checkout the file itself."""
    shipped = files("translate_pipeline") / "data" / "prefect.yaml"
    return shipped if shipped.is_file() else Path(__file__).parents[3] / "prefect.yaml"


_CONFLICT, _BUSY = 409, 503
_WHO = (401, 403)
"""A server that wants to know who asks."""


def _found(path: str, body: object, environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the server has. Raises PipelineError where it does not answer, or refuses."""
    try:
        found: list[dict[str, Any]] = json.loads(_request(path, body, environ))
    except HTTPError as error:
        raise _refused(error, environ) from error
    return found


def _request(path: str, body: object, environ: Mapping[str, str]) -> bytes:
    """What the server answers. Raises PipelineError where it does not, HTTPError for a refusal."""
    try:
        return _patiently(path, body, environ)
    except HTTPError:
        raise
    except (OSError, HTTPException, ValueError) as error:
        told = tr(
            "Prefect's server at {url} does not answer ({reason}); if {variable} is set, is it"
            " right?",
            url=environ[SERVER], reason=getattr(error, "reason", error), variable=SERVER,
        )  # fmt: skip
        raise PipelineError(told) from error


def _patiently(path: str, body: object, environ: Mapping[str, str]) -> bytes:
    """Ask again where the server is busy: with SQLite it writes for one after another."""
    for pause in _PAUSES:
        try:
            return request(path, body, environ, _SECONDS)
        except HTTPError as error:
            if error.code != _BUSY:
                raise
        time.sleep(pause)
    return request(path, body, environ, _SECONDS)


def _refused(error: HTTPError, environ: Mapping[str, str]) -> PipelineError:
    told = tr(
        "Prefect's server at {url} refuses: {code} {reason}",
        url=environ[SERVER], code=error.code, reason=error.reason,
    )  # fmt: skip
    if error.code in _WHO:
        told += "; " + tr("set PREFECT_API_KEY or PREFECT_API_AUTH_STRING")
    return PipelineError(told)
