import gc

gc.disable()

class Note:
    def __init__(self, title):
        self.title = title
        print("made:", title)

    def __del__(self):
        print("freed:", self.title)

def read():
    note = Note("in a function")
    print("reading")

read()
note = Note("first")
note = Note("second")
print("last line")
