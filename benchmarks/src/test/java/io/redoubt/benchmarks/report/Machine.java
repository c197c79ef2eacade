package io.redoubt.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it was measured on, and with what.
 *
 * @param processor the processor's name
 * @param cores how many it gives us
 * @param system the operating system
 * @param libraries names and versions
 */
record Machine(String processor, int cores, String system, SortedMap<String, String> libraries) {

    private static final List<String> TOLD = List.of(
            "nimbus-jose-jwt",
            "spring-security-oauth2-jose",
            "spring-boot",
            "tomcat-embed-core",
            "jose4j",
            "jjwt-impl",
            "java-jwt",
            "vertx-auth-jwt",
            "tink",
            "spring-security-crypto",
            "jasypt",
            "aws-encryption-sdk-java",
            "hibernate-core",
            "postgresql",
            "caffeine",
            "jackson-databind",
            "jmh-core",
            "logback-classic",
            "logstash-logback-encoder",
            "AmazonCorrettoCryptoProvider",
            "conscrypt-openjdk-uber");

    private static final Pattern ARCHIVE = Pattern.compile("(.+?)-(\\d[^-]*).*\\.jar");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /**
     * {@return this machine}
     *
     * @param classPaths a folder of files, each of which holds a class path
     */
    static Machine here(Path classPaths) throws IOException {
        SortedMap<String, String> libraries = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(classPaths)) {
            files.forEach(file -> libraries.putAll(librariesIn(file)));
        }
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                libraries);
    }

    private static SortedMap<String, String> librariesIn(Path classPath) {
        SortedMap<String, String> found = new TreeMap<>();
        try {
            for (String entry : Files.readString(classPath).strip().split(System.getProperty("path.separator"), -1)) {
                Matcher archive = ARCHIVE.matcher(Path.of(entry).getFileName().toString());
                if (archive.matches() && TOLD.contains(archive.group(1))) {
                    found.put(archive.group(1), archive.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String processorName() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        return Arrays.stream(Files.readString(CPU_INFO).split("\n", -1))
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
