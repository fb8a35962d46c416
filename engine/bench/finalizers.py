class Handle:
    open = 0
    closed = 0

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent
        Handle.open += 1

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.parent = None

    def __del__(self):
        Handle.closed += 1

def main():
    pool = []
    for i in range(60000):
        with Handle(i, None) as outer:
            inner = Handle(i + 1, outer)
            pool.append(inner)
        if len(pool) > 50:
            pool = pool[25:]
    inner = outer = None
    alive = len(pool)
    pool.clear()
    print(Handle.open, Handle.closed, alive)
main()
