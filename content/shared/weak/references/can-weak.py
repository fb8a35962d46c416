import weakref

class Note:
    pass

def watch(thing):
    try:
        weakref.ref(thing)
        print("yes")
    except TypeError as error:
        print(error)

watch(Note())
watch(watch)
watch([1, 2])
watch((1, 2))
watch("text")
watch(1000)
