# Ten million instructions of what programs do: objects made and dropped, lists and dicts that grow, calls, cycles.
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next

def chain(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return head

def total(node):
    t = 0
    while node is not None:
        t += node.value
        node = node.next
    return t

def main():
    counts = {}
    kept = []
    s = 0
    for r in range(3600):
        head = chain(120)
        s += total(head)
        counts[r % 97] = counts.get(r % 97, 0) + 1
        if r % 10 == 0:
            kept.append(head)
        if r % 50 == 0:
            head.next = head
            kept = kept[-20:]
    print(s, len(counts), len(kept))
main()
