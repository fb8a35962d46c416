class Note:
    def __init__(self, title):
        self.title = title

    def __del__(self):
        print("freed:", self.title)

a = Note("one")
b = a
a = Note("two")
print("then")
del b
print("end")
