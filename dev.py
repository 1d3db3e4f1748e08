#!/usr/bin/env python3
"""Set this checkout up, run it, test it and check it: `python3 dev.py up`, `python3 dev.py test`.

Needs Python 3.11 or later with venv and pip. Everything else comes from requirements/, locked by hash.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (older Pythons shall say so, instead of failing further down)
    sys.exit("CTS Rules needs Python 3.11 or later, this is Python {}.{}".format(*sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
READY = VENV / "READY"
LOCKS = ROOT / "requirements"

# System programs that some tests need, and the Debian package that brings each.
PROGRAMS = {
    "chromium": "chromium",
    "curl": "curl",
    "git": "git",
    "initdb": "postgresql",
    "make": "make",
    "wrk": "wrk",
}

# Where Debian puts programs that it leaves out of PATH, the newest last.
ASIDE = "usr/lib/postgresql/*/bin"

CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
)

# How each lock is compiled; the constraint keeps one version of everything that runs.
LOCK_INPUTS = {
    "run.txt": ("pyproject.toml",),
    "dev.txt": ("pyproject.toml", "--group", "dev", "--constraint", "requirements/run.txt"),
    "lock.txt": ("--group", "lock"),
}

LEFTOVERS = (
    ".venv",
    ".benchmarks",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "dist",
)


def main(arguments: list[str]) -> int:
    """Run the command that `arguments` name and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="\n".join(f"{name:8}{command.__doc__}" for name, command in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to the program that the command runs")
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen.rest)
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    except KeyboardInterrupt:
        return 130


def up(rest: list[str]) -> int:
    """set up, then serve: http://127.0.0.1:8000, its store in .store unless CTS_STORE says where"""
    os.environ.setdefault("CTS_STORE", str(ROOT / ".store"))
    return run("cts-rules", "up", *rest)


def test(rest: list[str]) -> int:
    """run every test; further arguments go to pytest, --no-skips makes a skipped test fail"""
    if "--no-skips" in rest:
        rest.remove("--no-skips")
        os.environ["CTS_FORBID_SKIPS"] = "1"
    return run("pytest", "--numprocesses=auto", "--dist=loadgroup", "--benchmark-disable", *rest)


def check(rest: list[str]) -> int:
    """lint, formatting, types and the direction of imports"""
    failed = [" ".join(program) for program in CHECKS if run(*program) != 0]
    print("failed: " + ", ".join(failed) if failed else "all checks passed")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """run the benchmarks; further arguments go to pytest"""
    return run("pytest", "tests/benchmarks", *rest)


def lock(rest: list[str]) -> int:
    """write the locked requirements anew; --upgrade takes the newest versions that pyproject.toml allows"""
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        python = Path(scratch) / PYTHON.relative_to(VENV)
        install(python, LOCKS / "lock.txt")
        for name, source in LOCK_INPUTS.items():
            compile_lock = ("uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11")
            output = ("--generate-hashes", "--no-header", "--output-file", f"requirements/{name}")
            execute(python, "-m", *compile_lock, *source, *output, *rest)
    return 0


def clean(rest: list[str]) -> int:
    """remove the environment and every cache"""
    for name in LEFTOVERS:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for cache in list(ROOT.rglob("__pycache__")):
        shutil.rmtree(cache, ignore_errors=True)
    return 0


def system(rest: list[str]) -> int:
    """name the Debian packages that are missing here, if any"""
    missing = [package for program, package in PROGRAMS.items() if not find(program)]
    print(*missing, *([] if has_pip() else [venv_package()]))
    return 0


def find(program: str) -> str | None:
    """Return where a system program is, if it is there."""
    aside = sorted(Path("/").glob(ASIDE), key=lambda folder: int("0" + "".join(filter(str.isdigit, str(folder)))))
    return shutil.which(program) or next(
        filter(None, (shutil.which(program, path=str(a)) for a in reversed(aside))), None
    )


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "up": up,
    "test": test,
    "check": check,
    "bench": bench,
    "lock": lock,
    "clean": clean,
    "system": system,
}


def run(program: str, *arguments: str) -> int:
    """Run an installed program in the checkout, setting up first if need be, and return its exit status."""
    set_up()
    return subprocess.run([BIN / program, *arguments], cwd=ROOT, check=False).returncode


def set_up() -> None:
    """Make the environment, unless a complete one of these very requirements is there."""
    mark = environment_mark()
    if PYTHON.exists() and READY.is_file() and READY.read_text(encoding="utf-8") == mark:
        return
    if not has_pip():
        sys.exit(f"This Python cannot make an environment yet: apt install {venv_package()}")
    print("setting up .venv", flush=True)
    venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=True)
    install(PYTHON, LOCKS / "dev.txt")
    execute(PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    READY.write_text(mark, encoding="utf-8")


def environment_mark() -> str:
    """Return a text that changes with what the environment is made from: place, Python, locks, packaging."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packaging = {"project": project["project"], "build": project["build-system"], "hatch": project["tool"]["hatch"]}
    lock_text = (LOCKS / "dev.txt").read_text(encoding="utf-8")
    ingredients = json.dumps([str(ROOT), sys.version_info[:2], packaging, lock_text])
    return hashlib.sha256(ingredients.encode()).hexdigest()


def install(python: Path, requirements: Path) -> None:
    """Install locked requirements, each checked against its hash."""
    execute(python, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", requirements)


def execute(*command: str | Path) -> None:
    """Run a command in the checkout; its failure ends ours with the same status."""
    subprocess.run(command, cwd=ROOT, check=True)


def has_pip() -> bool:
    """Tell whether this Python can put pip into a new environment; Debian's may not."""
    return importlib.util.find_spec("ensurepip") is not None


def venv_package() -> str:
    """Name the Debian package that completes this Python."""
    return "python{}.{}-venv".format(*sys.version_info[:2])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
