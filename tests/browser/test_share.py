"""Read-only links in a reader's browser: what opens, what is said otherwise, and that nothing leaves or runs."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.show.share.encryption import Sealed, bytes_of, seal, text_of
from generator.show.share.page import sealed_page
from tests.browser.serving import Quiet
from tests.browser.visits import RESTS
from tests.house.imports import ROOT
from tests.share.opening import held, link, registered, share
from tests.share.opening import page as file_of

pytestmark = pytest.mark.xdist_group("shares in a browser")

PASSPHRASE = "three herons at dusk"  # noqa: S105 - of the tests alone
TODAY = "2026-11-23T12:00:00"
BOARD = "deal: aldermoor/core-banking, audience: executive, reader: Halla Storm-Petri"
SHARES = {
    "board": BOARD,
    "waits": f"{BOARD}, button: yes",
    "locked": f"{BOARD}, passphrase: yes",
    "gone": f"{BOARD}, revoked: 2026-11-22",
    "rotated": f"{BOARD}, generation: 2",
    "account": "account: aldermoor, audience: executive, reader: Halla",
    "portfolio": "portfolio: {}, audience: executive, reader: Halla",
    "customer": "deal: aldermoor/core-banking, audience: customer-executive, reader: Ruth Okafor-Lind",
    "partner": "deal: aldermoor/core-banking, audience: partner, partner: pellucid-data, reader: Pellucid",
}


class Logging(Quiet):
    """A file server that remembers every request line and header, as a host's log would."""

    lines: ClassVar[list[str]] = []

    def parse_request(self) -> bool:
        """Note the request, then answer it as ever."""
        sound = super().parse_request()
        self.lines.append(f"{self.requestline} {dict(self.headers)}")
        return sound


@dataclass(frozen=True)
class Host:
    """The tree, where it is served, and the log of who asked for what."""

    folder: Path
    address: str
    log: list[str]

    def url(self, name: str, generation: int = 1) -> str:
        """Return a share's whole link."""
        of = link(name, generation)
        return f"{self.address}{of.path}/#{of.code}"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Build the shares of the sample and serve them."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(ROOT / "deals", folder / "deals")
    registered(folder, **SHARES)
    said = share(folder, "build", PLAYBOOK_SHARE_PASS_LOCKED=PASSPHRASE)
    assert said.exit_code == 0, said.output
    tree = folder / "site-share"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Logging, directory=str(tree)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Host(folder, f"http://127.0.0.1:{server.server_port}/", Logging.lines)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile on the day of the tests."""
    fresh = browser.new_context(viewport={"width": 390, "height": 844})
    fresh.clock.set_fixed_time(TODAY)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty tab."""
    return context.new_page()


def shows(page: Page, state: str) -> None:
    """Expect one message and no brief."""
    expect(page.locator(f"[data-state={state}]")).to_be_visible()
    expect(page.locator("[data-state]:visible")).to_have_count(1)
    expect(page.locator(".brief")).to_have_count(0)


def opens(page: Page) -> None:
    """Expect the brief and no message."""
    expect(page.locator(".brief h1")).to_have_text("Core banking migration")
    expect(page.locator("[data-state]:visible")).to_have_count(0)
    expect(page.locator("#paste")).to_be_hidden()


def test_python_seals_and_the_browser_opens(page: Page, host: Host) -> None:
    page.goto(host.url("board"))
    opens(page)
    expect(page.locator(".brief")).to_contain_text("Dear Halla Storm-Petri,")
    expect(page.locator(".brief")).to_contain_text("Meet Helge Brandvold before the operations board")


def test_a_link_without_its_end_is_said_to_be_incomplete_and_can_be_pasted(page: Page, host: Host) -> None:
    whole = host.url("board")
    page.goto(whole.partition("#")[0])
    shows(page, "incomplete")
    page.fill("#code", f" {whole} ")
    page.click("#pasting button")
    opens(page)


@pytest.mark.parametrize("cut", [1, 20])
def test_a_link_that_lost_its_last_characters_is_incomplete(page: Page, host: Host, cut: int) -> None:
    page.goto(host.url("board")[:-cut])
    shows(page, "incomplete")
    page.fill("#code", link("board").code)
    page.click("#pasting button")
    opens(page)


def test_the_key_of_another_share_does_not_open(page: Page, host: Host) -> None:
    page.goto(f"{host.url('board').partition('#')[0]}#{link('waits').code}")
    shows(page, "wrong-key")


def test_withdrawn_is_said_of_a_revoked_share_and_of_an_older_generation(page: Page, host: Host) -> None:
    page.goto(host.url("gone"))
    shows(page, "withdrawn")
    page.goto(host.url("rotated"))
    shows(page, "withdrawn")
    page.goto(host.url("rotated", 2))
    opens(page)


def test_expired_is_said_by_the_readers_clock_before_the_host_knows(context: BrowserContext, host: Host) -> None:
    context.clock.set_fixed_time("2026-12-21T00:30:00")
    page = context.new_page()
    page.goto(host.url("board"))
    shows(page, "expired")
    expect(page.locator("[data-state=expired]")).to_contain_text("2026-12-20")


def test_the_last_day_is_a_good_day(context: BrowserContext, host: Host) -> None:
    context.clock.set_fixed_time("2026-12-20T23:30:00")
    page = context.new_page()
    page.goto(host.url("board"))
    opens(page)


def test_a_page_over_plain_http_says_so(context: BrowserContext, host: Host) -> None:
    content = file_of(host.folder, "board").read_bytes()
    context.route("http://briefs.example/**", lambda route: answer(route, content))
    page = context.new_page()
    page.goto(f"http://briefs.example/{link('board').path}/#{link('board').code}")
    shows(page, "insecure")


def test_the_same_page_over_https_opens(context: BrowserContext, host: Host) -> None:
    content = file_of(host.folder, "board").read_bytes()
    context.route("https://briefs.example/**", lambda route: answer(route, content))
    page = context.new_page()
    page.goto(f"https://briefs.example/{link('board').path}/#{link('board').code}")
    opens(page)


def answer(route: Route, content: bytes) -> None:
    route.fulfill(body=content, content_type="text/html; charset=utf-8")


def test_without_javascript_the_page_says_what_it_needs(browser: Browser, host: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url("board"))
    expect(page.get_by_role("heading", name="JavaScript is switched off")).to_be_visible()
    expect(page.locator("[data-state]:visible")).to_have_count(0)
    context.close()


def test_a_wrong_passphrase_is_told_from_a_wrong_link(page: Page, host: Host) -> None:
    page.goto(host.url("locked"))
    shows(page, "passphrase")
    page.fill("#passphrase", "three herons at dawn")
    page.click("#asking button")
    expect(page.locator("#wrong")).to_be_visible()
    page.fill("#passphrase", PASSPHRASE)
    page.click("#asking button")
    opens(page)


def test_a_button_waits_for_the_reader(page: Page, host: Host) -> None:
    page.goto(host.url("waits"))
    shows(page, "ready")
    page.click("#show")
    opens(page)


@pytest.mark.parametrize("sign", ["%23", "%2523"])
@pytest.mark.parametrize("end", ["", "index.html"])
def test_a_link_that_a_mail_gateway_rewrote_is_mended(page: Page, host: Host, sign: str, end: str) -> None:
    of = link("board")
    page.goto(f"{host.address}{of.path}/{end}{sign}{of.code}")
    page.wait_for_url(f"{host.address}{of.path}/{end}#{of.code}")
    opens(page)


def test_where_nothing_is_the_host_says_so(page: Page, host: Host) -> None:
    page.goto(f"{host.address}0123456789abcdef0123456789abcdef/")
    expect(page.get_by_role("heading", name="There is no brief at this address")).to_be_visible()


@pytest.mark.parametrize("part", ["header", "body"])
def test_a_changed_byte_does_not_open(page: Page, tmp_path: Path, host: Host, part: str) -> None:
    original = file_of(host.folder, "board").read_text("utf-8")
    both = held(file_of(host.folder, "board"))
    raw = bytearray(bytes_of(both[part]))
    place = raw.index(b"2026-12-20") + 3 if part == "header" else len(raw) // 2
    raw[place] = ord("9") if part == "header" else raw[place] ^ 1
    file = tmp_path / "changed.html"
    file.write_text(original.replace(both[part], text_of(bytes(raw))))
    page.goto(f"{file.as_uri()}#{link('board').code}")
    shows(page, "damaged")


def test_a_saved_copy_opens_from_a_disk(page: Page, tmp_path: Path, host: Host) -> None:
    file = tmp_path / "brief.html"
    file.write_bytes(file_of(host.folder, "board").read_bytes())
    page.goto(f"{file.as_uri()}#{link('board').code}")
    opens(page)
    page.goto("about:blank")
    page.goto(file.as_uri())
    shows(page, "incomplete")
    page.fill("#code", host.url("board"))
    page.click("#pasting button")
    opens(page)


def test_neither_the_log_nor_a_referrer_ever_has_the_key(page: Page, host: Host) -> None:
    host.log.clear()
    page.goto(host.url("board"))
    opens(page)
    page.evaluate("location.href = '/robots.txt'")
    page.wait_for_url("**/robots.txt")
    asked = "\n".join(host.log)
    assert f"GET /{link('board').path}/ " in asked
    assert link("board").code not in asked
    (next_page,) = [line for line in host.log if line.startswith("GET /robots.txt")]
    assert "referer" not in next_page.lower()
    assert asked.count(link("board").path) == 1


HOSTILE = """
<script>document.title = "ran"; parent.ran = 1</script>
<img src="http://evil.example/i.png" onerror="document.title='ran'">
<svg onload="document.title='ran'"><script>document.title='ran'</script></svg>
<iframe src="http://evil.example/"></iframe><object data="http://evil.example/o"></object>
<link rel="stylesheet" href="http://evil.example/s.css"><style>body{background:url(http://evil.example/b)}</style>
<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example/m">
<video src="http://evil.example/v" autoplay></video><form action="http://evil.example/f"><input autofocus></form>
<a href="javascript:document.title='ran'" ping="http://evil.example/p">click</a>
<details ontoggle="document.title='ran'" open><p onclick="document.title='ran'" style="background:url(//evil.example)"
></p></details><math><mtext><img src=x onerror="document.title='ran'"></mtext></math>
<p id="sealed" class="kept">the text stays</p>
"""


def test_a_brief_of_hostile_markup_asks_for_nothing_and_runs_nothing(page: Page, tmp_path: Path) -> None:
    terms: dict[str, str | bool] = {"expires": "2026-12-20", "button": False}
    file = tmp_path / "hostile.html"
    file.write_bytes(sealed_page(seal(HOSTILE.encode(), link("board"), terms)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{file.as_uri()}#{link('board').code}")
    expect(page.locator("#brief .kept")).to_have_text("the text stays")
    page.evaluate(RESTS)
    assert [each.partition("#")[0] for each in asked] == [file.as_uri()]
    assert page.title() == "Read-only brief"
    assert page.locator("#brief *").evaluate_all("all => [...new Set(all.map((each) => each.nodeName))]") == ["P"]
    names = page.locator("#brief *").evaluate_all("all => all.flatMap((each) => each.getAttributeNames())")
    assert set(names) == {"class"}


def test_hostile_words_of_a_deal_are_words(page: Page, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "deals", tmp_path / "deals")
    deal = tmp_path / "deals" / "aldermoor" / "core-banking.md"
    bad = json.dumps("<img src=x onerror=\"document.title='ran'\"></script><script>document.title='ran'</script>")
    deal.write_text(deal.read_text().replace("title: Core banking migration", f"title: {bad}"))
    registered(tmp_path, board=BOARD)
    assert share(tmp_path, "build").exit_code == 0
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{file_of(tmp_path, 'board').as_uri()}#{link('board').code}")
    expect(page.locator(".brief h1")).to_have_text(json.loads(bad))
    assert len(asked) == 1
    assert page.title() == "Read-only brief"


def test_the_policy_lets_an_injected_script_and_a_request_to_the_own_host_fail(page: Page, host: Host) -> None:
    page.goto(host.url("board"))
    opens(page)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.title = 'ran'";
          document.body.append(script);
          return fetch("/robots.txt").catch(() => "refused");
        }"""
    )
    assert page.title() == "Read-only brief"
    assert len([each for each in said if "Content Security Policy" in each]) >= 2


def test_a_page_wants_neither_robots_nor_referrers(page: Page, host: Host) -> None:
    page.goto(host.url("board"))
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow, noarchive"
    assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"


@pytest.mark.parametrize("name", ["board", "account", "portfolio", "customer", "partner"])
def test_a_brief_prints_on_one_sheet_and_fits_a_phone(page: Page, host: Host, name: str) -> None:
    page.goto(host.url(name))
    expect(page.locator(".brief")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_a_figure_of_the_headline_stands_on_one_line(page: Page, host: Host) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(host.url("board"))
    opens(page)
    heights = page.locator(".facts dd").evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert max(heights) < 1.5 * min(heights) < 60


def test_the_page_and_what_it_holds_are_one_file(host: Host) -> None:
    html = file_of(host.folder, "board").read_text("utf-8")
    assert "src=" not in html
    assert "http-equiv" in html
    assert 'href="data:,"' in html
    assert html.count("href=") == 1
    both = held(file_of(host.folder, "board"))
    assert Sealed(bytes_of(both["header"]), bytes_of(both["body"])).written() in html
