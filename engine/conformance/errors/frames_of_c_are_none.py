# What CPython has in C leaves no frames in a traceback, and its types are named with their modules
import copy
import datetime
import json
import pickle
import threading


class Service:
    def __init__(self):
        self.lock = threading.Lock()


def frames(error):
    names = []
    while (traceback := error.__traceback__) is not None:
        names.append(traceback.tb_frame.f_code.co_name)
        error = error.with_traceback(traceback.tb_next)
    return names


def fails(wrong):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error, frames(error))


fails(lambda: copy.deepcopy(Service()))
fails(lambda: json.loads('{"a": [1, 2'))
fails(lambda: json.dumps({"a": {1, 2}}))
fails(lambda: pickle.loads(b"\x80\x04]"))
fails(lambda: pickle.dumps(threading.Lock()))
fails(lambda: datetime.datetime(2024, 13, 1))
fails(lambda: datetime.datetime(2024, 1, 1) - 5)
fails(lambda: datetime.date(2024, 1, 1) < 5)
fails(lambda: datetime.date(2023, 2, 29))
pickle.dumps({"callback": lambda: 0})
