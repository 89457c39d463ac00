# SPDX-License-Identifier: GPL-2.0-or-later
"""browser.py CHROMEDRIVER SERVE INDEX - the pages of mufahris-serve in a real browser, over the WebDriver protocol.

Prints TAP.  Nothing waits for a time: a state is looked for until it is there, at most PATIENCE seconds.
"""
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 30
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'


class Driver:
    """A session of a headless browser."""

    def __init__(self, base, javascript=True):
        args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--window-size=1280,900',
                '--no-first-run', '--disable-background-networking', '--disable-component-update']
        options = {'args': args}
        if not javascript:
            options['prefs'] = {'profile.managed_default_content_settings.javascript': 2}
        wanted = {'browserName': 'chrome', 'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}
        self.base = base
        self.path = '/session'
        self.path = '/session/' + self.call('POST', '', {'capabilities': {'alwaysMatch': wanted}})['sessionId']

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + self.path + path, data, {'Content-Type': 'application/json'}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)['value']['message'].split('\n')[0]) from None

    def go(self, url):
        self.call('POST', '/url', {'url': url})

    def url(self):
        return urllib.request.unquote(self.call('GET', '/url'))

    def js(self, script, *args):
        return self.call('POST', '/execute/sync', {'script': script, 'args': list(args)})

    def find(self, css):
        return self.call('POST', '/element', {'using': 'css selector', 'value': css})[ELEMENT]

    def click(self, css):
        self.call('POST', f'/element/{self.find(css)}/click', {})

    def type(self, css, text):
        self.call('POST', f'/element/{self.find(css)}/value', {'text': text})

    def keys(self, text):
        steps = [{'type': kind, 'value': key} for key in text for kind in ('keyDown', 'keyUp')]
        self.call('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keys', 'actions': steps}]})

    def drag(self, css, begin, end):
        """From one part of an element's width to another, both of 0 to 1."""
        box = self.call('GET', f'/element/{self.find(css)}/rect')
        scroll = self.js('return [scrollX, scrollY]')
        def at(part):
            return {'type': 'pointerMove', 'duration': 0, 'x': round(box['x'] - scroll[0] + part * box['width']),
                    'y': round(box['y'] - scroll[1] + box['height'] / 2)}
        steps = [at(begin), {'type': 'pointerDown', 'button': 0}, at((begin + end) / 2), at(end),
                 {'type': 'pointerUp', 'button': 0}]
        self.call('POST', '/actions', {'actions': [{'type': 'pointer', 'id': 'mouse', 'parameters': {'pointerType': 'mouse'},
                                                    'actions': steps}]})

    def complaints(self):
        return [entry['message'] for entry in self.call('POST', '/se/log', {'type': 'browser'})
                if entry['level'] in ('SEVERE', 'WARNING')]

    def close(self):
        self.call('DELETE', '')


class Tap:
    """Results as they come."""

    def __init__(self):
        self.count = 0

    def ok(self, name, good, why=''):
        self.count += 1
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}", flush=True)
        if not good and why:
            print(f'#   {why}', flush=True)

    def until(self, name, look, wanted=bool):
        """The state that look() tells becomes one that is wanted."""
        deadline = time.monotonic() + PATIENCE
        got = None
        while time.monotonic() < deadline:
            try:
                got = look()
                if wanted(got):
                    self.ok(name, True)
                    return got
            except RuntimeError as error:
                got = error
            time.sleep(0.02)
        self.ok(name, False, f'is {got!r} after {PATIENCE} seconds')
        return got


def started(command, pattern):
    """A program that tells its address: the program, and what the pattern takes of a line."""
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in program.stdout:
        match = re.search(pattern, line)
        if match:
            return program, match.group(1)
    program.wait()
    sys.exit(f'{command[0]} ended without an address')


def hits(browser):
    return browser.js('return document.querySelectorAll(".hit").length')


def searching(tap, browser, site):
    browser.go(site + '/?lang=en')
    browser.type('#q', 'قوات')
    tap.until('results appear as one types', lambda: hits(browser), lambda n: n > 3)
    tap.until('the address says what was asked', browser.url, lambda url: 'q=قوات' in url)
    browser.go(site + '/?lang=en&q=قوات')
    many = hits(browser)
    browser.click('.facet[data-facet="person"] a')
    tap.until('a person narrows', lambda: browser.js('return document.querySelectorAll(".chips a").length'), lambda n: n == 1)
    few = hits(browser)
    tap.ok('there are fewer results', 0 < few < many, f'{few} of {many}')
    tap.until('the address says so', browser.url, lambda url: 'person=' in url)
    browser.call('POST', '/back', {})
    tap.until('back leads back', lambda: (browser.js('return document.querySelectorAll(".chips a").length'), hits(browser)),
              lambda got: got == (0, many))
    browser.call('POST', '/forward', {})
    tap.until('and forward again', lambda: hits(browser), lambda n: n == few)
    browser.click('.chips a')
    tap.until('the chip takes it away', lambda: hits(browser), lambda n: n == many)
    browser.js('document.querySelector("#histogram svg a rect[data-v=\'2022-01\']").parentNode.dispatchEvent('
               'new MouseEvent("click", { bubbles: true, cancelable: true }))')
    tap.until('a month of the histogram narrows', browser.url, lambda url: 'date=2022-01' in url and '..' not in url)
    browser.go(site + '/?lang=en&q=قوات')
    browser.drag('#histogram svg', 0.02, 0.5)
    tap.until('a stretch of it does', browser.url, lambda url: re.search(r'date=2022-01\.\.20', url))


def keyboard(tap, browser, site):
    browser.go(site + '/?lang=en&q=قوات')
    browser.js('document.activeElement.blur()')
    browser.keys('/')
    tap.until('/ goes to the field', lambda: browser.js('return document.activeElement.id'), lambda got: got == 'q')
    browser.keys('كاز')
    tap.until('completions come', lambda: browser.js('return document.querySelectorAll("#suggestions li").length'), lambda n: n > 0)
    browser.keys('\ue015')
    tap.until('an arrow chooses one', lambda: browser.js('return document.querySelector("#suggestions [aria-selected=true]") !== null'))
    browser.keys('\ue00c')
    tap.until('Esc closes them', lambda: browser.js('return document.getElementById("suggestions").hidden'))


def document(tap, browser, site):
    browser.go(site + '/?lang=en&q=قوات')
    browser.click('.hit h2 a')
    tap.until('a result opens its document', browser.url, lambda url: '/document' in url)
    marks = tap.until('its words are marked', lambda: browser.js('return document.querySelectorAll(".text mark").length'), lambda n: n > 1)
    place = 'return [...document.querySelectorAll(".text mark")].findIndex((m) => m.classList.contains("here"))'
    tap.until('the first is chosen', lambda: browser.js(place), lambda at: at == 0)
    browser.click('#steps button:nth-of-type(2)')
    tap.until('next goes to the second', lambda: browser.js(place), lambda at: at == 1)
    browser.click('#steps button:nth-of-type(1)')
    browser.click('#steps button:nth-of-type(1)')
    tap.until('previous goes round to the last', lambda: browser.js(place), lambda at: at == marks - 1)
    browser.call('POST', '/back', {})
    tap.until('back leads to the results', lambda: hits(browser), lambda n: n > 3)


def kept(tap, browser, site):
    browser.go(site + '/?lang=en&q=قوات&place=kz')
    browser.type('#keep', 'troops\ue007')
    tap.until('a search is kept', browser.url, lambda url: url.endswith('/saved?lang=en'))
    browser.click('.kept a')
    tap.until('it is asked again', browser.url, lambda url: 'q=قوات' in url and 'place=kz' in url)
    tap.until('and answered', lambda: hits(browser), lambda n: n > 0)
    browser.click(".menu a[href^='/saved']")
    tap.until('the menu leads to it', lambda: browser.js('return document.querySelectorAll(".kept li").length'), lambda n: n == 1)
    browser.click('.kept button')
    tap.until('it is forgotten', lambda: browser.js('return document.querySelectorAll(".kept li").length'), lambda n: n == 0)


def pictures(tap, browser, site):
    for study in 'freq', 'ngrams', 'collocates', 'timeline', 'dispersion', 'together':
        browser.go(f'{site}/study/{study}?lang=ar&q=كازاخستان')
        shapes = browser.js('return document.querySelectorAll("svg.picture :is(rect, circle, line)").length')
        tap.ok(f'{study}: a picture, and a table beside it', shapes > 2 and browser.js('return document.querySelector("table.study") !== null'), shapes)
        apart = browser.js('const box = document.querySelector("svg.picture").getBoundingClientRect();'
                           'return [...document.querySelectorAll("svg.picture text")].filter((t) => { const b = t.getBoundingClientRect();'
                           'return b.left < box.left - 1 || b.right > box.right + 1; }).map((t) => t.textContent)')
        tap.ok(f'{study}: no label leaves the picture', not apart, repr(apart))


def pages(browser, site, language):
    """Every kind of page that a reader comes to from a search."""
    browser.go(f'{site}/?lang={language}&q=قوات')
    links = browser.js('return [...document.querySelectorAll(".studies a, .hit h2 a, .menu a[href^=\'/help\'], .menu a[href^=\'/saved\'], .facet a[href^=\'/facet\']")]'
                       '.map((a) => a.href)')
    kinds = {}
    for link in links:
        kinds.setdefault(re.sub(r'\?.*', '', link), link)
    return [f'{site}/?lang={language}', f'{site}/?lang={language}&q=قوات', f'{site}/?lang={language}&q=لاشيءمثله'] + list(kinds.values())


def looks(tap, browser, site):
    for language, side in ('en', 'ltr'), ('ar', 'rtl'):
        for url in pages(browser, site, language):
            name = urllib.request.unquote(url[len(site):])
            browser.call('POST', '/window/rect', {'width': 1280, 'height': 900})
            browser.go(url)
            tap.ok(f'{name}: runs {side}', browser.js('return document.documentElement.dir') == side)
            narrow = browser.call('POST', '/goog/cdp/execute', {'cmd': 'Emulation.setDeviceMetricsOverride', 'params': {
                'width': 390, 'height': 844, 'deviceScaleFactor': 1, 'mobile': True}})
            wide = browser.js('return document.scrollingElement.scrollWidth')
            tap.ok(f'{name}: fits a narrow screen', narrow is not None and wide <= 390, f'{wide} pixels')
            browser.call('POST', '/goog/cdp/execute', {'cmd': 'Emulation.clearDeviceMetricsOverride', 'params': {}})
    browser.call('POST', '/goog/cdp/execute', {'cmd': 'Emulation.setEmulatedMedia', 'params': {
        'features': [{'name': 'prefers-color-scheme', 'value': 'dark'}]}})
    browser.go(site + '/?lang=ar&q=قوات')
    shade = browser.js('const c = getComputedStyle(document.body); return [c.backgroundColor, c.color]')
    light = [sum(map(float, re.findall(r'[0-9.]+', colour)[:3])) / 765 for colour in shade]
    tap.ok('in the dark the ground is dark and the letters light', light[0] < 0.25 < 0.6 < light[1], repr(shade))
    hosts = browser.js('return performance.getEntriesByType("resource").map((e) => new URL(e.name).host)')
    tap.ok('nothing is asked of another host', hosts and set(hosts) == {site.split('//')[1]}, repr(hosts))


# What stands on a page outside of names, texts and code, and what is said of its parts.
WORDS = r"""
    const theirs = 'bdi, mark, kbd, code, script, style, [lang=en], .text, .snippet, h2 a, a[download], td, time, [href="/openapi.json"]';
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), said = [];
    while (walk.nextNode())
        if (!walk.currentNode.parentElement.closest(theirs))
            said.push(walk.currentNode.data);
    for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        for (const e of document.querySelectorAll(`[${name}]`))
            said.push(e.getAttribute(name));
    return said"""


def translated(tap, browser, site):
    for url in pages(browser, site, 'ar'):
        browser.go(url)
        said = browser.js(WORDS)
        english = [text.strip() for text in said if re.search('[A-Za-z]{2,}', re.sub('JSONL?|CSV|BibTeX|HTML|SVG|/api/1/|last:7d|none', '', text))]
        tap.ok(f'{urllib.request.unquote(url[len(site):])}: nothing of ours in English', said and not english, repr(english[:5]))


def hostile(tap, browser, site):
    texts = ['<script>window.broken=1</script>', '"><img src=x onerror=window.broken=1>', "'><svg onload=window.broken=1>",
             'javascript:window.broken=1', '</title><script>window.broken=1</script>', '&lt;b&gt;&amp;quot;']
    quiet = True
    for text in texts + ['خطر']:
        quoted = urllib.request.quote(text)
        for path in (f'/?q={quoted}', f'/?q=خطر&source={quoted}', f'/?q=خطر&person={quoted}', f'/study/concordance?q={quoted}',
                     f'/document?id={quoted}', f'/facet?name={quoted}', f'/document?id=evil&q={quoted}', f'/?q={quoted}&lang={quoted}'):
            browser.go(site + path)
            quiet = quiet and not browser.js('return window.broken') and browser.js('return document.scripts.length') <= 1
    tap.ok('no text, name or query becomes a script', quiet)
    browser.go(site + '/?q=خطر')
    tap.ok('what looks like markup is shown as it is', '<script>' in browser.js('return document.body.innerText'))


def without_scripts(tap, browser, site):
    browser.go(site + '/?lang=en&q=قوات')
    tap.ok('without a script: results', len(browser.call('POST', '/elements', {'using': 'css selector', 'value': '.hit'})) > 3)
    browser.click('.facet[data-facet="place"] a')
    tap.until('without a script: a place narrows', browser.url, lambda url: 'place=' in url)
    browser.click('.hit h2 a')
    tap.until('without a script: a document opens', browser.url, lambda url: '/document' in url)


def main():
    chromedriver, serve, index = sys.argv[1:4]
    server, site = started([serve, '-d', index, '--listen=127.0.0.1:0'], r'(http://[0-9.:]+)/')
    driver, port = started([chromedriver, '--port=0'], r'started successfully on port ([0-9]+)')
    tap, base = Tap(), f'http://127.0.0.1:{port}'
    browser = None
    try:
        browser = Driver(base)
        for part in searching, keyboard, document, kept, pictures, looks, translated, hostile:
            part(tap, browser, site)
        complaints = [text for text in browser.complaints() if ' 400 ' not in text and ' 404 ' not in text]
        tap.ok('the browser has nothing to complain of', not complaints, repr(complaints[:3]))
        browser.close()
        browser = Driver(base, javascript=False)
        without_scripts(tap, browser, site)
    finally:
        if browser:
            browser.close()
        for program in driver, server:
            program.terminate()
            program.wait()
    print(f'1..{tap.count}')


main()
