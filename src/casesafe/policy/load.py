"""Loading policies: built-in names, files, and what a file extends."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from casesafe.core.entity_types import DIRECT_TYPES
from casesafe.errors import PolicySyntaxError, PolicyValidationError, UnknownNameError
from casesafe.policy.problems import to_policy_error
from casesafe.policy.schema import Policy
from casesafe.policy.tree import Location, Place, Tree, read_tree

_SUFFIXES = (".yaml", ".yml")
#: Keys whose lists a layer adds to; it replaces every other key, and `rules` type by type.
_ADDED = ("allow", "deny", "custom")


def builtin_names() -> tuple[str, ...]:
    """Return the names of the built-in policies, sorted."""
    return tuple(sorted(p.name[:-5] for p in _rules().iterdir() if p.name.endswith(".yaml")))


def load_policy(policy: str | Path | Policy) -> Policy:
    """Return a policy.

    Args:
        policy: The name of a built-in policy, the path of a YAML file, or a policy, which comes
            back as it is.

    Raises:
        UnknownNameError: if there is no such policy, or it names an action, type or role that
            does not exist.
        PolicySyntaxError: if the file is not YAML as policies use it.
        PolicyValidationError: if it is YAML but not a policy; with line and key, no value.
        PolicyError: if the file cannot be read.
    """
    if isinstance(policy, Policy):
        return policy
    name = str(policy)
    if isinstance(policy, str) and name in builtin_names():
        return _validated(_builtin(name, ()), name)
    path = Path(policy)
    if not path.is_file():
        _refuse_missing(path)
    return _validated(_file(path, ()), path.stem)


def parse_policy(text: str, *, path: str | Path | None = None) -> Policy:
    """Return the policy that a YAML text holds.

    Args:
        text: As a file holds it; `extends` may name a built-in policy, or a path relative to the
            folder of `path` (without `path`: of the current folder).
        path: What errors name.

    Raises:
        PolicyError: as `load_policy`.
    """
    base = Path(path) if path is not None else Path("policy")
    return _validated(_layered(read_tree(text, path), base.parent, ()), base.stem)


def _refuse_missing(path: Path) -> None:
    """Say what kind of name does not exist."""
    if path.suffix in _SUFFIXES or len(path.parts) > 1 or path.exists():
        raise UnknownNameError("there is no such file", path=path)
    raise UnknownNameError(f"there is no policy of that name; {_built_in()}")


def _built_in() -> str:
    return "the built-in policies are " + ", ".join(builtin_names())


def _rules() -> Traversable:
    """The folder of the built-in policies, of an installed package or of a checkout."""
    if find_spec("casesafe.rules") is not None:
        return files("casesafe.rules")
    return Path(__file__).parents[3] / "rules"


def _builtin(name: str, below: tuple[str, ...]) -> Tree:
    text = (_rules() / f"{name}.yaml").read_text(encoding="utf-8")
    return _layered(read_tree(text, name), None, (*below, name))


def _file(path: Path, below: tuple[str, ...]) -> Tree:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reason = None
    except OSError as error:
        reason = f"the file cannot be read ({type(error).__name__})"
    except UnicodeDecodeError:
        reason = "the file is not UTF-8"
    if reason is not None:
        raise PolicySyntaxError(reason, path=path)
    return _layered(read_tree(text, path), path.parent, (*below, str(path.resolve())))


def _layered(tree: Tree, folder: Path | None, chain: tuple[str, ...]) -> Tree:
    """The tree laid over what it extends, without the key `extends`.

    Args:
        tree: One policy text.
        folder: What relative paths are relative to; None for a built-in policy.
        chain: The policies that were loaded on the way, this one last.
    """
    _resolve_model_path(tree, folder)
    if "extends" not in tree.data:
        _refuse_incomplete(tree)
        return tree
    base = _base(tree, folder, chain)
    return _merged(base, tree)


def _refuse_incomplete(tree: Tree) -> None:
    """A policy that extends none must say what happens to every direct type."""
    rules = tree.data.get("rules")
    named = set(rules) if isinstance(rules, dict) else set()
    if named and ("default" in tree.data or named >= set(DIRECT_TYPES)):
        return
    raise PolicyValidationError(
        "the policy extends none and is not complete: it needs rules, and a default or a rule for "
        f"every direct type. To change a few rules, begin with `extends:`; {_built_in()}",
        path=tree.places[()].path,
        line=tree.places.get(("rules",), tree.places[()]).line,
    )


def _base(tree: Tree, folder: Path | None, chain: tuple[str, ...]) -> Tree:
    """The policy that a tree extends."""
    place = tree.places[("extends",)]
    name = tree.data["extends"]
    wrong = None
    if not isinstance(name, str) or not name.strip():
        wrong = "name one policy to extend: a built-in one or a relative path"
    elif name in builtin_names():
        if name not in chain:
            return _builtin(name, chain)
        wrong = "the policies extend each other in a circle"
    else:
        path = (folder or Path()) / name
        if not path.is_file():
            wrong = "there is no such policy or file to extend"
        elif str(path.resolve()) not in chain:
            return _file(path, chain)
        else:
            wrong = "the policies extend each other in a circle"
    raise PolicyValidationError(
        f"{wrong}; {_built_in()}", path=place.path, line=place.line, key="extends"
    )


def _merged(base: Tree, layer: Tree) -> Tree:
    """The base with the layer over it."""
    data: dict[str, Any] = {k: v for k, v in base.data.items() if k not in ("name", "description")}
    places = {at: p for at, p in base.places.items() if at[:1] not in (("name",), ("description",))}
    places[()] = layer.places[()]
    for key, value in layer.data.items():
        if key == "extends":
            continue
        old = data.get(key)
        if key == "rules" and isinstance(old, dict) and isinstance(value, dict):
            data[key] = {**old, **value}
            for name in value:
                _replace(places, layer.places, (key, name))
            continue
        if key in _ADDED and isinstance(old, list) and isinstance(value, list):
            data[key] = [*old, *value]
            _append(places, layer.places, key, len(old))
            continue
        data[key] = value
        _replace(places, layer.places, (key,))
    return Tree(data, places)


def _replace(places: dict[Location, Place], new: Mapping[Location, Place], at: Location) -> None:
    """Take the places at and below a location from the new layer."""
    for old in [p for p in places if p[: len(at)] == at]:
        del places[old]
    places.update({p: place for p, place in new.items() if p[: len(at)] == at})


def _append(
    places: dict[Location, Place], new: Mapping[Location, Place], key: str, shift: int
) -> None:
    """Take the places of list items from the new layer, moved behind the old items."""
    for at, place in new.items():
        if len(at) > 1 and at[0] == key and isinstance(at[1], int):
            places[(key, at[1] + shift, *at[2:])] = place


def _resolve_model_path(tree: Tree, folder: Path | None) -> None:
    """Make a relative `model.path` independent of where the policy is used."""
    model = tree.data.get("model")
    if folder is not None and isinstance(model, dict) and isinstance(model.get("path"), str):
        model["path"] = str((folder / model["path"]).resolve())


def _validated(tree: Tree, name: str) -> Policy:
    """The policy of a whole tree; the file's name stands in for a name."""
    data = {"name": name[:80], **tree.data}
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False)
    raise to_policy_error(problems, tree)
