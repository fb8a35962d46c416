import weakref

class Page:
    def __init__(self, title):
        self.title = title

def gone(ref):
    print("callback ran")

first = Page("first")
second = Page("second")
watch = weakref.ref(first, gone)
weakref.ref(second, gone)
held = watch()
del first
print("first name gone")
del held
print("first page gone")
del second
print("second page gone")
