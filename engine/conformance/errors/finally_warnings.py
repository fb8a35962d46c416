# Leaving a finally block: 3.14 warns, but not of loops and functions inside it.
def first():
    try:
        1 / 0
    finally:
        return "swallowed"

def second():
    for i in range(3):
        try:
            1 / 0
        finally:
            if i == 1:
                break
            continue
    return i

def third():
    try:
        pass
    finally:
        for i in range(3):
            break
        inner = lambda: i
    return inner()

print(first(), second(), third())
