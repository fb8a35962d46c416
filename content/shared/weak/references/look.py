import sys
import weakref

class Note:
    def __init__(self, title):
        self.title = title

    def __del__(self):
        print("freed:", self.title)

note = Note("draft")
before = sys.getrefcount(note)
look = weakref.ref(note)
print(sys.getrefcount(note) - before)
print(look() is note)
del note
print(look())
