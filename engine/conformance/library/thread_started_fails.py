"""What nobody catches in a thread that _thread started is told to sys.unraisablehook."""
import _thread
import sys
import threading

told = threading.Event()


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg.partition(" at ")[0], args.object)
    print(args.exc_traceback.tb_frame.f_code.co_name)
    told.set()


def fail(n):
    raise ValueError(n)


sys.unraisablehook = hook
_thread.start_new_thread(fail, (1,))
told.wait()
print("on")
