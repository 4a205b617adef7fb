"""Looks at the page of an output folder as a browser, a printer and a screen reader meet it.

    python3 src/test/python/check_index.py OUTPUT

Needs Chromium and poppler's pdftotext. Prints what is wrong, a line each; ends with 1 where something is.
"""

import re
import subprocess
import sys
import tempfile
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

WIDTHS = (360, 768, 1280)
NEEDED_CONTRAST = 4.5  # WCAG 2.1, AA, text
PAIRS = [("text", "back"), ("text", "band"), ("soft", "back"), ("link", "back"), ("good", "band"), ("bad", "band"),
         ("bad", "back")]


class Page(HTMLParser):
    """Collects what the checks ask for."""

    def __init__(self):
        super().__init__()
        self.tags, self.problems, self.targets, self.ids = {}, [], [], set()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.ids.add(attributes.get("id"))
        self.problems += [f"<{tag}> has {name}" for name in attributes if name.startswith("on") or name == "src"]
        if "href" in attributes:
            self.targets.append(attributes["href"])
        if tag in ("script", "iframe", "object", "embed", "link", "base", "form", "img"):
            self.problems.append(f"<{tag}> has no place here")
        if tag == "th" and not attributes.get("scope"):
            self.problems.append("a header cell says not whose")
        if tag == "svg" and not attributes.get("aria-label"):
            self.problems.append("a picture has no words")
        if tag == "section" and attributes.get("aria-labelledby") is None:
            self.problems.append("a section has no name")
        if tag == "html" and not attributes.get("lang"):
            self.problems.append("the page says not its language")


def check_html(html, folder):
    page = Page()
    page.feed(html)
    problems = page.problems
    if page.tags.get("h1") != 1:
        problems.append("there is not just one h1")
    if page.tags.get("caption", 0) != page.tags.get("table", 0):
        problems.append("a table has no caption")
    if page.tags.get("main") != 1 or page.tags.get("title", 0) < 1:
        problems.append("main or title is missing")
    for target in page.targets:
        if target.startswith("#"):
            if target[1:] not in page.ids:
                problems.append(f"nothing is at {target}")
        elif not target.startswith("./"):
            problems.append(f"leads elsewhere: {target}")
        elif not (folder / urllib.parse.unquote(target)).is_file():
            problems.append(f"leads nowhere: {target}")
    return problems


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_contrast(html):
    problems = []
    for number, block in enumerate(re.findall(r":root \{(.*?)\}", html, re.S)):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-fA-F]+)", block))
        for front, back in PAIRS:
            light, dark = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
            contrast = (light + 0.05) / (dark + 0.05)
            if contrast < NEEDED_CONTRAST:
                problems.append(f"scheme {number}: {front} on {back} has a contrast of {contrast:.2f}")
    return problems


def chromium(*options):
    return subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", *options],
                          capture_output=True, text=True, timeout=120, check=True)


def whole(text):
    """A name that a narrow column breaks over lines, put together again."""
    return re.sub(r"[\s-]+", "", text)


def check_browser(index, names):
    """What the browser complains of, what a narrow window cuts off, what the printer prints."""
    problems = []
    shown = chromium("--enable-logging=stderr", "--dump-dom", index.as_uri())
    problems += [line for line in shown.stderr.splitlines() if "CONSOLE" in line or "Refused to" in line]
    if "<title>Sweepbook reports</title>" not in shown.stdout:
        problems.append("the browser does not show the page")
    with tempfile.TemporaryDirectory() as work:
        # Measured in a copy, since the page itself lets no script run.
        measured = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", index.read_text("utf-8"))
        measured = measured.replace("</body>", "<script>document.title = document.documentElement.scrollWidth + ' of '"
                                               " + window.innerWidth;</script></body>")
        copy = Path(work, "copy.html")
        copy.write_text(measured, "utf-8")
        for width in WIDTHS:
            dom = chromium(f"--window-size={width},900", "--dump-dom", copy.as_uri()).stdout
            wide, window = map(int, re.search(r"<title>(\d+) of (\d+)</title>", dom).groups())
            if wide > window:
                problems.append(f"{wide} wide in a window of {window}")
        pdf = Path(work, "print.pdf")
        chromium("--no-pdf-header-footer", f"--print-to-pdf={pdf}", index.as_uri())
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
        plain = whole(text)
        # What changed is linked by its counts, not by its name.
        printed = [name for name in names if not name.endswith(".changes.xlsx")]
        problems += [f"is not printed: {name}" for name in printed if whole(name) not in plain]
    return problems


def main(output):
    index = Path(output, "index.html").resolve()
    html = index.read_text("utf-8")
    names = [p.name for p in sorted(Path(output).glob("*.xlsx"))]
    problems = check_html(html, index.parent) + check_contrast(html) + check_browser(index, names)
    for problem in problems:
        print(f"index.html: {problem}")
    print(f"index.html: {len(names)} reports, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
