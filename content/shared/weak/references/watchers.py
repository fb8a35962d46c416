import weakref

class Note:
    def __init__(self, title):
        self.title = title

def gone(ref):
    print("callback ran")

first = Note("first")
second = Note("second")
watch = weakref.ref(first, gone)
weakref.ref(second, gone)
held = watch()
del first
print("first name gone")
del held
print("first note gone")
del second
print("second note gone")
