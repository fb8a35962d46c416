import weakref

class Note:
    pass

look = weakref.ref(Note())
print(look())
