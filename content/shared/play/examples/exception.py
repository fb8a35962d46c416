# A caught exception holds its traceback, the traceback its frames, the frames their locals.
class Buffer:
    def __del__(self):
        print("freed")

def work():
    buffer = Buffer()
    raise ValueError("no")

kept = None
try:
    work()
except ValueError as error:
    kept = error
print("the buffer is alive:")
print(sorted(kept.__traceback__.tb_next.tb_frame.f_locals))
kept = None
print("done")
