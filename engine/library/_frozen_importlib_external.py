"""Stands in for Lib/importlib/_bootstrap_external.py, which CPython has frozen: there
are no files here to find modules in."""

import sys
from _imp import ModuleSpec, SourceFileLoader

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = [".so"]
MAGIC_NUMBER = b"\xf3\r\r\n"
_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, "little")


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint32(data):
    return int.from_bytes(data, "little")


class _LoaderBasics:
    def is_package(self, fullname):
        return self.get_filename(fullname).endswith("__init__.py")

    def create_module(self, spec):
        return None


class SourceLoader(_LoaderBasics):
    pass


class FileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def get_filename(self, name=None):
        return self.path


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    pass


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    pass


class AppleFrameworkLoader(ExtensionFileLoader):
    pass


class NamespaceLoader:
    def __init__(self, name, path, path_finder):
        self._path = path


class WindowsRegistryFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class PathFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @staticmethod
    def invalidate_caches(*args, **kwargs):
        pass


class FileFinder:
    def __init__(self, path, *loader_details):
        self.path = path

    def find_spec(self, fullname, target=None):
        return None

    def invalidate_caches(self):
        pass


def cache_from_source(path, *, optimization=None):
    head, _, tail = path.rpartition("/")
    base = tail.rpartition(".")[0] or tail
    name = f"{base}.{sys.implementation.cache_tag}.pyc"
    return f"{head}/__pycache__/{name}" if head else f"__pycache__/{name}"


def source_from_cache(path):
    head, _, name = path.rpartition("/")
    return f"{head.removesuffix('__pycache__')}{name.split('.')[0]}.py"


def decode_source(source_bytes):
    return source_bytes.decode("utf-8").replace("\r\n", "\n")


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    if location is None and loader is None:
        return None
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = location is not None
    spec.submodule_search_locations = submodule_search_locations
    return spec
