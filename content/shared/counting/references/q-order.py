class Page:
    def __init__(self, title):
        self.title = title

    def __del__(self):
        print("freed:", self.title)

a = Page("one")
b = a
a = Page("two")
print("then")
del b
print("end")
