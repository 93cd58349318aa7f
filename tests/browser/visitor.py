"""A window on the pages, with an eye on what a citizen would not see: errors, refused scripts, inaccessible parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator

    from tests.browser.city import Citizen

SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    # The board in the room.
    "television": {"viewport": {"width": 1920, "height": 1080}},
}
# What the browser notes by itself when the server refuses something, or without a network, is no fault of a page.
EXPECTED_NOTES = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOTE_REFUSALS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
# 44 CSS pixels is the size that a thumb finds; text links in a sentence are exempt.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, select, input")]
  .filter((one) => !one.matches("[type=checkbox], [type=radio]"))
  .filter((one) => one.checkVisibility() && !one.matches(".skip"))
  .filter((one) => { const box = one.getBoundingClientRect(); return box.height < 43.5 || box.width < 43.5; })
  .filter((one) => getComputedStyle(one).display !== "inline")
  .map((one) => one.outerHTML.slice(0, 120))"""


class Visitor:
    """One citizen's window."""

    def __init__(self, context: BrowserContext, site: str, language: str) -> None:
        """Open a window; nothing is shown yet."""
        self.context = context
        self.page = context.new_page()
        self.faults: list[str] = []
        self.home = f"{site}/?language={language}"
        self.page.add_init_script(NOTE_REFUSALS)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_NOTES):
            self.faults.append(message.text)

    def open(self, address: str = "") -> None:
        """Show the page behind this ``#`` address."""
        self.page.goto(f"{self.home}{address}")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being fetched for the page."""
        # Lets the page hear of a new address before it is asked whether it is done.
        self.page.evaluate("() => new Promise((done) => setTimeout(done))")
        self.page.locator("h1").wait_for()
        self.page.wait_for_load_state("networkidle")
        self.find("[aria-busy=true]").first.wait_for(state="detached")

    def find(self, selector: str) -> Locator:
        """What matches."""
        return self.page.locator(selector)

    def press(self, selector: str) -> None:
        """Press the first that matches, and wait for what it brings."""
        self.find(selector).first.click()
        self.settle()

    def type_citizen(self, citizen: Citizen) -> None:
        """Fill in the form of who comes."""
        self.page.fill("#name", citizen.name)
        self.page.fill("#nik", citizen.nik)
        self.page.fill("#phone", citizen.phone)

    def focused(self) -> str:
        """The id, or the tag, of what the keyboard is on."""
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.tagName"))

    def check(self) -> None:
        """Everybody can use the page as it stands: axe finds nothing, nothing is cut off, thumbs find everything."""
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        told = [
            f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]
        assert told == [], "\n".join([self.page.url, *told])
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
            "the page scrolls sideways"
        )
        assert self.page.evaluate(SMALL_TARGETS) == [], self.page.url

    def leave(self) -> None:
        """Close the window."""
        self.context.close()
