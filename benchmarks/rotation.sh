#!/usr/bin/env bash
# Encrypts a million rows anew beside the same job without the cipher, takes inventories, and measures what a service notices.
#
#   benchmarks/rotation.sh           in about five minutes; leave the machine alone meanwhile
#   benchmarks/rotation.sh 100000    with so many rows
#
# The heap has 128 MiB: the rows alone would not fit. JAVA_HOME_17 and JAVA_HOME_25 point to JDKs in unusual places.
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/jdks.sh

compile
for feature in 17 25; do
    if ! home=$(jdk $feature); then
        echo "== JDK $feature: there is none in JAVA_HOME_$feature or the usual places, so nothing is measured on it"
        continue
    fi
    echo "== JDK $feature"
    "$home/bin/java" $(quiet "$feature") -Xmx128m -cp "$(cat benchmarks/target/classpath/all)" \
        io.redoubt.field.jdbc.RotationRun "$@"
done
