"""Give the lines that bash and zsh read to complete fieldref; Typer gives those of fish.

Both ask as Typer's bash does: the words and the place of the one to complete, in the environment;
the answer is a value a line. The shell quotes it: a value may hold blanks, quotes or colons. They
run in bash 3.2, which macOS has, too.
"""

from __future__ import annotations

_BASH = r"""
_fieldref_completion() {
    local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}" value
    COMPREPLY=()
    for value in $(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \
            _FIELDREF_COMPLETE=complete_bash "$1" 2>/dev/null); do
        case $current in
            [\'\"]*) ;;
            *) value=$(printf '%q' "$value") ;;
        esac
        COMPREPLY+=("$value")
    done
}
complete -o default -F _fieldref_completion fieldref
"""
_ZSH = r"""
#compdef fieldref
_fieldref_completion() {
    local -a values
    values=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) \
        _FIELDREF_COMPLETE=complete_bash ${words[1]} 2>/dev/null)}")
    values=(${values:#})
    if (( $#values )); then
        compadd -U -- $values
    else
        _files
    fi
}
compdef _fieldref_completion fieldref
"""
# What the variable _FIELDREF_COMPLETE asks for, and the lines that answer it.
SCRIPTS = {"source_bash": _BASH, "source_zsh": _ZSH}


def replace_typer_scripts() -> None:
    """Let --install-completion and --show-completion give these lines, not Typer's own."""
    from typer import _completion_shared

    for name, script in SCRIPTS.items():
        shell = name.removeprefix("source_")
        _completion_shared._completion_scripts[shell] = script.strip().replace("%", "%%")
