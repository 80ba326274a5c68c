"""JupyterLab and Notebook 7 for the tests: a server of their own, a notebook, and what a learner does in it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, expect

from samples import ROOT

START = 60
"""Seconds that the server, and after it a kernel, may take to answer."""
QUIET = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}
READY = """async () => {
  const panel = jupyterapp.shell.currentWidget;
  await Promise.all([jupyterapp.restored, panel.revealed, panel.sessionContext.ready]);
}"""


@contextmanager
def jupyter(folder: Path) -> Iterator[str]:
    """Start a server, with Lab and Notebook, on a copy of the course's questions in ``folder``; give its address."""
    for name in ("pyproject.toml", "book/outcomes.toml", "book/references.bib"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "book/questions", folder / "book/questions")
    own = folder / ".jupyter"
    (own / "lab/settings").mkdir(parents=True)
    settings = {"@jupyterlab/apputils-extension:notification": QUIET}
    (own / "lab/settings/overrides.json").write_text(json.dumps(settings), "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    env = os.environ | {name: str(own / name) for name in names} | {"JUPYTER_CONFIG_PATH": str(own)}
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True",
    ]
    with (folder / "server.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, server, folder / "server.log")
            yield address
        finally:
            server.terminate()  # the server ends its kernels
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    last = time.monotonic() + START
    while time.monotonic() < last and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=5):
                return
        except OSError:
            time.sleep(0.1)  # nothing tells when a port is opened
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text('utf-8')}")


def write(path: Path, *cells: str) -> None:
    """Write a notebook with these cells of code."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    code = [nbformat.v4.new_code_cell(cell) for cell in cells]
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=code)
    nbformat.write(notebook, path)


class Notebook:
    """A notebook, open in a browser, with a kernel that is ready."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.set_default_timeout(START * 1000)
        page.goto(address)
        page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.sessionContext")
        page.evaluate(READY)

    def cell(self, number: int) -> Locator:
        return self.page.locator(".jp-CodeCell:visible").nth(number)

    def run_all(self) -> None:
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")

    def run(self, number: int) -> str:
        """Run a cell again as a learner does, and return what it prints."""
        prompt = self.cell(number).locator(".jp-InputPrompt").first
        before = prompt.inner_text()
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before, timeout=START * 1000)
        expect(prompt).not_to_have_text("[*]:", timeout=START * 1000)
        return self.cell(number).locator(".jp-OutputArea-output").last.inner_text().strip()
