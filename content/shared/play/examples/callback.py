# A weak reference can call a function when its object dies, if it outlives the object.
import weakref

class Window:
    pass

def closed(reference):
    print("callback:", reference() is None)

window = Window()
kept = weakref.ref(window, closed)
dropped = weakref.ref(window, closed)
del dropped
print(weakref.getweakrefcount(window))
del window
print("done")
