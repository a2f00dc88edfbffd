"""The plugin, which lets MkDocs render the shells, builds the playbook into them and publishes it."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, cast

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator.git.command import GitFailed
from generator.plugin import offline, proposing_page
from generator.plugin.settings import settings_of
from generator.plugin.theme import MATERIALS_SEARCH, dress, join_styles, known_scripts, our_scripts
from generator.problems import Problem, Refused
from generator.show.templating.environment import theme_folder
from generator.site.build import Built
from generator.site.cache.theme import theme_cache_of
from generator.site.inputs import proposes_to, refused
from generator.site.layout.csp import UnknownScript, policy
from generator.site.layout.navigation import NAVIGATION, PageSlot, places
from generator.site.layout.page_file import NOT_FOUND, ThemeFrame
from generator.site.layout.template import LostSlots, Shell, cut, marks, squeezed
from generator.site.request import BuildRequest
from generator.site.search.jsonp import bring_to_the_box
from generator.site.session import Session
from generator.site.settings import Settings

log = logging.getLogger("mkdocs.plugins.playbook")

START_OF_CONTENT = "__content"


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' own
    """The plugin's options in mkdocs.yml. `today` makes a build repeatable; `jobs` is the number of processes."""

    today = option.Optional(option.Type((dt.date, str)))
    keep_going = option.Type(bool, default=False)
    jobs = option.Optional(option.Type(int))


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]  # MkDocs' own
    """Plugin that builds the playbook inside a MkDocs build; the pages of deals never become pages of MkDocs.

    `request` is what a command of ours asks for; a plain `mkdocs build` leaves it None, and gets problems in MkDocs'
    own error. `built` is the outcome. MkDocs keeps one instance for all builds of a process.
    """

    def __init__(self) -> None:
        self.request: BuildRequest | None = None
        self.built: Built | None = None
        self.session: Session | None = None
        self.serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Notice whether MkDocs serves a preview: then inline scripts may run, and problems stop nothing."""
        self.serving = command == "serve"

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Have MkDocs' own preview build again when a style of the theme changes."""
        server.watch(str(theme_folder() / "styles"))
        return server

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Send MkDocs to an empty folder for its pages, and to a staging folder for its output."""
        logging.getLogger("mkdocs.commands.build").addFilter(_is_news)
        self.built = None
        with self._refusals_in_mkdocs_words():
            self.session = Session(self.settings(config), self._request())
        staging = self.session.staging
        config.docs_dir, config.site_dir = str(staging.empty), str(staging.waiting)
        dress(config, theme_folder())
        self.target = proposes_to(self.session.settings, self._request())
        if self.target:
            config.theme.static_templates.add(proposing_page.TEMPLATE)
        offline.prepare(config)
        self.known_scripts = known_scripts(config)
        config.nav = [{title: f"{address}index.md"} for title, address in NAVIGATION.items()]
        self.shells: dict[PageSlot, Shell] = {}
        return config

    def settings(self, config: MkDocsConfig) -> Settings:
        """Return the settings in the configuration, before anything of it is changed.

        Raises Refused where they ask for a site that a playbook cannot be.
        """
        return settings_of(config, today=self.config.today, jobs=self.config.jobs)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one placeholder page per place; leave out the sitemap, the pages of shares and Material's own search.

        The styles are joined into one file, unless the team's theme has one of its own in that place.
        """
        if sitemap := files.get_file_from_path("sitemap.xml"):
            files.remove(sitemap)
        with self._refusals_in_mkdocs_words():
            join_styles(files, config, theme_folder())
        proposing_page.place_editor(files, config, theme_folder(), self.target)
        self.beside_proposals = proposing_page.page_context(files, self.target) if self.target else {}
        unwanted = ("share/", *MATERIALS_SEARCH, *((offline.WORKER,) if config.use_directory_urls else ()))
        for part in [file for file in files if file.src_uri.startswith(unwanted)]:
            files.remove(part)
        self.standing_in: dict[str, PageSlot] = {}
        for place in places():
            levels = place.depth - place.entry.count("/")
            name = f"{place.entry}{'_/' * levels}index.md"
            inclusion = InclusionLevel.NOT_IN_NAV if levels else InclusionLevel.INCLUDED
            files.append(File.generated(config, name, content="", inclusion=inclusion))
            self.standing_in[name] = place
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the header's text into a placeholder, and keep it out of the search."""
        page.meta = {"title": marks()["heading"], "search": {"exclude": True}}
        page.toc = TableOfContents([AnchorLink("", START_OF_CONTENT, 1)])
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme its slots, and mark the entry of the navigation that the place belongs to."""
        entry = self.standing_in[page.file.src_uri].entry
        for each in nav.pages:
            each.active = each.file.src_uri == f"{entry}index.md"
        return self._with_slots(context)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep the rendered placeholder as a shell; MkDocs gets nothing to write."""
        self.shells[self.standing_in[page.file.src_uri]] = self._shell(output)
        return ""

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the theme its slots on the page for a missing address, and the page for proposals what it places."""
        if template_name == proposing_page.TEMPLATE:
            cast("dict[str, object]", context).update(self.beside_proposals)
        return self._with_slots(context)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Keep the page for a missing address as a shell too, and give the one for proposals its policy."""
        if template_name == proposing_page.TEMPLATE and self.target:
            with self._theme_faults():
                return proposing_page.finished(output_content, self.target)
        if template_name != NOT_FOUND:
            return output_content
        self.not_found = self._shell(output_content)
        return ""

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the playbook into the shells, publish."""
        assert self.session  # noqa: S101 - on_config has begun it
        frame = ThemeFrame(self.shells, self.not_found, config.site_url)
        if not config.use_directory_urls:
            bring_to_the_box(self.session.staging.waiting)
        theme_cache = theme_cache_of(frame, self.session.staging.waiting)
        with self._refusals_in_mkdocs_words():
            self.built = self.session.finish(theme_cache, lambda: _stop_where_strict(config))
        self.session.keep(theme_cache)
        config.docs_dir, config.site_dir = self.session.settings.docs_dir, self.session.settings.site_dir
        self.tidy()
        if self.request is None and self.built.problems:
            self._say_problems(self.built.problems)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last site as it is, and nothing beside it."""
        self.tidy()

    def _request(self) -> BuildRequest:
        keep_going = self.config.keep_going or self.serving
        return self.request or BuildRequest(keep_going=keep_going, previewing=self.serving)

    def _with_slots(self, context: TemplateContext) -> TemplateContext:
        names = cast("dict[str, object]", context)
        names["slot"] = marks()
        names["our_scripts"] = our_scripts(theme_folder())
        return context

    def _shell(self, html: str) -> Shell:
        html = squeezed(html)
        with self._theme_faults():
            allowed = policy(html, self.known_scripts, previewing=self._request().previewing)
            return cut(html, allowed)

    @contextlib.contextmanager
    def _theme_faults(self) -> Iterator[None]:
        """Turn what a page of the theme lacks, or holds beyond what may run, into a refusal."""
        try:
            yield
        except (LostSlots, UnknownScript) as fault:
            with self._refusals_in_mkdocs_words():
                raise refused("theme", str(fault)) from None

    @contextlib.contextmanager
    def _refusals_in_mkdocs_words(self) -> Iterator[None]:
        """Let a command of ours have its refusals as they are, and give MkDocs an error of its own kind."""
        try:
            yield
        except (Refused, GitFailed) as refusal:
            if self.request:
                raise
            raise PluginError(str(refusal)) from None

    def _say_problems(self, problems: Sequence[Problem]) -> None:
        message = "\n".join(map(str, problems))
        if not self.serving:
            raise PluginError(f"{message}\nThe rest was built.")
        log.error(message)

    def tidy(self) -> None:
        """Remove the staging folder, if there is one."""
        if self.session:
            self.session.close()
            self.session = None


def _stop_where_strict(config: MkDocsConfig) -> None:
    """Stop before anything is published, where MkDocs is strict and has counted a warning."""
    if config.strict and any(
        handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)
    ):
        raise Abort("Aborted with warnings in strict mode!")


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out MkDocs' warnings about our placeholders, which are empty on purpose."""
    return "enerated empty output" not in record.getMessage()
