# A chain of contexts that runs in a circle does not keep a new exception from being raised, and is left as it is.
class Link(Exception):
    pass


def chain(links, back_to):
    for first, second in zip(links, links[1:]):
        first.__context__ = second
    links[-1].__context__ = links[back_to]


for back_to in range(5):
    links = [Link(n) for n in range(5)]
    chain(links, back_to)
    try:
        try:
            raise links[0]
        except Link:
            raise Link("new")
    except Link as new:
        print(back_to, new.__context__ is links[0], [link.__context__.args[0] for link in links])

# A circle through the new exception itself is cut.
try:
    try:
        raise links[0]
    except Link:
        links[2].__context__ = late = Link("late")
        late.__context__ = links[3]
        raise late
except Link as caught:
    print(caught.__context__ is links[0], [link.__context__ and link.__context__.args[0] for link in links])
