"""bench/beside.py PORT COOKIE STOP -- what one person feels of a server at work: four pages in turn, signed in, and every third turn a form
posted (a new record of a person), with a pause between two turns, until the file STOP is there. Prints pages and posts: how many, p50, p99,
slowest in ms. A page or post that fails ends it."""
import http.client
import os
import re
import sys
import time
import urllib.parse

port, cookie, stop = int(sys.argv[1]), sys.argv[2], sys.argv[3]
PAGES = ["/ke-hoach", "/register?q=nguyen", "/unit", "/person"]
PAUSE = 0.02
link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)


def ask(method, path, body=None):
    head = {"Cookie": cookie, "Origin": "http://127.0.0.1:%d" % port, "Referer": "http://127.0.0.1:%d%s" % (port, path)}
    if body is not None:
        head["Content-Type"] = "application/x-www-form-urlencoded"
    begun = time.monotonic()
    link.request(method, path, body, head)
    answer = link.getresponse()
    text = answer.read().decode()
    took = (time.monotonic() - begun) * 1e3
    if answer.status not in (200, 303):
        sys.exit("%s %s: %d" % (method, path, answer.status))
    return took, text


def hidden(text):
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', text):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            yield name.group(1), value.group(1)


pages, posts, turn = [], [], 0
while not os.path.exists(stop):
    took, _ = ask("GET", PAGES[turn % len(PAGES)])
    pages.append(took)
    if turn % 3 == 0:
        took, text = ask("GET", "/person/add")
        pages.append(took)
        form = dict(hidden(text[text.index('action="/person/add"'):] if 'action="/person/add"' in text else text))
        form.update(name="Người thử %d" % turn, unit="S-NV", position="Chuyên viên")
        took, _ = ask("POST", "/person/add", urllib.parse.urlencode(form))
        posts.append(took)
    turn += 1
    time.sleep(PAUSE)
for what, took in (("pages", pages), ("posts", posts)):
    took.sort()
    print(what, len(took), *("%.1f" % took[min(len(took) - 1, int(len(took) * q))] for q in (0.5, 0.99, 1)) if took else ())
