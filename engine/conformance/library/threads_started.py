# Threads that are short enough to end before start() returns: names, locks, thread-local objects, references, exceptions.
import queue
import sys
import threading
import weakref

lock = threading.Lock()
counter = 0


def count(n):
    global counter
    for _ in range(n):
        with lock:
            counter += 1


threads = [threading.Thread(target=count, args=(100,)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter, threads[0].name, threads[0].is_alive(), threading.active_count())

local = threading.local()
local.x = "main"


def use_local():
    print(hasattr(local, "x"))
    local.x = threading.current_thread().name
    print(local.x, threading.get_ident() == threading.main_thread().ident)


t = threading.Thread(target=use_local, name="W")
t.start()
t.join()
print(local.x, local.__dict__)


class Item:
    pass


item = Item()
ref = weakref.ref(item)
t = threading.Thread(target=lambda o: print(sys.getrefcount(o)), args=(item,))
print(sys.getrefcount(item))
t.start()
t.join()
print(sys.getrefcount(item))
del item
print(ref() is None)

jobs = queue.Queue()
for job in (1, 2, None):
    jobs.put(job)


def work():
    while (job := jobs.get()) is not None:
        print("job", job)


t = threading.Thread(target=work, daemon=True)
t.start()
t.join()
try:
    t.start()
except RuntimeError as error:
    print(error)
t = threading.Thread(target=sys.exit)
t.start()
t.join()
threading.excepthook = lambda args: print(args.exc_type.__name__, args.exc_value, args.thread.name)
t = threading.Thread(target=lambda: 1 / 0, name="Fails")
t.start()
t.join()
done = threading.Event()
t = threading.Thread(target=done.set)
t.start()
print(done.wait(), threading.enumerate() == [threading.main_thread()])
