"""What each service takes and answers, as its documentation has it.

``read`` takes a request apart and raises Refusal where the service would not take it: a key in an
address, a missing field. The translation of a text is the text in capitals, after ``target:``.
"""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qs

from translate_pipeline.engines.deep import (
    ChatGpt,
    DeepL,
    Google,
    Libre,
    Microsoft,
    MyMemory,
    Qcri,
    Yandex,
)
from translate_pipeline.engines.deep.engine import Deep

KEY = "k3y-0123456789abcdef:fx"


@dataclass(frozen=True)
class Asked:
    """A request as the server sees it."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> Mapping[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()


class Refusal(Exception):  # noqa: N818
    """The service does not take this request."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


Translation = tuple[str, str, str]
"""A text, the code of its language, the code of the target."""


class Protocol:
    """One service's."""

    engine: ClassVar[type[Deep]]
    quota_words = "quota exceeded"
    wrong_key = 403
    words = True
    """Whether its errors have words."""

    def read(self, asked: Asked) -> Translation:
        raise NotImplementedError

    def reply(self, text: str) -> Reply:
        raise NotImplementedError

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, {"message": message})

    def quota(self) -> Reply:
        return self.failure(403, self.quota_words)

    def special(self, first: str) -> Reply | None:
        """What only this service answers, to a text that begins with a word of its own."""
        del first
        return None


def key_is(right: object) -> None:
    if right != KEY:
        raise Refusal(0, f"the key {right} is wrong")


class OfGoogle(Protocol):
    engine = Google
    words = False

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path) == ("GET", "/m")
        return asked.query["q"], asked.query["sl"], asked.query["tl"]

    def reply(self, text: str) -> Reply:
        return Reply(200, f'<html><div class="result-container">{html.escape(text)}</div></html>')

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, f"<html><title>Sorry</title>{html.escape(message)}</html>")

    def special(self, first: str) -> Reply | None:
        if first == "captcha":
            return Reply(302, "", {"Location": "https://www.google.com/sorry/index"})
        old = Reply(200, '<html><div class="t0">EN LA PLAYA</div></html>')
        return old if first == "layout" else None


class OfDeepL(Protocol):
    engine = DeepL

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path, asked.query) == ("POST", "/v2/translate", {})
        assert "auth_key" not in asked.form
        key_is(asked.headers["Authorization"].removeprefix("DeepL-Auth-Key "))
        return asked.form["text"], asked.form["source_lang"], asked.form["target_lang"]

    def reply(self, text: str) -> Reply:
        return Reply(200, {"translations": [{"detected_source_language": "EN", "text": text}]})

    def quota(self) -> Reply:
        return self.failure(456, "Quota Exceeded")


class OfLibre(Protocol):
    engine = Libre

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path, asked.query) == ("POST", "/translate", {})
        assert asked.form["format"] == "text"
        if "api_key" in asked.form:
            key_is(asked.form["api_key"])
        return asked.form["q"], asked.form["source"], asked.form["target"]

    def reply(self, text: str) -> Reply:
        return Reply(200, {"translatedText": text})

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, {"error": message})


class OfMicrosoft(Protocol):
    engine = Microsoft
    wrong_key = 401

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path) == ("POST", "/translate")
        assert asked.query["api-version"] == "3.0"
        key_is(asked.headers["Ocp-Apim-Subscription-Key"])
        return json.loads(asked.body)[0]["text"], asked.query["from"], asked.query["to"]

    def reply(self, text: str) -> Reply:
        return Reply(200, [{"translations": [{"text": text, "to": "es"}]}])

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, {"error": {"code": status * 1000, "message": message}})


class OfMyMemory(Protocol):
    engine = MyMemory
    quota_words = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path) == ("GET", "/get")
        assert len(asked.query["q"].encode()) <= 500
        if "key" in asked.query:
            key_is(asked.query["key"])
        return (asked.query["q"], *asked.query["langpair"].split("|"))  # type: ignore[return-value]

    def reply(self, text: str) -> Reply:
        data = {"translatedText": text, "match": 0.85}
        return Reply(200, {"responseData": data, "quotaFinished": False, "responseStatus": 200})

    def failure(self, status: int, message: str) -> Reply:
        data = {"translatedText": message.upper()}
        shape = {"responseData": data, "responseDetails": message, "responseStatus": str(status)}
        return Reply(status if status in (429, 500, 503) else 200, shape)

    def quota(self) -> Reply:
        return self.failure(429, self.quota_words)

    def special(self, first: str) -> Reply | None:
        if first == "pair":
            return self.failure(403, "INVALID LANGUAGE PAIR SPECIFIED")
        return self.reply("L&#39;ONU &quot;sabía&quot;") if first == "apostrophe" else None


class OfYandex(Protocol):
    engine = Yandex
    wrong_key = 401

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path) == ("POST", "/api/v1.5/tr.json/translate")
        assert asked.query == {}
        key_is(asked.form["key"])
        return (asked.form["text"], *asked.form["lang"].split("-"))  # type: ignore[return-value]

    def reply(self, text: str) -> Reply:
        return Reply(200, {"code": 200, "lang": "en-es", "text": [text]})

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, {"code": status, "message": message})

    def quota(self) -> Reply:
        return Reply(403, {"code": 404, "message": "Daily limit exceeded"})


class OfQcri(Protocol):
    engine = Qcri

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path) == ("GET", "/api/v1/translate")
        assert asked.query["domain"]
        key_is(asked.query["key"])
        return (asked.query["text"], *asked.query["langpair"].split("-"))  # type: ignore[return-value]

    def reply(self, text: str) -> Reply:
        return Reply(200, {"success": True, "translatedText": text})

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, {"success": False, "error": message})

    def special(self, first: str) -> Reply | None:
        return self.failure(200, "no such domain") if first == "domain" else None


class OfChatGpt(Protocol):
    engine = ChatGpt
    wrong_key = 401

    def read(self, asked: Asked) -> Translation:
        assert (asked.method, asked.path) == ("POST", "/v1/chat/completions")
        key_is(asked.headers["Authorization"].removeprefix("Bearer "))
        shape = json.loads(asked.body)
        system, user = shape["messages"]
        assert "Spanish" in system["content"]
        assert user["content"] not in system["content"]
        return user["content"], "en", "es"

    def reply(self, text: str) -> Reply:
        message = {"role": "assistant", "content": text}
        return Reply(200, {"choices": [{"message": message, "finish_reason": "stop"}]})

    def failure(self, status: int, message: str) -> Reply:
        return Reply(status, {"error": {"message": message, "type": "x", "code": None}})

    def special(self, first: str) -> Reply | None:
        cut = {"choices": [{"message": {"content": "La mitad"}, "finish_reason": "length"}]}
        return Reply(200, cut) if first == "cutoff" else None

    def quota(self) -> Reply:
        message = "You exceeded your current quota"
        return Reply(429, {"error": {"message": message, "code": "insufficient_quota"}})


PROTOCOLS = {
    protocol.engine.name: protocol
    for protocol in (
        OfGoogle(), OfDeepL(), OfLibre(), OfMicrosoft(), OfMyMemory(), OfYandex(), OfQcri(),
        OfChatGpt(),
    )
}  # fmt: skip
