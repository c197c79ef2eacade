#!/usr/bin/env bash
# Measures Redoubt beside its peers, on JDK 17 and 25, and writes docs/benchmarks.md.
#
#   benchmarks/run.sh            everything, in about half an hour; leave the machine alone meanwhile
#   benchmarks/run.sh --quick    shows in about two minutes that everything runs; the figures mean nothing
#   benchmarks/run.sh token      one suite (token, flood, proof, key, field, mask)
#
# What JMH measured is in benchmarks/target/results. The page goes to docs only if everything was measured, otherwise to
# benchmarks/target. JAVA_HOME_17 and JAVA_HOME_25 point to JDKs in unusual places.
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/jdks.sh

start=$SECONDS
folder=benchmarks/target

compile
rm -rf $folder/results $folder/softhsm2
# Where the suite "key" makes a token of its own, if SoftHSM is installed.
mkdir -p $folder/softhsm2
export SOFTHSM2_CONF=$PWD/$folder/softhsm2/softhsm2.conf

measured=0
for feature in 17 25; do
    if ! home=$(jdk $feature); then
        echo "== JDK $feature: there is none in JAVA_HOME_$feature or the usual places, so nothing is measured on it"
        continue
    fi
    for provider in none accp conscrypt; do
        classes=$(cat $folder/classpath/all)
        if [ $provider != none ]; then
            classes=$classes:$(cat $folder/classpath/$provider)
        fi
        echo "== JDK $feature, native provider: $provider"
        "$home/bin/java" $(quiet "$feature") -cp "$classes" io.redoubt.benchmarks.Measure $folder/results "$@"
    done
    measured=$((measured + 1))
    java=("$home/bin/java" $(quiet "$feature"))
done
if [ $measured = 0 ]; then
    exit 1
fi

page=docs/benchmarks.md
if [ $# -gt 0 ] || [ $measured = 1 ]; then
    page=$folder/benchmarks.md
fi

"${java[@]}" -cp "$(cat $folder/classpath/all)" io.redoubt.benchmarks.report.Report \
    $folder/results $folder/requests $folder/classpath $page "benchmarks/run.sh${*:+ $*}"
echo "== all of it took $((SECONDS - start)) s"
