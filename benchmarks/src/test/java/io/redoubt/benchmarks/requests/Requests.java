package io.redoubt.benchmarks.requests;

import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.TokenMint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the services with the JDK of this process, interleaved: each round asks one after the other, and the first round
 * does not count. Called by {@code requests.sh}.
 */
public final class Requests {

    /** The servers' processor; what asks them, and the issuer, have another. */
    private static final List<String> SERVER_PROCESSOR = List.of("taskset", "-c", "0");

    private static final List<String> CLIENT_PROCESSOR = List.of("taskset", "-c", "1");

    private static final PrintStream out = System.out;

    private final Rounds.Length length;
    private final TokenMint mint;
    private final Wrk wrk;
    private final Path folder;

    private Requests(Rounds.Length length, TokenMint mint, Wrk wrk, Path folder) {
        this.length = length;
        this.mint = mint;
        this.wrk = wrk;
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @param args the folder for the results, wrk's script, the algorithm of the tokens, and {@code full} or {@code quick}
     * @throws Exception if a service does not start, or does not answer as it should
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Rounds.Length length = Rounds.Length.valueOf(args[3].toUpperCase(Locale.ROOT));
        try (TokenMint mint = TokenMint.of(Algorithm.valueOf(args[2].toUpperCase(Locale.ROOT)))) {
            new Requests(length, mint, new Wrk(CLIENT_PROCESSOR, Path.of(args[1])), folder).measure();
        }
    }

    private void measure() throws IOException, InterruptedException {
        List<String> tokens = mint.good(length.manyTokens());
        String forged = mint.forged(1).get(0);
        List<Server> servers = new ArrayList<>();
        try {
            for (Service service : Service.values()) {
                Path log = folder.resolve(service.name().toLowerCase(Locale.ROOT) + ".log");
                Server server = Server.start(service, mint, SERVER_PROCESSOR, log);
                servers.add(server);
                server.require(tokens.get(0), forged);
            }
            warmUp(servers, tokens.subList(0, 1));
            measure(servers, tokens.subList(0, 1));
            measure(servers, tokens);
        } finally {
            servers.forEach(Server::close);
        }
    }

    private void warmUp(List<Server> servers, List<String> tokens) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("tokens"), tokens);
        try {
            for (Server server : servers) {
                wrk.measure(server.uri(), file, Duration.ofSeconds(length.warmUpSeconds()));
            }
        } finally {
            Files.delete(file);
        }
    }

    private void measure(List<Server> servers, List<String> tokens) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("tokens"), tokens);
        try {
            for (Server server : servers) {
                server.introduce(tokens);
            }
            List<Map<Service, Double>> rounds = new ArrayList<>();
            for (int round = 0; round < length.rounds(); round++) {
                rounds.add(round(servers, file));
                out.printf(
                        Locale.ROOT,
                        "   tokens: %,d, round %d of %d: %s%n",
                        tokens.size(),
                        round + 1,
                        length.rounds(),
                        rounds.get(round));
            }
            write(tokens.size(), rounds.subList(1, rounds.size()));
        } finally {
            Files.delete(file);
        }
    }

    private Map<Service, Double> round(List<Server> servers, Path tokens) throws IOException, InterruptedException {
        Map<Service, Double> perSecond = new EnumMap<>(Service.class);
        for (Server server : servers) {
            double measured = wrk.measure(server.uri(), tokens, Duration.ofSeconds(length.roundSeconds()));
            perSecond.put(server.service(), (double) Math.round(measured));
        }
        return perSecond;
    }

    private void write(int tokens, List<Map<Service, Double>> rounds) throws IOException {
        String vm = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        new Rounds(Runtime.version().feature(), vm, mint.algorithm(), tokens, length, rounds).write(folder);
    }
}
