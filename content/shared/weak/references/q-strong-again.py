import weakref

class Page:
    def __del__(self):
        print("freed")

page = Page()
look = weakref.ref(page)
again = look()
del page
print("name gone")
del again
print("end")
