import sys

class Page:
    pass

page = Page()
shelf = [page, page]
print(sys.getrefcount(page))
