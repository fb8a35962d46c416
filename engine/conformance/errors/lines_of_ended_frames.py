# f_lineno of a frame that an exception ended: the line that raised, or that of the last clause tried; tb_lineno beside it.
class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


def in_handler():
    try:
        1 / 0
    except ZeroDivisionError as error:
        1 / 0
        pass


def unmatched():
    try:
        1 / 0
    except ValueError:
        pass
    print("not reached")


def in_finally():
    try:
        1 / 0
    finally:
        pass


def in_with():
    with Manager():
        with Manager():
            1 / 0
        pass


def in_generator():
    def numbers():
        with Manager():
            yield 1
            1 / 0

    for _ in numbers():
        pass


for function in (in_handler, unmatched, in_finally, in_with, in_generator):
    try:
        function()
    except ZeroDivisionError as error:
        link = error.__traceback__.tb_next
        while link:
            first = link.tb_frame.f_code.co_firstlineno
            print(function.__name__, link.tb_lineno - first, link.tb_frame.f_lineno - first)
            link = link.tb_next
