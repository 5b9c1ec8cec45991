"""Touch paths outside the package: look, read, write whole, lock; know how each can fail.

Looking never raises: what can't be looked at is as if it weren't there. Reading and writing raise
OSError alone, and `explain` says in words why. A path may be anything that a person types: one
with a NUL in it, one of ten thousand letters, the home of a user that doesn't exist.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from fieldref.records import NamedTuple

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
ASIDE = ".fieldref-*.tmp"  # what files are called while they are written


def explain(error: OSError) -> str:
    """Say in words why a call failed, such as "permission denied"."""
    return (error.strerror or str(error) or type(error).__name__).lower()


@contextlib.contextmanager
def only_os_errors(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn the ValueError, UnicodeError or RuntimeError of a call on a path into an OSError."""
    try:
        yield
    except UnicodeError:
        raise OSError(errno.EILSEQ, "it has characters that can't be written", path) from None
    except ValueError:
        raise OSError(errno.EINVAL, "its name has a NUL character", path) from None
    except RuntimeError as error:
        raise OSError(errno.ELOOP, str(error), path) from None


# --- look


def is_folder(path: Path) -> bool:
    """Tell whether there is such a folder, as far as it can be looked at."""
    return os.path.isdir(path)  # noqa: PTH112  # a Path's own raises where it may not look


def explain_absence(path: Path, noun: str) -> str:
    """Say in a sentence that there is no such `noun`, or why nobody can tell."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        why = explain(error) if isinstance(error, OSError) else "its name has a NUL character"
        return f"{str(path)!r} can't be looked at: {why}."
    return f"There is no {noun} {str(path)!r}."


def explain_misfit(path: Path) -> str:
    """Say why the thing in a folder's place is no folder; empty for a folder or for nothing."""
    if is_folder(path) or not is_taken(path):
        return ""
    if not exists(path) and os.path.islink(path):  # noqa: PTH114
        return "it is a link to nowhere"
    return os.strerror(errno.ENOTDIR).lower()


def is_file(path: Path) -> bool:
    """Tell whether there is such a regular file, as far as it can be looked at."""
    return os.path.isfile(path)  # noqa: PTH113


def exists(path: Path) -> bool:
    """Tell whether something is there, of whatever kind, as far as it can be looked at."""
    return os.path.exists(path)  # noqa: PTH110


def is_taken(path: Path) -> bool:
    """Tell whether the name is taken, be it by a link to nowhere."""
    return os.path.lexists(path)


def is_text(path: Path) -> bool:
    """Tell whether the path is UTF-8, as what an index holds has to be."""
    return not any("\ud800" <= sign <= "\udfff" for sign in str(path))


def expand_home(text: str) -> Path:
    """Give the path with a leading ~ replaced; one of a user that doesn't exist stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  # never raises


def absolute(path: Path) -> Path:
    """Give the path from the root; as it is where the current folder is gone."""
    try:
        return path.absolute()
    except OSError:
        return path


# --- read


def read_bytes(path: Path, most: int) -> bytes:
    """Read a regular file of at most `most` bytes; raise OSError. No pipe is waited for."""
    with only_os_errors(path):
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(file, "rb") as opened:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise OSError(errno.EINVAL, "it is no file", str(path))
            data = opened.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most:,} bytes", str(path))
    return data


# --- write


def write_whole(path: Path, data: bytes, *, mode: int | None, overwrite: bool) -> None:
    """Write the file aside, flush it, then give it its name: all of it is there, or nothing.

    `mode` None leaves the rights to the umask. Raises OSError: FileExistsError where something is
    there and `overwrite` is False.
    """
    with only_os_errors(path), open_aside(path.parent, mode) as aside:
        _fill(aside, data)
        _give_name(aside, Writing(path, data, mode, overwrite))


class Writing(NamedTuple):
    """A file to be written whole: where, what, its rights, whether it may replace one."""

    path: Path
    data: bytes
    mode: int | None
    overwrite: bool


def write_together(writings: Sequence[Writing]) -> None:
    """Write all the files or none: all aside first, and what was replaced is put back.

    Raises OSError, as `write_whole` does, its `filename` the path that failed; each file is then
    as it was.
    """
    done: list[tuple[Path, Path | None]] = []
    with contextlib.ExitStack() as stack:
        staged = [(_stage(writing, stack), _keep(writing.path, stack)) for writing in writings]
        try:
            for writing, (aside, kept) in zip(writings, staged, strict=True):
                with _errors_of(writing.path):
                    _give_name(aside, writing)
                done.append((writing.path, kept))
        except BaseException:
            for path, kept in reversed(done):
                with contextlib.suppress(OSError):
                    kept.replace(path) if kept else path.unlink()
            raise


@contextlib.contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Make an OSError name `path`, not the file aside."""
    try:
        with only_os_errors(path):
            yield
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise


def _stage(writing: Writing, stack: contextlib.ExitStack) -> Path:
    with _errors_of(writing.path):
        aside = stack.enter_context(open_aside(writing.path.parent, writing.mode))
        _fill(aside, writing.data)
    return aside


def _keep(path: Path, stack: contextlib.ExitStack) -> Path | None:
    """Copy what stands there beside it, to be put back; None if nothing does."""
    with _errors_of(path):
        if not is_file(path):
            return None
        aside = stack.enter_context(open_aside(path.parent, stat.S_IMODE(path.stat().st_mode)))
        _fill(aside, path.read_bytes())
    return aside


def _give_name(aside: Path, writing: Writing) -> None:
    if writing.overwrite:
        aside.replace(writing.path)
        return
    try:
        os.link(aside, writing.path)  # the one way to name a file that never replaces another
    except OSError:
        if os.path.lexists(writing.path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), writing.path) from None
        _write_directly(writing.path, writing.data, writing.mode)  # a file system without links


@contextlib.contextmanager
def open_aside(folder: Path, mode: int | None) -> Iterator[Path]:
    """Make an empty file in the folder, to be filled and renamed; it is removed if it wasn't."""
    aside = folder / ASIDE.replace("*", f"{os.getpid()}-{os.urandom(4).hex()}")
    with _tidy_when_stopped():
        try:
            _create(aside, mode)
            yield aside
        finally:
            with contextlib.suppress(OSError):
                aside.unlink()


class _Stopped(BaseException):
    """A signal that ends the process."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def _tidy_when_stopped() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the process only after what was begun is cleared."""
    import signal

    def stop(number: int, _: object) -> None:
        raise _Stopped(number)

    ends = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    usual = [number for number in ends if signal.getsignal(number) == signal.SIG_DFL]
    try:
        with contextlib.suppress(ValueError):  # in another thread, which gets no signals
            for number in usual:
                signal.signal(number, stop)
        yield
    except _Stopped as stopped:
        if stopped.number not in usual:
            raise  # to what began before this, and has more to clear
        signal.signal(stopped.number, signal.SIG_DFL)
        os.kill(os.getpid(), stopped.number)
        raise
    finally:
        with contextlib.suppress(ValueError):
            for number in usual:
                signal.signal(number, signal.SIG_DFL)


def flush(path: Path) -> None:
    """Wait until what was written to the file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _create(path: Path, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
    file = os.open(path, flags, 0o666 if mode is None else mode)
    try:
        if mode is not None:
            os.fchmod(file, mode)
    finally:
        os.close(file)


def _fill(path: Path, data: bytes) -> None:
    with path.open("r+b") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _write_directly(path: Path, data: bytes, mode: int | None) -> None:
    _create(path, mode)
    try:
        _fill(path, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def make_folders(folder: Path, mode: int | None = PRIVATE_FOLDER) -> tuple[Path, ...]:
    """Make the folder and what is missing above it; tell which.

    They are 0700 whatever the umask; `mode` None leaves the rights to the umask.
    """
    made: list[Path] = []
    with only_os_errors(folder):
        for level in (*reversed(folder.parents), folder):
            if is_folder(level):
                continue
            try:
                level.mkdir(mode=0o777 if mode is None else mode)
            except FileExistsError:  # made meanwhile; or a file, which the next call tells
                if why := explain_misfit(level):
                    raise NotADirectoryError(errno.ENOTDIR, why, level) from None
                continue
            made.append(level)
            if mode is not None:
                level.chmod(mode)
    return tuple(made)


def remove_empty_folders(folders: tuple[Path, ...]) -> None:
    """Remove those of the folders that are empty, the deepest first."""
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


# --- lock

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_LOCK_TRIES = 100  # a folder that is gone each time is not one to write in


@contextlib.contextmanager
def hold_folder(folder: Path, mode: int | None = PRIVATE_FOLDER) -> Iterator[None]:
    """Make the folder and lock it: other processes that lock it wait until this one is done.

    A link to a folder is followed: its owner put it there. What was made for it is removed if
    nothing was put in. Raises OSError.
    """
    made: tuple[Path, ...] = ()
    with _tidy_when_stopped(), contextlib.ExitStack() as stack:
        try:
            for _ in range(_LOCK_TRIES):
                made = (*made, *make_folders(folder, mode))
                held = stack.enter_context(_open_to_lock(folder, _FOLDER))
                _lock(held, wait=True)
                if _still_at(held, folder):
                    break
                stack.pop_all().close()  # who made it has removed it meanwhile
            else:
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), str(folder))
            yield
        finally:
            remove_empty_folders(made)


@contextlib.contextmanager
def hold_file(path: Path) -> Iterator[bool]:
    """Hold a file that stands for some work: True, or at once False if another process holds it.

    It is made for that, and removed afterwards. Raises OSError.
    """
    opened = _open_to_lock(path, os.O_RDWR | os.O_CREAT | _NO_LINK)
    with _tidy_when_stopped(), only_os_errors(path), opened as held:
        if not (_lock(held, wait=False) and _is_at(held, path)):
            yield False
            return
        try:
            yield True
        finally:
            with contextlib.suppress(OSError):
                path.unlink()


@contextlib.contextmanager
def _open_to_lock(path: Path, flags: int) -> Iterator[int]:
    held = os.open(path, flags, PRIVATE_FILE)
    try:
        yield held
    finally:
        os.close(held)


def _lock(held: int, *, wait: bool) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(held: int, path: Path) -> bool:
    """Tell whether the open file is still the one at the path; no, where that can't be seen."""
    try:
        return _still_at(held, path)
    except OSError:
        return False


def _still_at(held: int, path: Path) -> bool:
    """Tell whether the open file is still the one at the path. Raises OSError."""
    try:
        return os.path.samestat(os.fstat(held), os.stat(path))  # noqa: PTH116
    except FileNotFoundError:
        return False
