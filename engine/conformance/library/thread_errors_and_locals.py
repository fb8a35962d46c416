"""Threads: what nobody catches in one and who is told, thread-local classes with an __init__."""
import sys
import threading
import io


class Stream:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("<flush>")


def fail(n):
    raise ValueError(f"thread {n}")


def show(text):
    for line in text.splitlines():
        if not line.startswith("  File"):
            print("|", line)


kept = sys.stderr
for stream in Stream(), io.StringIO():
    sys.stderr = stream
    worker = threading.Thread(target=fail, args=(1,), name="worker")
    worker.start()
    worker.join()
    sys.stderr = kept
    show("".join(stream.parts) if isinstance(stream, Stream) else stream.getvalue())


class Broken:
    def write(self, text):
        raise OSError("no room")


sys.stderr = Broken()
worker = threading.Thread(target=fail, args=(2,))
worker.start()
worker.join()
sys.stderr = None
worker = threading.Thread(target=fail, args=(3,))
worker.start()
worker.join()
sys.stderr = kept


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name, type(args.exc_traceback).__name__)


threading.excepthook, before = hook, threading.excepthook
worker = threading.Thread(target=fail, args=(4,), name="hooked")
worker.start()
worker.join()
threading.excepthook = before
print(threading.excepthook is threading.__excepthook__)


class Local(threading.local):
    kind = "class"

    def __init__(self, start, *, step=1):
        print("init", start, step, threading.current_thread().name)
        self.value = start
        self.step = step

    def advance(self):
        self.value += self.step
        return self.value


local = Local(10, step=5)
print(local.advance(), local.__dict__)


def use(name):
    print(name, local.value, local.kind)
    print(name, local.advance(), sorted(local.__dict__))
    local.own = name


threads = [threading.Thread(target=use, args=(f"t{i}",), name=f"t{i}") for i in range(2)]
for thread in threads:
    thread.start()
    thread.join()
print(local.value, hasattr(local, "own"))


def unused():
    print("does not touch it")


thread = threading.Thread(target=unused)
thread.start()
thread.join()


class Strict(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("only in the main thread")
        self.x = 1


strict = Strict()


def touch():
    try:
        print(strict.x)
    except RuntimeError as error:
        print("refused", error)


thread = threading.Thread(target=touch)
thread.start()
thread.join()
print(strict.x)
