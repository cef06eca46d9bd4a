#!/bin/sh
# Writes requirements.txt (what the program runs on, and what installs it) and requirements-dev.txt (everything) from
# pyproject.toml: names, versions and hashes for every platform from Python 3.11 on. Versions that still fit are kept;
# --upgrade takes the newest.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || command -v .venv/bin/uv || :)
if [ -z "$uv" ]; then
  echo "Making the lists needs uv. Install it, then run this again: pipx install uv" >&2
  exit 1
fi

# What happens to lie in a folder of this machine must not get into the lists.
unset UV_FIND_LINKS UV_INDEX UV_EXTRA_INDEX_URL UV_CONSTRAINT UV_OVERRIDE UV_PRERELEASE UV_EXCLUDE_NEWER UV_NO_BINARY UV_ONLY_BINARY

# compile LIST ARGUMENTS…: writes LIST whole or not at all.
compile() {
  written=$1
  shift
  cp "$written" "$written.new" 2>/dev/null || :
  "$uv" pip compile -q --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
    --no-emit-index-url --no-emit-find-links "$@" -o "$written.new"
  { echo "# Made from pyproject.toml by: make lock" && cat "$written.new"; } >"$written.headed"
  mv "$written.headed" "$written"
  rm "$written.new"
}

# The shorter list is held to the longer one, so that both name the same versions.
compile requirements-dev.txt "$@" pyproject.toml --group dev
compile requirements.txt "$@" pyproject.toml --group build -c requirements-dev.txt
