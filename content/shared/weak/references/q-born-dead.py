import weakref

class Page:
    pass

look = weakref.ref(Page())
print(look())
