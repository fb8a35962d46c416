import sys

class Page:
    def __init__(self, title):
        self.title = title

    def __del__(self):
        print("freed:", self.title)

draft = Page("draft")
also = draft
shelf = [draft]
print(sys.getrefcount(draft))
del draft
print("one name gone")
del also
print("two names gone")
shelf.clear()
print("end")
