#!/usr/bin/env bash
# Measures requests to the same service without security, with Redoubt and with Spring Security, on JDK 17 and 25.
#
#   benchmarks/requests.sh                      in about 15 minutes; leave the machine alone meanwhile
#   benchmarks/requests.sh --quick              shows in about two minutes that everything runs; the figures mean nothing
#   benchmarks/requests.sh --algorithm RS256    tokens signed with RS256 instead of ES256
#
# Needs Linux, two processors (one for the servers, one for wrk), wrk and taskset. Everything stays on loopback. What was
# measured is in benchmarks/target/requests, and the next run of benchmarks/run.sh puts it on the page.
# JAVA_HOME_17 and JAVA_HOME_25 point to JDKs in unusual places.
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/jdks.sh

length=full
algorithm=es256
while [ $# -gt 0 ]; do
    case $1 in
        --quick) length=quick ;;
        --algorithm) algorithm=${2:?RS256 or ES256} && shift ;;
        *) echo "there is no option $1" >&2 && exit 2 ;;
    esac
    shift
done

# need COMMAND PACKAGE
need() {
    if ! command -v "$1" > /dev/null; then
        echo "there is no $1 here; on Debian it comes with the package $2" >&2
        exit 1
    fi
}
need wrk wrk
need taskset util-linux
if ! taskset -c 0 true || ! taskset -c 1 true; then
    echo "two processors are needed, one for the servers and one for wrk" >&2
    exit 1
fi

start=$SECONDS
folder=benchmarks/target
compile
rm -rf $folder/requests

# The servers end with the process that started them, and so does this one.
measuring=
trap '[ -z "$measuring" ] || kill "$measuring" 2> /dev/null || true' EXIT

measured=0
for feature in 17 25; do
    if ! home=$(jdk $feature); then
        echo "== JDK $feature: there is none in JAVA_HOME_$feature or the usual places, so nothing is measured on it"
        continue
    fi
    echo "== JDK $feature, $algorithm"
    "$home/bin/java" $(quiet "$feature") -cp "$(cat $folder/classpath/all)" io.redoubt.benchmarks.requests.Requests \
        $folder/requests benchmarks/tokens.lua "$algorithm" $length &
    measuring=$!
    wait $measuring
    measuring=
    measured=$((measured + 1))
done
echo "== all of it took $((SECONDS - start)) s; benchmarks/run.sh puts it on the page"
[ $measured -gt 0 ]
