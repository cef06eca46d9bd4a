#!/bin/sh
# Makes .venv in the project's folder from a locked list, or leaves it alone where it is already as it should be.
#
#   sh scripts/set_up.sh requirements.txt        what the program runs on
#   sh scripts/set_up.sh requirements-dev.txt    that and everything the tests need
#
# PYTHON=… names the interpreter. With uv on the path uv does the work, else venv and pip.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
list=$1

# Settings meant for other projects, that would put packages elsewhere or leave something out. A person's own mirror, proxy,
# certificates and offline folder (PIP_INDEX_URL, PIP_FIND_LINKS, UV_DEFAULT_INDEX …) stay in force: the hashes decide.
unset PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIREMENT PIP_CONSTRAINT PIP_REQUIRE_HASHES PIP_NO_DEPS PIP_NO_COMPILE \
  PIP_NO_BINARY PIP_DRY_RUN PIP_PYTHON PIP_LOG UV_CONSTRAINT UV_OVERRIDE UV_REQUIRE_HASHES UV_NO_VERIFY_HASHES \
  UV_NO_BINARY UV_SYSTEM_PYTHON UV_BREAK_SYSTEM_PACKAGES UV_PROJECT_ENVIRONMENT UV_PYTHON PYTHONHOME PYTHONPATH \
  PYTHONWARNINGS
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

# say ENGLISH CHINESE: one line in the language of the person.
say() {
  case ${OVERSIGHT_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
    zh*) printf '%s\n' "$2" >&2 ;;
    *) printf '%s\n' "$1" >&2 ;;
  esac
}

stop() {
  say "$@"
  exit 1
}

# fingerprint LIST: changes with the list, the project's own declarations, and the folder (scripts know their absolute path).
fingerprint() {
  printf '%s %s\n' "$(cat pyproject.toml "$1" | cksum)" "$here"
}

is_recent() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

has_venv() {
  "$1" -c 'import venv, ensurepip' 2>/dev/null
}

# find_python: sets $python to the first interpreter that will do, or says what to install.
find_python() {
  python= seen= bare=
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    seen=${seen:-$candidate}
    is_recent "$candidate" || continue
    if [ -n "$uv" ] || has_venv "$candidate"; then
      python=$candidate
      return
    fi
    bare=${bare:-$candidate}
  done
  if [ -n "$bare" ]; then
    package=python3-venv
    [ "$bare" = python3 ] || package=$(basename "$bare")-venv
    stop "$bare has no venv module. Install it, then run this again: sudo apt install $package" \
      "$bare 缺少 venv 模块。请先安装，再重新运行：sudo apt install $package"
  elif [ -n "$seen" ]; then
    version=$("$seen" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo '?')
    stop "Python 3.11 or newer is needed, $seen is $version. Install one (sudo apt install python3.11 python3.11-venv), or name it: PYTHON=/path/to/python3 make …" \
      "需要 Python 3.11 或更新版本，而 $seen 是 $version。请安装（sudo apt install python3.11 python3.11-venv），或指明：PYTHON=/path/to/python3 make …"
  else
    stop "Python is missing. Install it, then run this again: sudo apt install python3 python3-venv" \
      "没有找到 Python。请先安装，再重新运行：sudo apt install python3 python3-venv"
  fi
}

# make_venv: an empty .venv.
make_venv() {
  if [ -e .venv ] && [ ! -e .venv/pyvenv.cfg ] && [ -n "$(ls -A .venv)" ]; then
    stop ".venv is there, but it is no virtual environment. Move it away, then run this again." \
      ".venv 已存在，但不是虚拟环境。请移走后重新运行。"
  fi
  find_python
  say "Setting up .venv (once, about a minute) …" "正在建立 .venv（仅此一次，约一分钟）……"
  rm -rf .venv
  if [ -n "$uv" ]; then
    "$uv" venv -q --python "$(command -v "$python")" .venv
  else
    "$python" -m venv .venv
  fi
}

# run_logged COMMAND…: keeps what it prints in .venv/set-up.log; where it fails, says why in one line.
run_logged() {
  if "$@" >.venv/set-up.log 2>&1; then
    return
  fi
  if grep -qiE 'ProtocolError|NewConnectionError|ConnectTimeout|ReadTimeout|name resolution|dns error|error sending request|Could not fetch URL|Connection refused|Network is unreachable|from versions: none' .venv/set-up.log; then
    stop "The packages cannot be fetched: is there a network? Behind a proxy set HTTPS_PROXY; a mirror is set by PIP_INDEX_URL (or UV_DEFAULT_INDEX)." \
      "无法下载软件包：网络是否连通？有代理请设置 HTTPS_PROXY；镜像站用 PIP_INDEX_URL（或 UV_DEFAULT_INDEX）指定。"
  fi
  tail -n 15 .venv/set-up.log >&2
  stop "The packages of $list cannot be installed; see above, and the whole of it in .venv/set-up.log." \
    "$list 中的软件包无法安装；原因见上，全文在 .venv/set-up.log。"
}

# is_sound: .venv runs, and stands where it was made (its scripts know their absolute path).
is_sound() {
  is_recent .venv/bin/python && grep -qF "$here/.venv" .venv/bin/activate
}

if is_sound && [ "$(cat ".venv/set-up.$list" 2>/dev/null || :)" = "$(fingerprint "$list")" ]; then
  exit 0
fi

uv=$(command -v uv || :)
# Python's own venv brings pip, uv's does not: where uv has gone since, a new one is made.
if is_sound && { [ -n "$uv" ] || .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
  say "Bringing .venv up to $list …" "正在按 $list 更新 .venv ……"
else
  make_venv
fi

# The list is whole. Left to look for more, pip asks for the hash of what a package wants by an extra (coverage[toml]), and fails.
if [ -n "$uv" ]; then
  run_logged "$uv" pip install --python .venv/bin/python --compile-bytecode --no-deps --require-hashes -r "$list"
  run_logged "$uv" pip install --python .venv/bin/python --no-deps --no-build-isolation -e .
else
  run_logged .venv/bin/python -m pip install --compile --no-deps --require-hashes -r "$list"
  run_logged .venv/bin/python -m pip install --no-deps --no-build-isolation -e .
fi
.venv/bin/python -m compileall -q src || :

# The longer list holds the shorter one.
for done in requirements.txt "$list"; do
  fingerprint "$done" >".venv/set-up.$done"
done
