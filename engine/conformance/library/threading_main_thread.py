# threading in a program with one thread: its name, locks, conditions and thread-local values.
import threading

print(threading.current_thread().name, threading.active_count())
lock = threading.Lock()
with lock:
    print(lock.locked())
local = threading.local()
local.value = 1
print(local.value)
event = threading.Event()
event.set()
print(event.is_set(), event.wait(1))
lock = threading.RLock()
with lock:
    with lock:
        print("held twice")
condition = threading.Condition()
with condition:
    condition.notify_all()
