"""A program that tries to get out of its frame, and prints what became of each attempt."""

import js

SITE = "__SITE__"


def attempt(name, action):
    try:
        value = action()
    except BaseException as error:
        print(f"{name}: refused, {type(error).__name__}")
    else:
        print(f"{name}: {value}")


def object_from(**fields):
    made = js.Object.new()
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def send(url):
    asking = js.XMLHttpRequest.new()
    asking.open("GET", url, False)
    asking.withCredentials = True
    asking.send()
    return asking.responseText


def fetched():
    options = object_from(credentials="include", mode="no-cors")
    js.fetch(SITE + "/escaped/fetch", options)
    js.fetch("/escaped/relative", options)
    return "asked"


def nested():
    script = f"fetch('{SITE}/escaped/nested'); importScripts('{SITE}/escaped/nested.js')"
    parts = js.Array.new()
    parts.push(script)
    js.Worker.new(js.URL.createObjectURL(js.Blob.new(parts)))
    return "asked"


def told():
    js.BroadcastChannel.new("heapwise").postMessage("escaped")
    return "asked"


def forged():
    for kind in "ready", "running", "broken", "eval":
        js.postMessage(object_from(kind=kind, status=0, text="forged", html="<b>forged</b>"))
    js.postMessage(object_from(kind="output", stream="console", text="forged"))
    js.postMessage(object_from(kind="output", stream="stdout", text="<img src=/escaped/image onerror=alert(1)>\n"))
    js.postMessage("forged")
    return "asked"


attempt("fetch", fetched)
attempt("XMLHttpRequest", lambda: send(SITE + "/escaped/xhr"))
attempt("the API", lambda: send(SITE + "/api/progress?escaped"))
attempt("importScripts", lambda: js.importScripts(SITE + "/escaped/script.js"))
attempt("WebSocket", lambda: js.WebSocket.new(SITE.replace("http", "ws") + "/escaped/socket") and "asked")
attempt("EventSource", lambda: js.EventSource.new(SITE + "/escaped/events") and "asked")
attempt("another worker", nested)
attempt("a worker of the site", lambda: js.Worker.new(SITE + "/escaped/worker.js"))
attempt("eval", lambda: js.eval("1"))
attempt("cookies", lambda: js.document.cookie)
attempt("cookie store", lambda: js.cookieStore.get)
attempt("localStorage", lambda: js.localStorage.length)
attempt("sessionStorage", lambda: js.sessionStorage.length)
attempt("indexedDB", lambda: js.indexedDB.open("escaped"))
attempt("caches", lambda: js.caches.open)
attempt("the parent", lambda: js.parent.document)
attempt("the top", lambda: js.top.location)
attempt("a window", lambda: js.open(SITE + "/escaped/window"))
attempt("its address", lambda: js.location.assign(SITE + "/escaped/address"))
attempt("a channel", told)
attempt("messages", forged)
print("done")
