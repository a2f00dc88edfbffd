"""Preview of `playbook serve`: every saved file is built at once and the browser reloads."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer

from generator.editor.editor import Editor
from generator.editor.exchange import PREFIX
from generator.git.command import GitFailed
from generator.plugin.driver import build, load, playbook_of
from generator.plugin.edit_requests import Editing, Start, guarded
from generator.plugin.http_requests import Handler, log, plain
from generator.problems import Problem, Refused
from generator.show.templating.environment import theme_folder
from generator.site.build import Built
from generator.site.cache.up_to_date import Proof
from generator.site.inputs import forge_of, today_of
from generator.site.request import BuildRequest
from generator.site.session import build_again

CHANGES = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]
"""Events that can change a site; opening and reading files, which a build does itself, cannot."""
SETTLED = 0.03
"""Seconds without a further change after which a build starts: an editor saves in several steps."""

BEFORE_THE_FIRST = (
    b'<!doctype html><html lang="en"><meta charset="utf-8"><title>No site yet</title><body></body></html>'
)

Listening = Callable[[int], None]
"""Callback once the port is bound, with its number."""
Say = Callable[[tuple[Problem, ...], Built | None], None]
"""Callback after each build with the problems met, and the built site or None where there is none."""


class Address(NamedTuple):
    """Address of the preview: `mount_path` is the site's path on the host, / at both ends.

    Requests are answered by the name `host`, and by the names that are this machine's own on every machine.
    """

    host: str
    port: int
    mount_path: str


class Preview(LiveReloadServer):
    """Server of the last site that could be built; above each page stand the problems that stop a newer one."""

    def __init__(
        self,
        site: Path,
        rebuild: Callable[[], tuple[Problem, ...]],
        at: Address,
        listening: Listening,
        editor: Editor,
    ) -> None:
        self.rebuild, self.listening = rebuild, listening
        self.stopped: tuple[Problem, ...] = ()
        super().__init__(self.build_again, at.host, at.port, str(site), at.mount_path)
        self.editing = Editing(editor, self.mount_path)
        self.RequestHandlerClass = partial(Handler, at.host, f"{self.mount_path}{PREFIX}")  # which is only called
        self.build_delay = SETTLED
        self.observer = Observer()  # type: ignore[assignment]  # MkDocs names the one that polls
        self.error_handler = self._instead

    def serve_request(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answer a request: the editor's here, those for pages as MkDocs does."""
        answer = self.editing.answer(environ, start_response)
        if answer is not None:
            return answer
        page: Iterable[bytes] = super().serve_request(environ, guarded(start_response))
        return page

    def server_bind(self) -> None:
        """Take the port and tell which it is: for port 0 the system chooses. Raises OSError where it is taken."""
        try:
            super().server_bind()
        except OSError as fault:
            says = f"port {self.server_address[1]}: {fault.strerror} (choose another one with --port)"
            raise OSError(fault.errno, says) from None
        self.listening(self.server_port)

    def build_again(self) -> None:
        """Build the site, with problems shown above the last pages, and reload them in any case."""
        self.stopped = self.rebuild()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Build again when something below a folder changes."""
        handler = events.FileSystemEventHandler()
        handler.on_any_event = self._changed  # type: ignore[method-assign]  # this is how watchdog is told
        self._watch_refs[path] = self.observer.schedule(handler, path, recursive=recursive, event_filter=CHANGES)
        self._watched_paths[path] = 1

    def _changed(self, event: events.FileSystemEvent) -> None:
        """Ask for a build, unless it is only about what editors put beside a file while they save it."""
        names = [Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path]
        if all(name.startswith(".") or name.endswith("~") for name in names):
            return
        self.want_build()

    def want_build(self) -> None:
        """Ask for a build; it starts when nothing more has been asked for a moment."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Report a failed request in a line; a browser that has gone is not reported."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            log.error("a request could not be answered: %s", plain(repr(error)))

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]  # MkDocs' own
        page = self.editing.with_additions(page)
        if not self.stopped:
            return page
        start = page.find(b">", page.find(b"<body")) + 1
        return page[:start] + _notice(self.stopped) + page[start:]

    def _instead(self, code: int) -> bytes | None:
        """Return the page for a missing address, or before the first site the problems that stop it."""
        page = Path(self.root, "404.html")
        content = page.read_bytes() if page.is_file() else BEFORE_THE_FIRST
        return self._inject_js_into_html(content, self._visible_epoch)


def _notice(problems: tuple[Problem, ...]) -> bytes:
    lines = "".join(f"<li>{escape(str(problem))}{_picture(problem)}</li>" for problem in problems)
    notice = f'<div class="md-typeset" role="alert"><p><strong>Not built:</strong></p><ul>{lines}</ul></div>'
    return notice.encode()


def _picture(problem: Problem) -> str:
    return f"<pre><code>{escape(problem.picture)}</code></pre>" if problem.picture else ""


def _problems_of(stopped: Refused | GitFailed | OSError, deals: str) -> tuple[Problem, ...]:
    """Return why nothing could be built; what disk or git could not do is said of the file or of the deals."""
    if isinstance(stopped, Refused):
        return stopped.problems
    if isinstance(stopped, GitFailed):
        return (Problem(Path(deals).name, 1, 1, "git-failed", f"git: {stopped}"),)
    where = str(stopped.filename or Path(deals).name)
    return (Problem(where, 1, 1, "system-failed", stopped.strerror or str(stopped), "mend it and save any file"),)


def _editor(config: MkDocsConfig, request: BuildRequest) -> Editor:
    """Return the editor of a playbook, which asks for today and the forge anew each time."""
    plugin = playbook_of(config)
    return Editor(
        Path(config.docs_dir),
        Path(config.config_file_path).resolve().parent,
        lambda: today_of(plugin.settings(config), request),
        lambda: forge_of(plugin.settings(config))[1],
    )


def serve(config_file: Path, request: BuildRequest, say: Say, listening: Listening, host: str, port: int) -> None:
    """Serve the playbook until interrupted; build it again and reload the browser whenever a file is saved.

    The styles of the theme are watched too, for whoever works on them. Problems never end it, nor does a disk or a
    git that fails meanwhile. Raises Refused where mkdocs.yml cannot be read at the start, OSError where the port is
    taken.
    """
    config = load(config_file)
    with tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        site, proofs = Path(folder, "preview"), deque[Proof](maxlen=1)
        previewing = replace(request, site_dir=site, keep_going=True, previewing=True)

        def rebuild() -> tuple[Problem, ...]:
            settings = proofs[0].settings if proofs and proofs[0].settings_hold() else None
            try:
                built = (settings and build_again(settings, previewing)) or build(config_file, previewing)
            except (Refused, GitFailed, OSError) as stopped:
                problems = _problems_of(stopped, config.docs_dir)
                say(problems, None)
                return problems
            if built.proof:
                proofs.append(built.proof)
            say(built.problems, built)
            Thread(target=editor.histories.read, daemon=True).start()
            return ()

        editor = _editor(config, request)
        at = Address(host, port, urlsplit(config.site_url or "/").path)
        server = Preview(site, rebuild, at, listening, editor)
        for watched in (config.docs_dir, config.config_file_path, str(theme_folder() / "styles")):
            server.watch(watched)
        try:
            server.want_build()
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs' own
        except KeyboardInterrupt:
            return
        finally:
            server.shutdown()
