"""A folder of files that is written whole or not at all, and leaves alone what others put into it."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from oversight.cli.terminal import ask, can_ask
from oversight.cli.write_output import umask
from oversight.errors import NotFound, OversightError, Refused
from oversight.messages import _, system_reason

# Tells which files of the folder are the program's, and what they held when it wrote them.
_LIST = ".oversight-pack.json"


def write_folder(folder: Path, files: Mapping[PurePosixPath, bytes], *, yes: bool) -> None:
    """Put ``files`` into ``folder``: the old ones of the program are replaced by these, all others stay.

    Where one of them would overwrite a file that somebody else made, or changed, that is asked on a terminal and refused without one.

    :raises Refused: it was not allowed
    :raises NotFound: there is no place for the folder
    """
    target = folder.expanduser()
    if target.exists() and not target.is_dir():
        raise OversightError(_("This is a file, not a folder."), where=str(target), hint=_("Name another folder."))
    if target.is_dir() and target.samefile(Path.cwd()):
        # Changed over as a whole, it would be gone under the feet of the shell that stands in it.
        raise Refused(_("You stand in this folder."), where=str(target), hint=_("Name a folder of its own in it."))
    if not target.parent.is_dir():
        raise NotFound(_("There is no such folder."), where=str(target.parent), hint=_("Make the folder, or name another one."))
    own = _own_files(target)
    touched = [name for name in {*files, *own} if _is_changed(target / name, own.get(name), files.get(name))]
    if touched and not yes:
        names = _(", ").join(sorted(map(str, touched)))
        if not (can_ask() and ask(_("{files} were made or changed by someone. Overwrite them?").format(files=names))):
            raise Refused(
                _("The folder holds files that someone made or changed: {files}. It was left as it is.").format(files=names),
                where=str(target),
                hint=_("Name another folder, or say --yes to overwrite them."),
            )
    try:
        _swap(target, files, own)
    except OSError as error:
        raise OversightError(
            _("The folder cannot be written: {reason}").format(reason=system_reason(error)),
            where=str(target),
            hint=_("Name another folder, or free the place."),
        ) from error


def _own_files(target: Path) -> dict[PurePosixPath, str]:
    """The files that an earlier call wrote, with the sums of what they held."""
    try:
        listed = json.loads((target / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(listed, dict):
        return {}
    names = {PurePosixPath(name): str(digest) for name, digest in listed.items()}
    # Somebody may have written into the list; a file elsewhere is none of ours.
    return {name: digest for name, digest in names.items() if not name.is_absolute() and ".." not in name.parts}


def _is_changed(file: Path, digest: str | None, new: bytes | None) -> bool:
    """Whether ``file`` holds what neither we wrote nor want to write."""
    if not file.exists():
        return False
    if not file.is_file():
        return True
    held = file.read_bytes()
    return held != new and _sum(held) != digest


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _swap(target: Path, files: Mapping[PurePosixPath, bytes], own: Mapping[PurePosixPath, str]) -> None:
    """Build the new folder beside the old one, with what others put there, and change the two over."""
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        if target.is_dir():
            shutil.copytree(target, draft, dirs_exist_ok=True, symlinks=True)
            for name in own:
                (draft / name).unlink(missing_ok=True)
        for name, data in files.items():
            file = draft / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        listed = {str(name): _sum(data) for name, data in files.items()}
        (draft / _LIST).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        for name in {name.parent for name in own} - {PurePosixPath()}:
            if (draft / name).is_dir() and not any((draft / name).iterdir()):
                (draft / name).rmdir()
        draft.chmod(target.stat().st_mode & 0o777 if target.is_dir() else 0o777 & ~umask())
        if target.is_dir():
            old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
            target.rename(old / target.name)
            try:
                draft.rename(target)
            except BaseException:
                (old / target.name).rename(target)
                old.rmdir()
                raise
            shutil.rmtree(old)
        else:
            draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
