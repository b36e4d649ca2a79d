import io
import json
import os
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from translate_pipeline.engines.carried import install_carried
from translate_pipeline.engines.installing import installed
from translate_pipeline.errors import InputError

FILES = {name: os.urandom(500) for name in ("model.x.bin", "lex.x.bin", "vocab.x.spm")}


def _catalog(pair: str = "en-es", files: dict[str, bytes] = FILES) -> bytes:
    source, target = pair.split("-", 1)
    records = [
        {
            "name": name, "fileType": name.split(".")[0], "version": "3.0",
            "sourceLanguage": source, "targetLanguage": target,
            "decompressedHash": sha256(data).hexdigest(), "decompressedSize": len(data),
            "attachment": {"hash": "a" * 64, "size": 9, "location": "x"},
        }
        for name, data in files.items()
    ]  # fmt: skip
    return json.dumps({"data": records}).encode()


def _stick(folder: Path, pairs: tuple[str, ...] = ("en-es",), *, catalog: bool = True) -> Path:
    """A folder of models as `engines fetch` keeps them."""
    for pair in pairs:
        (folder / pair).mkdir(parents=True)
        for name, data in FILES.items():
            (folder / pair / name).write_bytes(data)
        if catalog:
            (folder / pair / "records.json").write_bytes(_catalog(pair))
    return folder


def _tar(place: Path, folder: Path, mode: str = "w:gz") -> Path:
    with tarfile.open(place, mode) as archive:  # type: ignore[call-overload]
        archive.add(folder, folder.name)
    return place


def _zip(place: Path, folder: Path) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    return place


@pytest.mark.parametrize("kind", ["folder", "pair", "tar", "tar.gz", "zip"])
def test_a_model_is_installed_from_what_carried_it(kind: str, tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models")
    place = {
        "folder": lambda: stick,
        "pair": lambda: stick / "en-es",
        "tar": lambda: _tar(tmp_path / "m.tar", stick, "w"),
        "tar.gz": lambda: _tar(tmp_path / "m.tgz", stick),
        "zip": lambda: _zip(tmp_path / "m.zip", stick),
    }[kind]()
    (arrived,) = install_carried(place, tmp_path / "root")
    assert (arrived.pair, arrived.checked, arrived.size) == ("en-es", True, 1500)
    folder = tmp_path / "root" / "en-es"
    assert {path.name: path.read_bytes() for path in folder.glob("*.*.*")} == FILES
    assert [model.version for model in installed(tmp_path / "root")] == ["3.0"]
    assert [path.name for path in (tmp_path / "root").iterdir()] == ["en-es"]


def test_a_model_without_a_catalog_is_installed_unchecked(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models", catalog=False)
    assert [one.checked for one in install_carried(stick, tmp_path / "root")] == [False]


def test_one_catalog_above_them_serves_all_models(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models", ("en-es", "en-fr"), catalog=False)
    records = [json.loads(_catalog(pair))["data"] for pair in ("en-es", "en-fr")]
    (stick / "records.json").write_text(json.dumps({"data": [*records[0], *records[1]]}))
    arrived = install_carried(stick, tmp_path / "root")
    assert [(one.pair, one.checked) for one in arrived] == [("en-es", True), ("en-fr", True)]


def test_the_folder_of_models_itself_changes_nothing(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models")
    install_carried(stick, stick)
    assert [path.name for path in stick.iterdir()] == ["en-es"]


def test_a_file_that_its_catalog_does_not_list_stops_all(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models", ("en-ar", "en-es"))
    (stick / "en-es" / "lex.x.bin").write_bytes(b"damaged on the way")
    with pytest.raises(InputError, match=r"en-es/lex\.x\.bin is not the file that the catalog"):
        install_carried(stick, tmp_path / "root")
    assert not installed(tmp_path / "root")


def test_a_model_that_is_not_whole_stops_all(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models", ("en-ar", "en-es"))
    (stick / "en-es" / "lex.x.bin").unlink()
    with pytest.raises(InputError, match=r"en-es is not whole: lex\.\*\.bin is missing"):
        install_carried(stick, tmp_path / "root")
    assert not installed(tmp_path / "root")


def test_what_holds_no_model_is_said_to_hold_none(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    with pytest.raises(InputError, match="no model here"):
        install_carried(tmp_path / "photos", tmp_path / "root")


@pytest.mark.parametrize(
    "data", [b"", b"nonsense" * 99, b"\x1f\x8b\x08\0", b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_archive_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(InputError, match=r"no folder, tar file or zip file|no model here"):
        install_carried(tmp_path / "file", tmp_path / "root")


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="stick: cannot be read: No such file"):
        install_carried(tmp_path / "stick", tmp_path / "root")


def test_an_archive_that_was_cut_is_refused(tmp_path: Path) -> None:
    place = _tar(tmp_path / "m.tgz", _stick(tmp_path / "models"))
    place.write_bytes(place.read_bytes()[:-700])
    with pytest.raises(InputError, match="damaged"):
        install_carried(place, tmp_path / "root")
    assert not installed(tmp_path / "root")


EVIL = ["../en-es/model.x.bin", "/etc/en-es/model.x.bin", "en-es/../../model.x.bin", "en-es\\..\\x"]


@pytest.mark.parametrize("name", EVIL)
def test_a_tar_that_leads_out_of_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "m.tar", "w") as archive:
        info = tarfile.TarInfo(name)
        info.size = 3
        archive.addfile(info, io.BytesIO(b"bad"))
    with pytest.raises(InputError, match="leads out of the archive"):
        install_carried(tmp_path / "m.tar", tmp_path / "root")
    assert not list(tmp_path.rglob("model.x.bin"))


@pytest.mark.parametrize("name", EVIL)
def test_a_zip_that_leads_out_of_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        archive.writestr(name, b"bad")
    with pytest.raises(InputError, match="leads out of the archive"):
        install_carried(tmp_path / "m.zip", tmp_path / "root")


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_links_and_devices_are_refused(kind: bytes, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "m.tar", "w") as archive:
        info = tarfile.TarInfo("en-es/model.x.bin")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    with pytest.raises(InputError, match="is a link or a device"):
        install_carried(tmp_path / "m.tar", tmp_path / "root")


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        info = zipfile.ZipInfo("en-es/model.x.bin")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match="is a link or a device"):
        install_carried(tmp_path / "m.zip", tmp_path / "root")


def test_a_link_in_a_folder_is_no_file_of_a_model(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "models")
    (stick / "en-es" / "lex.x.bin").unlink()
    (stick / "en-es" / "lex.x.bin").symlink_to("/etc/passwd")
    with pytest.raises(InputError, match="is not whole"):
        install_carried(stick, tmp_path / "root")


def _bomb(place: Path, kind: str, size: int = 60_000_000) -> Path:
    if kind == "zip":
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("en-es/model.x.bin", b"\0" * size)
    else:
        with tarfile.open(place, "w:gz") as archive:
            info = tarfile.TarInfo("en-es/model.x.bin")
            info.size = size
            archive.addfile(info, io.BytesIO(b"\0" * size))
    return place


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_bomb_is_refused_before_it_is_unpacked(kind: str, tmp_path: Path) -> None:
    place = _bomb(tmp_path / "bomb", kind)
    with pytest.raises(InputError, match="unpacks to far more than models do"):
        install_carried(place, tmp_path / "root")
    assert not list((tmp_path / "root").iterdir())


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    place = _zip(tmp_path / "m.zip", _stick(tmp_path / "models"))
    data = place.read_bytes()
    place.write_bytes(data.replace((500).to_bytes(4, "little"), (20).to_bytes(4, "little")))
    with pytest.raises(InputError, match="damaged"):
        install_carried(place, tmp_path / "root")
