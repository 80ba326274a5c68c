#!/usr/bin/env python3
"""The one door to the course: sets itself up, then builds, serves, tests, opens or measures it.

    python3 course.py serve     build the course and show it at an address on this computer
    python3 course.py build     build it into _build/html (--without-notebooks: pages alone, nothing that runs Python)
    python3 course.py test      run every test (--quick: none with a browser, a build or a kernel; others are handed on: test -k page)
    python3 course.py lab       open the exercises in JupyterLab
    python3 course.py check     check all questions and pages, without building
    python3 course.py bench     measure pages and builds against stock Jupyter Book

Standard library only. The first run makes .venv and installs requirements.txt into it; later runs see that nothing changed.
What puts the notebooks into the site has an environment of its own, .venv-lite.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
INTERPRETER = "Scripts/python.exe" if os.name == "nt" else "bin/python"
VENV, LITE_VENV = ROOT / ".venv", ROOT / ".venv-lite"
PYTHON = VENV / INTERPRETER
SITE = ROOT / "_build" / "html"
LITE_PINS = ("lite/requirements-build.txt", "lite/constraints-build.txt")
WITHOUT = "--without-notebooks"
OLDEST, NEWEST = (3, 11), (3, 13)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)

NO_BROWSER = ("The tests need a browser and found none. Install Chrome, Chromium or Edge (on Debian: apt-get install chromium), "
              "or name one: COURSE_BROWSER=/path/to/browser")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("serve", "build", "test", "lab", "check", "bench"))
    options, rest = parser.parse_known_args()
    set_up()
    if options.command == "build":
        return build(rest)
    if options.command == "serve":
        ports = [argument for argument in rest if argument.isdecimal()]
        return build([argument for argument in rest if argument not in ports]) or serve(int(ports[0]) if ports else 8000)
    if options.command == "test":
        if "--quick" not in rest:
            os.environ["COURSE_BROWSER"] = need_browser()
        return run("-m", "pytest", "-n", "logical", "--dist", "worksteal", *rest)
    if options.command == "lab":
        return run("-m", "jupyterlab", *rest, folder=ROOT / "exercises")
    if options.command == "check":
        return run("-m", "selfcheck", "check", *rest)
    os.environ["COURSE_BROWSER"] = need_browser()
    if "--notebooks" in rest:
        install(LITE_VENV, *LITE_PINS)
    return run("benchmarks/bench.py", *rest)


def run(*arguments: str, folder: Path = ROOT) -> int:
    """Run the course's own Python, and give its exit status."""
    return subprocess.run([str(PYTHON), *arguments], cwd=folder, check=False).returncode


def set_up() -> None:
    """Make .venv and install what is pinned, unless that has been done for these very pins."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SystemExit(f"This is Python {sys.version.split()[0]}. The course needs Python 3.11, 3.12 or 3.13: "
                         "install one from python.org and run this again with it.")
    install(VENV, "requirements.txt", "constraints.txt", "pyproject.toml")


def install(environment: Path, requirements: str, *others: str) -> None:
    """Make an environment and install ``requirements``, unless that has been done since these files last changed."""
    pins = b"".join((ROOT / name).read_bytes() for name in (requirements, *others))
    python, stamp, wanted = environment / INTERPRETER, environment / "installed.txt", hashlib.sha256(pins).hexdigest()
    if python.is_file() and stamp.is_file() and stamp.read_text() == wanted:
        return
    began = time.monotonic()
    print(f"Setting up {environment.name}: this takes a few minutes the first time.", flush=True)
    if not python.is_file():
        try:
            venv.create(environment, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            shutil.rmtree(environment, ignore_errors=True)
            raise SystemExit(f"Python could not make the folder {environment.name} ({error}). "
                             "On Debian or Ubuntu, install what it lacks: apt-get install python3-venv") from None
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", "--requirement", requirements]
    if follow([*pip, *([] if sys.stdout.isatty() else ["--quiet"])], told_by_pip):
        raise SystemExit("The packages could not be installed: see the lines above. Check the network and run this again.")
    stamp.write_text(wanted)
    print(f"Set up {environment.name} in {time.monotonic() - began:.0f} seconds.", flush=True)


def follow(command: list[str], tell: Callable[[str], str] | None = None, env: Mapping[str, str] | None = None) -> int:
    """Run what takes long, and give its exit status. On a terminal a line moves meanwhile: what is being done, and the seconds.

    :param tell: gives what is being done from a line that the program prints, which is then not shown itself, or nothing
    :param env: the program's environment, where it is not this one's
    """
    if not sys.stdout.isatty():
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    began, over, now = time.monotonic(), threading.Event(), "Starting"

    def move() -> None:
        while not over.wait(1):  # the next line, whoever prints it, is written over this one
            print(f"{now[:55]} ({time.monotonic() - began:.0f} seconds)".ljust(78), end="\r", flush=True)

    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as program:
        moving = threading.Thread(target=move)
        moving.start()
        try:
            for line in program.stdout or ():
                now = (tell(line) if tell else line.split(":")[0].rstrip()) or now
                if not tell:
                    print(line.rstrip().ljust(78), flush=True)
        finally:
            over.set()
            moving.join()
            print(" " * 78, end="\r", flush=True)
    return program.returncode


def told_by_pip(line: str) -> str:
    """Return what pip is doing, by a line that it prints, or nothing."""
    first, _, rest = line.strip().partition(" ")
    if first in ("Collecting", "Downloading"):
        return f"Fetching {rest.partition(' ')[0]}"
    return f"Putting {line.count(',') + 1} packages in place" if line.startswith("Installing collected packages") else ""


def build(arguments: list[str]) -> int:
    """Build the course, and put the notebooks into it; a warning is a failure."""
    live = WITHOUT not in arguments
    book = [str(PYTHON.with_name("jupyter-book")), "build", ".", "--warningiserror", "--nitpick", "--keep-going"]
    book += [argument for argument in arguments if argument != WITHOUT]
    environment = os.environ | {"COURSE_NOTEBOOKS": "lite" if live else ""}
    status = subprocess.run(book, cwd=ROOT, env=environment, check=False).returncode
    if status:  # else the next build would pass over the pages that warned, and call itself good
        shutil.rmtree(ROOT / "_build" / ".doctrees", ignore_errors=True)
        return status
    if live:
        return notebooks(SITE)
    shutil.rmtree(SITE / "lite", ignore_errors=True)
    return 0


def notebooks(site: Path) -> int:
    """Put Jupyter and the notebooks into a site, if they are not there as they are now."""
    install(LITE_VENV, *LITE_PINS)
    path = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"  # .venv has a Node
    command = [str(LITE_VENV / INTERPRETER), "lite/build.py", str(site)]
    return follow(command, env=os.environ | {"PATH": path})


def serve(port: int) -> int:
    """Show the built course to this computer alone, on the first free port from ``port`` on."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(SITE))
    for number in range(port, port + 50):
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", number), handler)
        except OSError:
            continue
        print(f"The course is at http://127.0.0.1:{number}/ (Ctrl+C ends this)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    raise SystemExit(f"No port from {port} to {port + 49} is free. Choose another port: python3 course.py serve 9000")


def find_browser() -> str | None:
    """Return the path of a Chrome, Chromium or Edge: of the one that COURSE_BROWSER names, or of one that is found here."""
    candidates = [os.environ.get("COURSE_BROWSER"), *map(shutil.which, BROWSERS), *PLACES]
    return next((c for c in candidates if c and Path(c).is_file()), None)


def need_browser() -> str:
    """Return the path of a browser; install Debian's chromium where there is none and that is allowed."""
    found = find_browser()
    if found is None and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("No browser was found: installing Debian's chromium.", flush=True)
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False)
        found = find_browser()
    if found is None:
        raise SystemExit(NO_BROWSER)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
