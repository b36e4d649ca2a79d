"""Pulling over https: certificates are verified, by those of the network if it has its own."""

import secrets
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.hosts import Host, hosting, redirect
from tests.publisher import Publisher
from tests.pulling.conftest import Office
from translate_pipeline.errors import OriginRefused, OriginUnavailable


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of this machine, signed by nobody else; with its private key."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    path = tmp_path / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def secure(publisher: Publisher, certificate: Path, office: Office) -> Iterator[Host]:
    """The publisher's folder over https, from where the office pulls."""
    publisher.publish()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with hosting(publisher.folder, context=context) as host:
        office.address = host.url
        yield host


@pytest.mark.usefixtures("secure")
def test_a_certificate_that_nobody_vouches_for_is_refused(office: Office) -> None:
    with pytest.raises(OriginRefused, match="its certificate is not one that this machine trusts"):
        office.pull()
    assert office.slept == []


def test_a_line_that_is_cut_while_it_is_secured_is_tried_again(
    publisher: Publisher, office: Office
) -> None:
    publisher.publish()
    with hosting(publisher.folder) as plain:  # it does not even speak TLS
        office.address = plain.url.replace("http:", "https:")
        with pytest.raises(OriginUnavailable, match="no secure connection"):
            office.pull()
    assert len(office.slept) == 4


def test_the_network_s_own_certificates_are_believed_where_they_are_named(
    secure: Host, office: Office, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    token = secrets.token_hex()
    assert office.pull(token=token) == {"pulled": [1]}
    assert {head["authorization"] for _, head in secure.asked} == {f"Bearer {token}"}
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.with_name("nothing.pem")))
    with pytest.raises(OriginRefused, match="REQUESTS_CA_BUNDLE names no file"):
        office.pull()


def test_nothing_redirects_from_https_to_plain_http(
    secure: Host, office: Office, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with hosting(secure.root) as plain:
        secure.always["/index.json"] = redirect(f"{plain.url}index.json")
        with pytest.raises(OriginRefused, match="from https to plain http"):
            office.pull()
        assert plain.asked == []
