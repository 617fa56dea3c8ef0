"""Keys: made once, kept private, refused where they are not safe, and never shown."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casesafe.errors import KeyMissingError, KeyUnavailableError
from casesafe.scan import keys

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
KEY = bytes(range(32))
OTHER = bytes(range(1, 33))
MAKE = "from casesafe.scan.keys import cache_key; print(cache_key().hex())"


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.CACHE_ENV, str(tmp_path / "cache"))
    monkeypatch.setenv(keys.CONFIG_ENV, str(tmp_path / "config"))
    monkeypatch.delenv(keys.BASELINE_ENV, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


def put(key: bytes, name: str | None = None) -> Path:
    """Lay a baseline key where it belongs."""
    path = keys.baseline_key_path(name or keys.key_id(key))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(key.hex() + "\n")
    path.chmod(0o600)
    return path


# --- digests --------------------------------------------------------------------------------------


# Few characters, so that many lists join to the same text; one is written as UTF-8's bytes.
PARTS = st.lists(st.text("a\u00e9\udcc3\udca9", max_size=3), max_size=4)


@given(PARTS, PARTS)
@example(["\u00e9"], ["\udcc3\udca9"])
@example(["aa", ""], ["a", "a"])
def test_other_parts_have_another_digest(one: list[str], two: list[str]) -> None:
    """However the same characters are divided; lone surrogates are characters, too."""
    same = keys.digest(KEY, "content", *one) == keys.digest(KEY, "content", *two)
    assert same is (one == two)


def test_digests_differ_by_key_and_purpose() -> None:
    """A digest of one purpose says nothing about another."""
    made = {
        keys.digest(key, purpose, "Odile")
        for key in (KEY, OTHER)
        for purpose in ("content", "path", "output")
    }
    assert len(made) == 6


def test_a_digest_stays_the_same_from_version_to_version() -> None:
    """Baselines that teams have committed depend on it."""
    told = keys.digest(KEY, "content", "Odile", b"\xff").hex()
    assert told == "731624f8a84b13a9c5f4101cc768b668fc032728d3520f8bb076b0c461a79c0f"
    assert keys.key_id(KEY) == "752980599c83aa4a"


# --- the cache key --------------------------------------------------------------------------------


def test_the_cache_key_is_made_once(tmp_path: Path) -> None:
    """32 bytes, the same ones from then on, in a private file of a private folder."""
    key = keys.cache_key()
    assert key is not None
    assert len(key) == 32
    assert keys.cache_key() == key
    assert keys.cache_key_problem() is None
    if os.name == "posix":
        assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "cache/cache.key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_share_one_key() -> None:
    """None of them goes on with a key that another one replaced."""
    started = [
        subprocess.Popen([sys.executable, "-c", MAKE], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = {process.communicate()[0] for process in started}
    key = keys.cache_key()
    assert key is not None
    assert told == {key.hex() + "\n"}


def lost(path: Path) -> None:
    path.unlink()


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])


def opened(path: Path) -> None:
    path.chmod(0o644)


def linked(path: Path) -> None:
    aside = path.with_name("aside")
    path.rename(aside)
    path.symlink_to(aside)


@POSIX
@pytest.mark.parametrize("harm", [lost, damaged, opened, linked])
def test_a_cache_key_that_cannot_be_trusted_is_replaced(tmp_path: Path, harm: object) -> None:
    """What was remembered under the old one is forgotten; nothing fails."""
    old = keys.cache_key()
    assert callable(harm)
    harm(tmp_path / "cache/cache.key")
    assert keys.cache_key_problem() is not None
    new = keys.cache_key()
    assert new not in (None, old)
    assert keys.cache_key() == new


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_cache_key_of_another_user_is_replaced(tmp_path: Path) -> None:
    """Who knows the key could forge clean results."""
    old = keys.cache_key()
    os.chown(tmp_path / "cache/cache.key", 12345, -1)
    assert "another user" in (keys.cache_key_problem() or "")
    assert keys.cache_key() not in (None, old)


def test_without_a_usable_folder_there_is_no_cache_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller goes on without a cache."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(keys.CACHE_ENV, str(tmp_path / "file/cache"))
    assert keys.cache_key() is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_in_a_read_only_folder_there_is_no_cache_key(tmp_path: Path) -> None:
    """The caller goes on without a cache."""
    (tmp_path / "cache").mkdir(mode=0o500)
    assert keys.cache_key() is None


# --- baseline keys --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        KEY.hex(),
        KEY.hex().upper() + "\n",
        base64.b64encode(KEY).decode(),
        base64.urlsafe_b64encode(bytes([251, 255] * 16)).decode().rstrip("="),
    ],
    ids=["hex", "upper case", "base64", "url-safe, no padding"],
)
def test_the_environment_gives_the_key(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In hex or base64."""
    monkeypatch.setenv(keys.BASELINE_ENV, written)
    key = keys.baseline_key()
    assert key in (KEY, bytes([251, 255] * 16))
    assert keys.baseline_key(keys.key_id(key)) == key


@pytest.mark.parametrize(
    "written",
    [KEY.hex()[:62], KEY.hex()[:63], base64.b64encode(KEY[:31]).decode(), "Odile's own secret" * 3],
    ids=["short hex", "odd hex", "short base64", "words"],
)
def test_a_malformed_key_is_refused_and_not_shown(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the message nor in an error behind it."""
    monkeypatch.setenv(keys.BASELINE_ENV, written)
    with pytest.raises(KeyUnavailableError, match="at least 32 bytes in hex or base64") as caught:
        keys.baseline_key()
    assert written[:8] not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_new_key_is_found_by_its_id(tmp_path: Path) -> None:
    """The file is private and outside the repository."""
    key, path = keys.new_baseline_key()
    assert path == tmp_path / "config/baseline-keys" / f"{keys.key_id(key)}.key"
    assert keys.baseline_key(keys.key_id(key)) == key
    assert keys.new_baseline_key()[0] != key
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_missing_key_says_how_to_get_it() -> None:
    """From a colleague, in CI, or by a new baseline; and where it belongs."""
    wanted = keys.key_id(KEY)
    with pytest.raises(KeyMissingError) as caught:
        keys.baseline_key(wanted)
    told = str(caught.value)
    for part in (wanted, "colleague", keys.BASELINE_ENV, f"{wanted}.key", "create --new-key"):
        assert part in told
    with pytest.raises(KeyMissingError, match="--new-key"):
        keys.baseline_key()


def test_another_key_in_the_environment_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says which is wanted and which was given, even if the right file is there."""
    put(KEY)
    monkeypatch.setenv(keys.BASELINE_ENV, OTHER.hex())
    with pytest.raises(KeyUnavailableError) as caught:
        keys.baseline_key(keys.key_id(KEY))
    assert keys.key_id(KEY) in str(caught.value)
    assert keys.key_id(OTHER) in str(caught.value)
    assert OTHER.hex() not in str(caught.value)


@pytest.mark.parametrize("wanted", ["../../../etc/passwd", "", "0" * 15, "G" * 16, "0" * 16 + "\n"])
def test_an_id_that_is_none_names_no_file(wanted: str) -> None:
    """A baseline is a file of the repository, which anybody may have written."""
    with pytest.raises(KeyUnavailableError, match="16 hex characters"):
        keys.baseline_key(wanted)


def test_a_file_that_holds_another_key_is_refused() -> None:
    """Its name is not believed."""
    put(OTHER, keys.key_id(KEY))
    with pytest.raises(KeyUnavailableError, match="another key"):
        keys.baseline_key(keys.key_id(KEY))


@POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_file_open_to_others_is_refused(mode: int) -> None:
    """The message holds the command that mends it."""
    path = put(KEY)
    path.chmod(mode)
    with pytest.raises(KeyUnavailableError, match=f"chmod 600 '{path}'"):
        keys.baseline_key(keys.key_id(KEY))
    path.chmod(0o600)
    assert keys.baseline_key(keys.key_id(KEY)) == KEY


@POSIX
def test_a_link_or_pipe_is_no_key_file() -> None:
    """Neither is followed or waited for."""
    path = put(KEY)
    linked(path)
    with pytest.raises(KeyUnavailableError, match="symbolic link") as caught:
        keys.baseline_key(keys.key_id(KEY))
    assert caught.value.__context__ is None
    path.unlink()
    os.mkfifo(path, 0o600)
    with pytest.raises(KeyUnavailableError, match="no plain file"):
        keys.baseline_key(keys.key_id(KEY))


def test_keys_inside_the_repository_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would be committed beside the baseline; reading is refused as well as writing."""
    subprocess.run(["git", "init", "-q", "."], check=True)
    monkeypatch.setenv(keys.CONFIG_ENV, str(tmp_path / "work/.config"))
    (tmp_path / "work/notes").mkdir()
    monkeypatch.chdir(tmp_path / "work/notes")
    for used in (keys.new_baseline_key, lambda: keys.baseline_key(keys.key_id(KEY))):
        with pytest.raises(KeyUnavailableError, match=keys.CONFIG_ENV):
            used()
    assert not (tmp_path / "work/.config").exists()


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new key that is not kept is no key."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(keys.CONFIG_ENV, str(tmp_path / "file/config"))
    with pytest.raises(KeyUnavailableError, match="cannot be written") as caught:
        keys.new_baseline_key()
    assert caught.value.__context__ is None


def test_the_folders_are_the_systems_own_without_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Named after casesafe, absolute, and two of them."""
    monkeypatch.delenv(keys.CACHE_ENV)
    monkeypatch.delenv(keys.CONFIG_ENV)
    cache, config = keys.cache_folder(), keys.config_folder()
    assert cache != config
    assert all(p.is_absolute() and "casesafe" in p.parts for p in (cache, config))
