# Read by run.sh and requests.sh: the JDKs, and how the module is compiled.

# jdk FEATURE: the home of such a JDK.
jdk() {
    local variable=JAVA_HOME_$1 home
    for home in "${!variable:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*"$1"* "$HOME"/.sdkman/candidates/java/"$1"* \
        /Library/Java/JavaVirtualMachines/*"$1"*/Contents/Home; do
        if [ -x "$home/bin/javac" ] && "$home/bin/javac" -version 2>&1 | grep -q "^javac $1[. ]\|^javac $1\$"; then
            echo "$home"
            return
        fi
    done
    return 1
}

# Nothing logs, though Logback is there to be measured; JMH and the native providers do what newer JDKs warn of.
quiet() {
    echo -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider -Dslf4j.internal.verbosity=WARN
    if [ "$1" -ge 24 ]; then
        echo --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    fi
}

# Only compiles: "mvn verify" has the gates.
compile() {
    mvn -q -B -ntp test-compile process-test-classes -pl benchmarks -am \
        -Denforcer.skip=true -Dspotless.check.skip=true -Dmaven.compiler.failOnWarning=false
}
