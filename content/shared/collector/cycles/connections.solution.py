import gc

gc.disable()

class Handler:
    def __init__(self, connection):
        self.connection = connection

class Connection:
    def __init__(self, name):
        self.name = name
        self.handler = Handler(self)

    def close(self):
        print("closed", self.name)
        self.handler = None

def serve(name):
    connection = Connection(name)
    print("serving", connection.name)
    connection.close()

for name in ["a", "b", "c"]:
    serve(name)
