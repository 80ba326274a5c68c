"""Notebooks in the browser for the tests: the built site, and what a learner does in a notebook there."""

from __future__ import annotations

import functools
import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from samples import ROOT

SITE = ROOT / "_build" / "html"
LITE = SITE / "lite"
PYTHON = ROOT / ".venv-lite" / "bin" / "python"
SECONDS = 120
"""The longest that Python may take to start, or a notebook to run, on a busy machine."""

OPEN = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel"
READY = """async () => {
  const panel = jupyterapp.shell.currentWidget;
  await Promise.all([jupyterapp.restored, panel.revealed, panel.sessionContext.ready]);
}"""
LATE = "the notebook has not run in time"
RUN_ALL = """async seconds => {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("the notebook has not run in time")), seconds * 1000));
  await Promise.race([jupyterapp.commands.execute("notebook:run-all-cells"), late]);
}"""
COMMAND = """name => Promise.race([jupyterapp.commands.execute(name).then(() => {}), new Promise((_, fail) => setTimeout(() => {
  const asked = [...document.querySelectorAll("dialog, .jp-Dialog")].map(dialog => dialog.textContent).join(" | ");
  fail(new Error(`${name} is not done after a minute; what asks for something: ${asked || "nothing"}`));
}, 60000))])"""
"""Chooses something from a menu. A question that nobody answers would else keep it waiting for ever."""

CELLS = """() => jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === "code").map(cell => ({
  source: cell.model.sharedModel.getSource(), outputs: cell.model.outputs.toJSON()}))"""
EXECUTE = """async ([code, seconds]) => {
  const future = jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code });
  let told = "";
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream") told += content.text;
    if (header.msg_type === "display_data") told += content.data["text/plain"];
    if (header.msg_type === "error") told += `${content.ename}: ${content.evalue}`;
  };
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("Python has not answered in time")), seconds * 1000));
  await Promise.race([future.done, late]);
  return told;
}"""
WRITE = """([number, source]) => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === "code");
  cells[number].model.sharedModel.setSource(source);
}"""
STORED = """async name => {
  const names = (await indexedDB.databases()).map(database => database.name);
  if (!names.includes(name)) return { names };
  const wait = request => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = fail; });
  const database = await wait(indexedDB.open(name));
  const stores = [...database.objectStoreNames];
  const files = stores.includes("files") ? await wait(database.transaction("files").objectStore("files").getAllKeys()) : [];
  database.close();
  return { names, stores, files };
}"""


def build(site: Path = SITE) -> None:
    """Put the notebooks into a site, as ``course.py build`` does.

    :raises RuntimeError: they cannot be built
    """
    program = f"import sys, course; from pathlib import Path; sys.exit(course.notebooks(Path({str(site)!r})))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"The notebooks cannot be built:\n{done.stdout}{done.stderr}")


def code(path: str) -> list[dict[str, Any]]:
    """Return the code cells of a notebook of the course, each with its source as one text."""
    cells = json.loads((ROOT / "exercises" / path).read_text("utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in cells if cell["cell_type"] == "code"]


def printed(cell: dict[str, Any]) -> str:
    """Return what a cell has printed, or shown as plain text."""
    return "".join("".join(output["text"] if output["output_type"] == "stream" else output.get("data", {}).get("text/plain", ""))
                   for output in cell["outputs"])


class _Host(SimpleHTTPRequestHandler):
    """Sends files as web hosts do, text squeezed and all to be kept for ten minutes, and notes what it sent."""

    protocol_version = "HTTP/1.1"
    SQUEEZED = frozenset({".html", ".js", ".mjs", ".css", ".json", ".ipynb", ".svg", ".wasm"})

    def __init__(self, sent: list[tuple[str, int]], *rest: Any, **more: Any) -> None:
        self.sent = sent
        super().__init__(*rest, **more)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        found, squeeze = path.is_file(), path.suffix in self.SQUEEZED
        data = path.read_bytes() if found else b""
        body = gzip.compress(data, 6) if squeeze else data
        self.sent.append((urlsplit(self.path).path, len(body)))
        self.send_response(200 if found else 404)
        headers = {"Content-Type": self.guess_type(path), "Content-Length": str(len(body)), "Cache-Control": "max-age=600"}
        for name, value in (headers | ({"Content-Encoding": "gzip"} if squeeze else {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def host(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder as a web host does, and give its address and, as it grows, the list of what was sent: paths and bytes."""
    sent: list[tuple[str, int]] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, sent, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()


@dataclass
class Live:
    """A notebook, open in the browser, with Python running."""

    page: Page

    def open(self, address: str) -> Live:
        """Open the notebook at an address, and wait for Python."""
        self.page.goto(address)
        return self.ready()

    def ready(self) -> Live:
        self.page.wait_for_function(OPEN, timeout=SECONDS * 1000)
        self.page.evaluate(READY)
        return self

    def run_all(self) -> list[dict[str, Any]]:
        """Run every cell, and return the code cells with their outputs.

        About once in a hundred starts Python does not come up. The page then tells a learner to save and to reload, so that is done here.
        """
        try:
            self.page.evaluate(RUN_ALL, SECONDS)
        except Error as error:
            if LATE not in str(error):
                raise
            self.command("docmanager:save")
            self.page.reload()
            self.ready().page.evaluate(RUN_ALL, SECONDS)
        return self.cells()

    def cells(self) -> list[dict[str, Any]]:
        return self.page.evaluate(CELLS)  # type: ignore[no-any-return]

    def execute(self, source: str) -> str:
        """Have Python run some code, and return what it printed or the error it ended in."""
        return self.page.evaluate(EXECUTE, [source, SECONDS])  # type: ignore[no-any-return]

    def write(self, number: int, source: str) -> None:
        """Write a code cell anew."""
        self.page.evaluate(WRITE, [number, source])

    def command(self, name: str) -> None:
        """Choose something from a menu, and wait until it is done."""
        self.page.evaluate(COMMAND, name)

    def dirty(self) -> bool:
        """Say whether the notebook holds changes that have not been kept."""
        return self.page.evaluate("jupyterapp.shell.currentWidget.context.model.dirty")  # type: ignore[no-any-return]

    def stored(self, lite: str) -> dict[str, list[str]]:
        """Return the browser's databases, with the parts and the files of the one for this path of a ``lite`` folder."""
        return self.page.evaluate(STORED, f"JupyterLite Storage - {lite}")  # type: ignore[no-any-return]
