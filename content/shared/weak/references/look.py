import sys
import weakref

class Page:
    def __init__(self, title):
        self.title = title

    def __del__(self):
        print("freed:", self.title)

page = Page("draft")
before = sys.getrefcount(page)
look = weakref.ref(page)
print(sys.getrefcount(page) - before)
print(look() is page)
del page
print(look())
