"""The scripts by which a shell completes the commands: the parser's own, but for bash, which breaks refs apart."""

from pathlib import Path

PROGRAM = "oversight"
_VARIABLE = "_OVERSIGHT_COMPLETE"

# bash takes ":" for the end of a word, so that of 18-33/5:3.3. only "3.3." would be completed, and with all of the ref again.
_BASH = """
_oversight_completion() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" \\
                   COMP_CWORD=$COMP_CWORD \\
                   _OVERSIGHT_COMPLETE=complete_bash $1 ) )
    return 0
}

COMP_WORDBREAKS=${COMP_WORDBREAKS//:/}
complete -o default -F _oversight_completion oversight
"""


def shells() -> list[str]:
    """The shells there is a script for."""
    from typer._completion_shared import Shells

    return [known.value for known in Shells]


def script(shell: str) -> str:
    """What ``shell`` has to run once."""
    from typer._completion_shared import get_completion_script

    _use_ours()
    return get_completion_script(prog_name=PROGRAM, complete_var=_VARIABLE, shell=shell)


def install() -> tuple[str, Path]:
    """Write the script where the shell of this terminal looks for it: the name of the shell, and the file."""
    from typer._completion_shared import install as put_down

    _use_ours()
    return put_down(prog_name=PROGRAM)


def _use_ours() -> None:
    from typer._completion_shared import _completion_scripts

    _completion_scripts["bash"] = _BASH.replace("%", "%%")
