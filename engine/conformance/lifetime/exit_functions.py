# atexit: last registered, first called; an exception is reported and the next one called; a callback's own registration is not
import atexit


def note(*words, end="."):
    print(*words, end=end + "\n")


@atexit.register
def first_registered():
    print("last called")


def register_more():
    atexit.register(note, "never called")
    print("registers one more")


def fails():
    raise KeyError("while ending")


class Door:
    def close(self):
        print("door closed")

    def __del__(self):
        print("door gone")


door = Door()
atexit.register(register_more)
atexit.register(fails)
atexit.register(note, "with", "arguments", end="!")
atexit.register(door.close)
atexit.register(note, "taken back")
atexit.unregister(note)
atexit.register(note, "still here", end=";")
del door
print("end of the script")
