"""LibreTranslate: a server of one's own, or anybody's."""

import os
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from translate_pipeline.engines.deep import codes
from translate_pipeline.engines.deep.engine import PREFIX, Call
from translate_pipeline.engines.deep.json_service import Json
from translate_pipeline.engines.deep.library import library
from translate_pipeline.engines.deep.transport import Request, is_loopback
from translate_pipeline.model.engine import EngineOptions


class Libre(Json):
    """A LibreTranslate server, wherever it is. On this machine, the text stays there."""

    name, title = "deep:libre", "LibreTranslate"
    codes, own = codes.LIBRE, codes.OWN_LIBRE
    wants_key = False
    longest = 2_000  # what public servers set; a server of one's own has no limit
    per_second = 20.0
    characters_a_day = 0
    variable_of_url: ClassVar[str] = f"{PREFIX}LIBRE_URL"

    def configure(self, options: EngineOptions) -> None:
        """Take its address from the workspace. Raises ValueError."""
        if problem := _problem(options.url):
            raise ValueError(problem)
        self.options = options

    @property
    def url(self) -> str:
        """Where its server is: the environment's, else the workspace's; empty for nowhere."""
        return os.environ.get(self.variable_of_url, "").strip() or self.options.url

    @property
    def on_device(self) -> bool:
        """Whether its server is on this machine."""
        return bool(self.url) and is_loopback(self.url)

    @property
    def missing(self) -> str:
        """Its address."""
        if not self.url:
            return (
                f"no server: set {self.variable_of_url} to its address, such as"
                " http://127.0.0.1:5000, or `engines: {deep:libre: {url: …}}` in the workspace file"
            )
        return _problem(self.url) or super().missing

    def allowed(self, url: str) -> bool:
        """Its own server only."""
        return url.startswith(self.url.rstrip("/") + "/")

    def ask(self, call: Call) -> str | None:
        """deep-translator wants a key, needed or not, and an address with a slash at its end."""
        url = self.url.rstrip("/") + "/"
        client = library("libre").LibreTranslator(api_key=call.key or "none", custom_url=url)
        client.source, client.target = call.source, call.target
        text: str = client.translate(call.text)
        return text

    def request(self, request: Request, call: Call) -> Request:
        """In the body, which servers do not log as they do addresses."""
        data = dict(request.params)
        if not call.key:
            del data["api_key"]
        return replace(request, params={}, data=data)


def _problem(url: str) -> str:
    """What is wrong with a server's address; empty where nothing is, or there is none."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        return "the address is no URL; write it like http://127.0.0.1:5000"
    if not sound or parts.query or parts.fragment:
        return "the address is no URL of a server; write it like http://127.0.0.1:5000"
    if parts.username or parts.password:
        return f"a password does not belong in the address; set {PREFIX}LIBRE_KEY"
    if parts.scheme == "http" and not is_loopback(url):
        return "the address needs https: with http anybody on the way can read the text"
    return ""
