import sys

class Note:
    pass

note = Note()
shelf = [note, note]
print(sys.getrefcount(note))
