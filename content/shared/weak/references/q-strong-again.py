import weakref

class Note:
    def __del__(self):
        print("freed")

note = Note()
look = weakref.ref(note)
again = look()
del note
print("name gone")
del again
print("end")
