"""The two kinds of keys: a user's cache key, and the key of a team's baseline.

Every digest that casesafe stores is keyed, so that whoever reads a cache or a baseline cannot test
guesses of what it was made from. See docs/keys.md. No error holds a key.
"""

from __future__ import annotations

import base64
import hmac
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from casesafe.errors import KeyMissingError, KeyUnavailableError

CACHE_ENV = "CASESAFE_CACHE_DIR"
CONFIG_ENV = "CASESAFE_CONFIG_DIR"
BASELINE_ENV = "CASESAFE_BASELINE_KEY"
CACHE_KEY_FILE = "cache.key"
KEY_BYTES = 32
_FOLDER = "baseline-keys"
_ID_LENGTH = 16
_ID = re.compile(r"[0-9a-f]{16}")
_HEX = re.compile(r"[0-9A-Fa-f]+")
# No key file is longer; a device or a large file is not read to its end.
_LONGEST_FILE = 4096
# Both names are missing on some systems.
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


def cache_folder() -> Path:
    """Return the folder of what casesafe remembers; it need not exist."""
    given = os.environ.get(CACHE_ENV)
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("casesafe", appauthor=False))


def config_folder() -> Path:
    """Return the folder of the user's settings and baseline keys; it need not exist."""
    given = os.environ.get(CONFIG_ENV)
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_config_dir

    return Path(user_config_dir("casesafe", appauthor=False))


def digest(key: bytes, purpose: str, *parts: str | bytes) -> bytes:
    """Return the HMAC-SHA256 of the parts for one purpose: 32 bytes.

    Different parts, another division of the same parts, and another purpose give another digest.
    Text counts as its UTF-8, in which lone surrogates (of undecodable file names) stay apart.
    """
    mac = hmac.new(key, digestmod="sha256")
    for part in (purpose, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        mac.update(len(data).to_bytes(8, "big"))
        mac.update(data)
    return mac.digest()


def key_id(key: bytes) -> str:
    """Return the name of a key, 16 hex characters that tell nothing about it."""
    return digest(key, "key-id").hex()[:_ID_LENGTH]


# --- the cache key --------------------------------------------------------------------------------


def cache_key(folder: Path | None = None) -> bytes | None:
    """Return the user's cache key, made on first use.

    A key file that is damaged, another user's or open to others is replaced: what was remembered
    under it is forgotten.

    Args:
        folder: Another folder than `cache_folder()`.

    Returns:
        None if the folder cannot be used; the caller then goes on without a cache.
    """
    path = (folder or cache_folder()) / CACHE_KEY_FILE
    with suppress(KeyUnavailableError):
        return _read(path, own=True)
    # NotImplementedError: a file system without locks.
    with suppress(KeyUnavailableError, OSError, NotImplementedError):
        return _make_cache_key(path)
    return None


def cache_key_problem(folder: Path | None = None) -> str | None:
    """Return why the cache key as it stands cannot be used, or None; makes nothing."""
    try:
        _read((folder or cache_folder()) / CACHE_KEY_FILE, own=True)
    except KeyUnavailableError as error:
        return str(error)
    return None


def _make_cache_key(path: Path) -> bytes:
    """Make the key under a lock, so that processes that start at once end with the same one."""
    from filelock import FileLock

    private_folder(path.parent)
    with FileLock(path.with_suffix(".lock"), timeout=10, mode=0o600):
        with suppress(KeyUnavailableError):
            return _read(path, own=True)
        temporary = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        try:
            _write_new(temporary, secrets.token_bytes(KEY_BYTES))
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        return _read(path, own=True)


# --- baseline keys --------------------------------------------------------------------------------


def baseline_key(wanted: str | None = None) -> bytes:
    """Return the key of a baseline.

    Args:
        wanted: The id that the baseline names; None for a baseline that is yet to be made: then
            only the environment's key is taken.

    Raises:
        KeyMissingError: if the key is not on this machine; says how to get it.
        KeyUnavailableError: if there is a key that cannot be used: malformed, another one, open to
            others, or inside the repository.
    """
    if wanted is not None and not _ID.fullmatch(wanted):
        raise KeyUnavailableError(
            "the baseline's key id is not 16 hex characters; the file was damaged or edited"
        )
    given = os.environ.get(BASELINE_ENV)
    if given:
        return _from_environment(given, wanted)
    if wanted is None:
        raise KeyMissingError(
            f"there is no key for a new baseline: set {BASELINE_ENV}, or make one with "
            "`casesafe baseline create --new-key`"
        )
    path = baseline_key_path(wanted)
    if not os.path.lexists(path):
        raise KeyMissingError(
            f"the key {wanted} of this baseline is not on this machine. Get it from a colleague "
            f"over a safe channel and put it into {path} (readable by you alone), or, in CI, into "
            f"the environment variable {BASELINE_ENV}. If nobody has it, accept the findings anew: "
            "`casesafe baseline create --new-key`"
        )
    key = _read(path)
    if key_id(key) != wanted:
        raise KeyUnavailableError(
            f"the key file {path} holds another key ({key_id(key)}) than its name says"
        )
    return key


def baseline_key_path(name: str) -> Path:
    """Return where the key of that id belongs; it need not exist.

    Raises:
        KeyUnavailableError: if that is inside the git work tree of the current folder.
    """
    folder = config_folder()
    tree = _work_tree()
    if tree is not None and folder.resolve().is_relative_to(tree):
        raise KeyUnavailableError(
            f"the folder of keys, {folder}, lies inside the repository {tree}, where a key would "
            f"be committed; set {CONFIG_ENV} to a folder outside it"
        )
    return folder / _FOLDER / f"{name}.key"


def new_baseline_key() -> tuple[bytes, Path]:
    """Make a key for a new baseline; return it and the file that it was written into.

    Raises:
        KeyUnavailableError: if the file cannot be written, or would be inside the repository.
    """
    key = secrets.token_bytes(KEY_BYTES)
    path = baseline_key_path(key_id(key))
    problem = ""
    try:
        private_folder(path.parent)
        _write_new(path, key)
    except OSError as error:
        problem = error.strerror or type(error).__name__
    if problem:
        raise KeyUnavailableError(f"the key file {path} cannot be written: {problem}")
    return key, path


def _from_environment(text: str, wanted: str | None) -> bytes:
    key = _decoded(text)
    if key is None:
        raise KeyUnavailableError(
            f"{BASELINE_ENV} is no key: at least {KEY_BYTES} bytes in hex or base64 are expected"
        )
    if wanted is not None and key_id(key) != wanted:
        raise KeyUnavailableError(
            f"the baseline was made with the key {wanted}, but {BASELINE_ENV} holds the key "
            f"{key_id(key)}; set the right one, or unset it to use the key file"
        )
    return key


def _work_tree() -> Path | None:
    """Return the git work tree of the current folder, without asking git."""
    here = Path.cwd().resolve()
    return next((p for p in (here, *here.parents) if (p / ".git").exists()), None)


# --- key files ------------------------------------------------------------------------------------


def private_folder(folder: Path) -> None:
    """Make a folder that only the user enters, if it is missing.

    Raises:
        OSError: if it cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def _write_new(path: Path, key: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
    with open(os.open(path, flags, 0o600), "wb") as out:
        out.write(key.hex().encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())


def _read(path: Path, *, own: bool = False) -> bytes:
    """Return the key of a file.

    Args:
        path: The file.
        own: Whether the file must be the user's: who knows a cache's key can forge its records.

    Raises:
        KeyUnavailableError: if it cannot be read, is no plain file, is open to others or no key.
    """
    problem, data = "", b""
    try:
        # Not blocking: opening a named pipe would wait for a writer.
        flags = os.O_RDONLY | _NO_FOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                problem = "is no plain file"
            elif own and hasattr(os, "geteuid") and status.st_uid != os.geteuid():
                problem = "belongs to another user"
            elif os.name == "posix" and status.st_mode & 0o077:
                problem = f"can be read or changed by others; run: chmod 600 '{path}'"
            else:
                data = file.read(_LONGEST_FILE)
    except OSError as error:
        linked = "a symbolic link is not followed"
        problem = "cannot be read: " + (
            linked if path.is_symlink() else error.strerror or type(error).__name__
        )
    key = _decoded(data.decode("ascii", "replace"))
    if not problem and key is None:
        problem = f"holds no key: at least {KEY_BYTES} bytes in hex or base64 are expected"
    if problem or key is None:
        raise KeyUnavailableError(f"the key file {path} {problem}")
    return key


def _decoded(text: str) -> bytes | None:
    """Return the key that a text holds; what could be hex is hex."""
    text = text.strip()
    key = b""
    # ValueError: an odd number of digits, or no base64; neither may be in the traceback.
    with suppress(ValueError):
        if _HEX.fullmatch(text):
            key = bytes.fromhex(text)
        else:
            plain = text.rstrip("=").replace("-", "+").replace("_", "/")
            key = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    return key if len(key) >= KEY_BYTES else None
