# A generator that is not finished holds its frame, and the frame holds its locals.
class Resource:
    def __del__(self):
        print("freed")

def numbers():
    resource = Resource()
    try:
        yield 1
        yield 2
    finally:
        print("finally")

steps = numbers()
print(next(steps))
print("suspended: its frame lives")
del steps
print("gone")
