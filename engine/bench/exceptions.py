class Refused(Exception):
    def __init__(self, reason, value):
        super().__init__(reason)
        self.value = value

def check(value):
    if value % 3 == 0:
        raise Refused("a multiple of three", value)
    if value % 7 == 0:
        raise KeyError(value)
    return value

def deeper(value, depth):
    if depth == 0:
        return check(value)
    try:
        return deeper(value, depth - 1)
    finally:
        counts["finally"] += 1

counts = {"ok": 0, "refused": 0, "key": 0, "finally": 0, "stop": 0}

def main():
    total = 0
    for i in range(60000):
        try:
            total += deeper(i, 3)
        except Refused as refused:
            counts["refused"] += 1
            total -= refused.value
        except KeyError:
            counts["key"] += 1
        else:
            counts["ok"] += 1
        try:
            next(iter(()))
        except StopIteration:
            counts["stop"] += 1
    print(total, sorted(counts.items()))
main()
