import sys

class Note:
    def __init__(self, title):
        self.title = title

    def __del__(self):
        print("freed:", self.title)

draft = Note("draft")
also = draft
shelf = [draft]
print(sys.getrefcount(draft))
del draft
print("one name gone")
del also
print("two names gone")
shelf.clear()
print("end")
