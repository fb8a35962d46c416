# A WeakValueDictionary finds objects without keeping them.
import weakref

class Image:
    def __init__(self, name):
        self.name = name

cache = weakref.WeakValueDictionary()

def load(name):
    image = cache.get(name)
    if image is None:
        image = Image(name)
        cache[name] = image
    return image

cat = load("cat")
again = load("cat")
print(cat is again, len(cache))
del cat
print(len(cache))
del again
print(len(cache))
