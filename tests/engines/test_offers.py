import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.engines.offers import LARGEST, Offer, best_offers, offer_for, parse_files
from translate_pipeline.model.locale import Locale

EN = Locale("en")


def _record(name: str, pair: str = "en-es", **fields: Any) -> dict[str, Any]:
    source, target = pair.split("-", 1)
    attachment = {"hash": "a" * 64, "size": 10, "location": f"x/{name}.zst"}
    shape = {
        "name": name, "fileType": name.partition(".")[0], "version": "3.0",
        "attachment": attachment, "architecture": "base-memory",
        "sourceLanguage": source, "targetLanguage": target,
        "decompressedHash": "b" * 64, "decompressedSize": 20,
    }  # fmt: skip
    return shape | fields


def _model(pair: str = "en-es", **fields: Any) -> list[dict[str, Any]]:
    return [_record(name, pair, **fields) for name in ("model.x.bin", "lex.x.bin", "vocab.x.spm")]


def _offers(*records: dict[str, Any]) -> tuple[Offer, ...]:
    return best_offers(parse_files(json.dumps({"data": records}).encode()))


def test_a_model_is_its_weights_its_shortlist_and_its_vocabulary() -> None:
    (offer,) = _offers(*_model())
    assert (offer.pair, offer.version, offer.download, offer.size) == ("en-es", "3.0", 30, 60)
    assert [file.name for file in offer.files] == ["lex.x.bin", "model.x.bin", "vocab.x.spm"]


def test_a_model_may_have_two_vocabularies() -> None:
    names = ("model.x.bin", "lex.x.bin", "srcvocab.x.spm", "trgvocab.x.spm")
    (offer,) = _offers(*(_record(name, "en-ja") for name in names))
    assert len(offer.files) == 4


@pytest.mark.parametrize("missing", range(3))
def test_a_model_that_lacks_a_file_is_not_offered(missing: int) -> None:
    assert _offers(*(one for n, one in enumerate(_model()) if n != missing)) == ()


@pytest.mark.parametrize("version", ["1.0", "2.0", "4.0", "", None, "three"])
def test_a_model_that_the_library_cannot_run_is_not_offered(version: object) -> None:
    assert _offers(*_model(version=version)) == ()


def test_the_newest_version_is_taken() -> None:
    versions = ["3.0a1", "3.2", "3.0", "3.10", "3.10b1"]
    (offer,) = _offers(*(one for version in versions for one in _model(version=version)))
    assert {file.record["version"] for file in offer.files} == {"3.10"}


def test_the_size_for_desktops_is_taken_before_the_one_for_telephones() -> None:
    sizes = ["tiny", "base-memory", "base"]
    (offer,) = _offers(*(one for size in sizes for one in _model(architecture=size)))
    assert {file.record["architecture"] for file in offer.files} == {"base-memory"}


def test_files_of_two_sizes_are_never_mixed() -> None:
    model, lex, vocabulary = _model()
    assert _offers(model, lex, vocabulary | {"architecture": "tiny"}) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "model./../../x.bin"},
        {"name": "../model.x.bin"},
        {"name": "evil.x.bin"},
        {"targetLanguage": "../.."},
        {"targetLanguage": "e" * 2_000},
        {"decompressedHash": None},
        {"decompressedHash": "b" * 63},
        {"decompressedSize": LARGEST + 1},
        {"decompressedSize": -1},
        {"attachment": None},
        {"attachment": {"hash": "a" * 64, "size": "10", "location": "x"}},
    ],
)
def test_a_file_that_cannot_be_checked_or_would_not_stay_in_its_folder_is_none(
    wrong: dict[str, object],
) -> None:
    model, *others = _model()
    assert _offers(model | wrong, *others) == ()


def test_a_file_whose_size_is_not_said_is_checked_by_its_hash_alone() -> None:
    model, *others = _model()
    del model["decompressedSize"]
    assert len(_offers(model, *others)) == 1


def test_the_catalog_of_an_offer_offers_it_again() -> None:
    (offer,) = _offers(*_model())
    assert best_offers(parse_files(offer.records())) == (offer,)


def test_the_closest_model_of_a_locale_is_offered() -> None:
    offers = _offers(*_model("en-pt"), *_model("en-es"), *_model("en-zh-Hant"), *_model("en-zh"))

    def pair(tag: str) -> str:
        offer = offer_for(offers, EN, Locale(tag))
        return offer.pair if offer else ""

    tags = ("es-MX", "pt-BR", "pt", "zh-TW", "zh-CN", "ar")
    assert [pair(tag) for tag in tags] == ["en-es", "en-pt", "", "en-zh-Hant", "en-zh", ""]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"data": 3}', b'{"data": [3]}', b"\xff"])
def test_what_is_no_catalog_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError, match="no catalog of models"):
        parse_files(body)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(_record("model.x.bin"))), _JSON))
def test_any_record_is_a_file_or_none(wrong: dict[str, Any]) -> None:
    body = json.dumps({"data": [_record("model.x.bin") | wrong]}).encode()
    for file in parse_files(body):
        assert "/" not in file.name + file.pair
