# finalizers that raise: the source line is shown until the exit has removed the modules
class Door:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


def room():
    Door("in a function")


room()
hinge = Door("cycle")
hinge.self = hinge
del hinge
front = Door("global")
ring = Door("global in a cycle")
ring.itself = ring
