"""One request: its limits, and where it goes."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from translate_pipeline.engines.deep import transport
from translate_pipeline.engines.deep.transport import (
    Answer,
    Request,
    TimeLimits,
    is_loopback,
    send,
)
from translate_pipeline.errors import EngineRefused, EngineUnavailable

LIMITS = TimeLimits(0.5, 0.3, 0.5)
Talk = Callable[[socket.socket], None]
Listen = Callable[[Talk], str]


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Starts a server that does to each connection what it is told; gives its URL."""
    servers: list[socket.socket] = []

    def start(talk: Talk) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection, suppress(OSError):
                        connection.recv(1 << 16)
                        talk(connection)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield start
    transport.close_sessions()
    for server in servers:
        server.close()


def _drip(text: bytes) -> Talk:
    def talk(connection: socket.socket) -> None:
        for byte in text * 200:
            connection.sendall(bytes([byte]))
            time.sleep(0.02)

    return talk


def test_headers_that_come_a_byte_at_a_time_are_late(listen: Listen) -> None:
    began = time.monotonic()
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1 did not answer in time"):
        send(Request("GET", listen(_drip(b"HTTP/1.1 200 OK\r\nX-A: b\r\n"))), LIMITS, "x")
    assert time.monotonic() - began < 60


def test_a_body_without_a_length_that_is_cut_at_the_end_is_no_answer(listen: Listen) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        _drip(b"a" * 30)(connection)

    with pytest.raises(EngineUnavailable, match="in time"):
        send(Request("GET", listen(talk)), LIMITS, "x")


def test_tls_has_the_same_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = _certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    monkeypatch.setattr(transport, "is_loopback", lambda _url: False)
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with suppress(OSError), context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(1 << 16)
            _drip(b"HTTP/1.1 200 OK\r\nX-A: b\r\n")(secured)

    thread = threading.Thread(target=serve)
    thread.start()
    url = f"https://127.0.0.1:{server.getsockname()[1]}/"
    with pytest.raises(EngineUnavailable, match="in time"):
        send(Request("GET", url), LIMITS, "x")
    transport.close_sessions()
    thread.join(60)
    server.close()
    assert not thread.is_alive()


def _certificate(folder: Path) -> Path:
    """A key and a certificate for 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2999))
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begin, end)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_an_answer_without_end_is_refused(listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LARGEST", 100_000)

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"a" * 10_000)

    with pytest.raises(EngineRefused, match="more than 100000 bytes"):
        send(Request("GET", listen(talk)), TimeLimits(), "x")


def test_what_is_no_http_is_no_answer(listen: Listen) -> None:
    with pytest.raises(EngineUnavailable, match="no connection"):
        send(Request("GET", listen(lambda one: one.sendall(b"SSH-2.0\r\n"))), TimeLimits(), "x")


def test_headers_that_are_none_do_not_bring_the_address_into_the_log(
    listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    odd = b"HTTP/1.1 200 OK\r\nno header\r\nConnection: close\r\n\r\nbody"
    url = listen(lambda connection: connection.sendall(odd))
    send(Request("GET", url, params={"q": "Veldania"}), TimeLimits(), "x")
    assert "Veldania" not in caplog.text


def test_nobody_there_is_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    with pytest.raises(EngineUnavailable, match=r"no connection to 127\.0\.0\.1"):
        send(Request("GET", url), TimeLimits(), "x")


def _answers(text: bytes = b"{}") -> Talk:
    head = (
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nSet-Cookie: a=b\r\nContent-Length: %d\r\n\r\n"
        % len(text)
    )
    return lambda connection: connection.sendall(head + text)


def test_what_is_for_this_machine_does_not_go_through_a_proxy(
    listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def through(connection: socket.socket) -> None:
        asked.append("proxy")
        _answers()(connection)

    proxy = listen(through)
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    send(Request("POST", listen(_answers()), data={"q": "Veldania"}), TimeLimits(), "x")
    assert not asked
    for _ in range(2):
        send(Request("POST", "http://elsewhere.invalid/", data={"q": "x"}), TimeLimits(), "x")
    assert asked == ["proxy"] * 2


def test_a_netrc_does_not_take_the_place_of_the_key_and_cookies_are_not_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    seen: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(2):
            connection, _ = server.accept()
            with connection:
                seen.append(connection.recv(1 << 16))
                _answers()(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    monkeypatch.setattr(transport, "is_loopback", lambda _url: False)
    url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    for _ in range(2):
        send(Request("GET", url, headers={"Authorization": "Bearer key"}), TimeLimits(), "x")
        transport.close_sessions()
    thread.join()
    server.close()
    assert all(b"Authorization: Bearer key" in one for one in seen)
    assert not any(b"Cookie" in one for one in seen)


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("http://127.0.0.1:5000", True),
        ("http://localhost:5000/x", True),
        ("http://[::1]:5000", True),
        ("http://127.8.8.8", True),
        ("http://10.0.0.1:5000", False),
        ("https://localhost.example.org", False),
        ("https://127.0.0.1.nip.io", False),
        ("https://user@example.org", False),
        ("http://0.0.0.0:5000", False),
        ("", False),
    ],
)
def test_only_loopback_addresses_are_on_this_machine(url: str, stays: bool) -> None:
    assert is_loopback(url) == stays


def test_neither_requests_nor_answers_show_what_they_hold() -> None:
    request = Request("GET", "https://a.org/?q=Veldania", {"q": "Veldania"})
    assert "Veldania" not in repr(request)
    assert "Veldania" not in repr(Answer(200, content=b"Veldania"))


def test_an_exchange_through_a_proxy_has_its_limit_too(
    listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", listen(_drip(b"HTTP/1.1 200 OK\r\nX-A: b\r\n")))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(EngineUnavailable, match="in time"):
        send(Request("GET", "http://elsewhere.invalid/"), LIMITS, "x")
