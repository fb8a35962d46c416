# logging.config.dictConfig: formatters, handlers and levels from a dict.
import logging.config

logging.config.dictConfig(
    {
        "version": 1,
        "formatters": {"short": {"format": "%(name)s-%(levelname)s-%(message)s"}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "short", "stream": "ext://sys.stdout", "level": "INFO"}},
        "root": {"level": "DEBUG", "handlers": ["out"]},
        "loggers": {"store.db": {"level": "ERROR"}},
    }
)
logging.info("ready")
logging.debug("too small for the handler")
logging.getLogger("store.db").warning("too small for the logger")
logging.getLogger("store.db").error("%s is gone", "the table")
