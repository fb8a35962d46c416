# Two hundred thousand objects, all alive, and then many lines with them.
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next

def main():
    nodes = []
    head = None
    for i in range(200000):
        head = Node(i, head)
        nodes.append(head)
    s = 0
    for r in range(310000):
        node = nodes[r * 7 % 200000]
        node.value += 1
        s += node.value
    print(s, len(nodes))
main()
