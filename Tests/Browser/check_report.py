"""Opens HTML reports in a browser, uses them, and tells what is wrong with them.

check_report.py PROGRAM FOLDER: FOLDER holds hostile.html and sample.html; screenshots are written to it.
"""

import json
import pathlib
import sys
import time

from browser import Page

CHANGES = 5000
SETTLED = 0.4
ALLOWED = set(
    "html head meta title style body a header div span h1 h2 h3 h4 label input kbd output button svg path rect select option nav "
    "ul li main p section time table caption thead tr th tbody td details summary article dl dt dd bdi b i del ins small footer "
    "script".split())

failures = []


def expect(what, condition, seen=""):
    print(("ok      " if condition else "FAILED  ") + what + (f": {seen}" if not condition else ""))
    if not condition:
        failures.append(what)


def visible(page):
    return page.evaluate("[...document.querySelectorAll('.change')].filter(e => !e.closest('[hidden]')).length")


def search(page, text):
    """Types into the field, as a person does, and says how long the page was busy with it."""
    page.evaluate("document.body.focus()")
    page.key("/", "/")
    page.call("Input.insertText", text=text)
    time.sleep(SETTLED)
    return visible(page)


def click(page, selector):
    page.evaluate(f"document.querySelector({json.dumps(selector)}).click()")
    time.sleep(0.1)


def check_inert(page, address):
    title = page.evaluate("document.title")
    expect("nothing in the rows has run", title != "owned" and page.evaluate("window.owned === undefined"), title)
    expect("the console is empty", not page.complaints(), page.complaints()[:3])
    expect("the page loads nothing", set(page.requests()) <= {address}, page.requests())
    tags = set(page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"))
    expect("it has no other elements than its templates'", tags <= ALLOWED, tags - ALLOWED)
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^(on|src|style|action)/.test(a.name))).length")
    expect("no element has a handler, a source or a style of its own", handlers == 0, handlers)
    expect("there is one script", page.evaluate("document.scripts.length") == 1)
    blocked = page.evaluate(
        "new Promise(done => { const e = document.createElement('script'); e.textContent = 'window.owned = 1'; "
        "document.body.append(e); setTimeout(() => done(window.owned === undefined), 50) })")
    expect("the policy stops a script that got in all the same", blocked)


def check_use(page):
    expect(f"{CHANGES} changes are there", visible(page) == CHANGES, visible(page))
    expect("a search finds the one row", search(page, "needle-4711") == 1, visible(page))
    told = page.evaluate("document.querySelector('#hits').textContent")
    expect("and says so", told == "1 of 5,000 shown", told)
    page.key("Escape")
    time.sleep(SETTLED)
    expect("Escape shows all again", visible(page) == CHANGES, visible(page))
    expect("a search that finds nothing says so", search(page, "no such words") == 0
           and page.evaluate("!document.querySelector('.nothing').hidden"))
    click(page, ".nothing button")
    expect("its button shows all again", visible(page) == CHANGES, visible(page))
    deletes = page.evaluate("document.querySelectorAll('.change.delete').length")
    click(page, ".kind.delete")
    expect("a kind can be left out", visible(page) == CHANGES - deletes and deletes > 0, visible(page))
    click(page, ".kind.delete")
    expect("and taken in again", visible(page) == CHANGES, visible(page))
    page.evaluate("only.selectedIndex = 2, only.dispatchEvent(new Event('change'))")
    first = page.evaluate("document.getElementById(only.value).querySelectorAll('.change').length")
    expect("a table can be chosen", visible(page) == first and 0 < first < CHANGES, visible(page))
    page.evaluate("only.selectedIndex = 0, only.dispatchEvent(new Event('change'))")
    click(page, "[data-do=collapse]")
    expect("tables close", page.evaluate("document.querySelectorAll('.table[open]').length") == 0)
    last = page.evaluate("[...document.querySelectorAll('.change')].at(-1).id")
    page.evaluate(f"location.hash = '{last}'")
    time.sleep(1)
    top = page.evaluate(f"document.getElementById('{last}').getBoundingClientRect().top")
    expect("a link to a change opens its table and goes there", 0 <= top < 800, top)
    click(page, "[data-do=expand]")
    # What a person feels: the time from the end of typing to the page being drawn again.
    spent = page.evaluate(
        "new Promise(done => { query.value = 'price'; const t = performance.now(); query.dispatchEvent(new Event('input')); "
        "const look = () => document.querySelector('#hits').textContent ? requestAnimationFrame(() => requestAnimationFrame(() => "
        "done(Math.round(performance.now() - t - 120)))) : setTimeout(look, 1); look() })")
    print(f"        a search over {CHANGES} changes took {spent} ms beside its pause")
    page.evaluate("document.querySelector('.theme').focus()")
    page.key("Escape")


def check_without_script(page, address):
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(address)
    shown = page.evaluate(
        "[...document.querySelectorAll('.table')].every(e => e.open) && document.querySelectorAll('.change').length")
    expect("without script every change is there", shown == CHANGES, shown)
    hidden = page.evaluate("[...document.querySelectorAll('.tools')].every(e => getComputedStyle(e).display === 'none')")
    expect("without script nothing is shown that needs it", hidden)
    page.call("Emulation.setScriptExecutionDisabled", value=False)


def check_looks(page, address, folder, name):
    contrast = (pathlib.Path(__file__).parent / "contrast.js").read_text()
    for width in (1280, 390):
        for dark in (False, True):
            page.look(width, 900, dark)
            page.open(address)
            scheme = "dark" if dark else "light"
            page.screenshot(folder / f"{name}-{width}-{scheme}.png")
            page.evaluate("document.querySelector('.table')?.scrollIntoView()")
            time.sleep(1)
            page.screenshot(folder / f"{name}-{width}-{scheme}-changes.png")
            wide = page.evaluate("document.documentElement.scrollWidth")
            expect(f"{name} at {width}, {scheme}: nothing is wider than the window", wide <= width, wide)
            if name == "sample":
                page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
                weak = page.evaluate(contrast)
                expect(f"{name} at {width}, {scheme}: all text has contrast", not weak, weak)
    # On paper, whatever the screen was.
    page.look(720, 1020, dark=True, media="print")
    page.open(address)
    page.screenshot(folder / f"{name}-print.png")
    tools = page.evaluate("[...document.querySelectorAll('.tools')].every(e => getComputedStyle(e).display === 'none')")
    expect(f"{name} on paper: nothing to be pressed", tools)
    page.look(1280, 900, dark=False)
    page.open(address)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    click(page, "[data-do=theme]")
    expect(f"{name}: the button changes the colours", before != page.evaluate("getComputedStyle(document.body).backgroundColor"))


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    page = Page(program)
    try:
        hostile = (folder / "hostile.html").as_uri()
        page.look(1280, 900)
        page.open(hostile)
        check_inert(page, hostile)
        page.open(hostile)
        check_use(page)
        expect("the console is still empty", not page.complaints(), page.complaints()[:3])
        check_without_script(page, hostile)
        check_looks(page, hostile, folder, "hostile")
        check_looks(page, (folder / "sample.html").as_uri(), folder, "sample")
        page.pdf(folder / "sample.pdf")
    finally:
        page.close()
    if failures:
        sys.exit(f"{len(failures)} of the report's checks failed")


main()
