#!/bin/sh
# Finds a JDK, builds what is not built, and hands over to the launcher. See ./run_pipeline.sh --help
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
stamp="$home/local-cluster/target/build.stamp"
build_log="$home/var/log/build.log"

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

# The major version of a java command, or nothing.
java_version() {
  "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

usable() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  case $(java_version "$1/bin/java") in
    17 | 18 | 19 | 20 | 21) return 0 ;;
    *) return 1 ;;
  esac
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && usable "$JAVA_HOME"; then
    echo "$JAVA_HOME"
    return
  fi
  on_path=$(command -v javac || true)
  if [ -n "$on_path" ]; then
    real=$(readlink -f -- "$on_path" 2>/dev/null || echo "$on_path")
    candidate=$(dirname -- "$(dirname -- "$real")")
    if usable "$candidate"; then
      echo "$candidate"
      return
    fi
  fi
  for candidate in /usr/lib/jvm/*17* /usr/lib/jvm/*21* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if usable "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  fail "No JDK 17 to 21 was found (JAVA_HOME is '${JAVA_HOME:-}', java on the path is '$(command -v java || echo none)'): install one, for example the package openjdk-17-jdk-headless, or set JAVA_HOME to it."
}

# Whether a source or a pom is newer than the last build that these arguments made.
is_stale() {
  [ -f "$1" ] || return 0
  newer=$(find "$home" \( -name target -o -name var -o -name .git -o -name docs -o -name test \) -prune -o \
    -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$1" -print 2>/dev/null | head -n 1)
  [ -n "$newer" ]
}

build() {
  command -v mvn >/dev/null 2>&1 ||
    fail "Maven was not found on the path: install it, for example the package maven."
  mkdir -p "$home/var/log" "$home/local-cluster/target"
  echo "Building Watershed; the first time this downloads about 1 GB. Its log: $build_log" >&2
  touch "$1.begun.$$"
  if ! (cd "$home" && JAVA_HOME=$java_home mvn -q -B -DskipTests -Dspotless.check.skip $2 package) >"$build_log" 2>&1; then
    rm -f "$1.begun.$$"
    tail -n 30 "$build_log" >&2
    fail "The build failed; the whole log is $build_log"
  fi
  # Sources that changed while it built count as newer.
  mv "$1.begun.$$" "$1"
}

java_home=$(find_jdk)
if [ "${1:-}" = benchmark ]; then
  is_stale "$stamp-benchmarks" && build "$stamp-benchmarks" -Pbenchmarks
elif is_stale "$stamp"; then
  build "$stamp" ""
fi

if [ -t 1 ] && size=$(stty size </dev/tty 2>/dev/null); then
  WATERSHED_TERMINAL=$size
  export WATERSHED_TERMINAL
fi

launcher=
for jar in "$home"/local-cluster/target/local-cluster-*.jar; do
  case $jar in *-tests.jar | *-sources.jar | *-javadoc.jar) continue ;; esac
  [ -e "$jar" ] || fail "The launcher is not built: run mvn -DskipTests package in $home"
  [ -z "$launcher" ] || fail "There are two launchers, $launcher and $jar: delete the one of another version."
  launcher=$jar
done
class_path="$launcher:$(cat "$home/local-cluster/target/class-path.txt")"
# WATERSHED_JAVA_OPTIONS: settings as system properties, such as -Dwatershed.data-dir=/data/watershed
# shellcheck disable=SC2086
exec "$java_home/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
  "-Dwatershed.home=$home" -Dlog4j2.configurationFile=launcher-log4j2.xml \
  ${WATERSHED_JAVA_OPTIONS:-} \
  -cp "$class_path" io.watershed.cluster.cli.WatershedMain "$@"
