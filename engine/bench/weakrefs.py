import weakref

class Item:
    def __init__(self, key):
        self.key = key

def main():
    cache = weakref.WeakValueDictionary()
    seen = weakref.WeakSet()
    gone = []
    hits = 0
    for r in range(12):
        kept = []
        for i in range(3000):
            item = Item(i)
            cache[i] = item
            if i % 3 == 0:
                kept.append(item)
                seen.add(item)
            if i % 5 == 0:
                kept.append(weakref.ref(item, gone.append))
            item = cache.get(i - 1)
            if item is not None and item in seen:
                hits += 1
        item = None
    refs = [entry for entry in kept if isinstance(entry, weakref.ref)]
    live = sum(1 for ref in refs if ref() is not None)
    kept = entry = None
    print(hits, len(gone), len(refs), live, len(cache), len(seen))
main()
