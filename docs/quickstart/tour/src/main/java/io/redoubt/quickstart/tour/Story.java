package io.redoubt.quickstart.tour;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the tour on a stream: calm, aligned, at most 100 columns, and never a token. */
final class Story {

    private static final int WIDTH = 100;
    private static final String LABEL = "     %-8s  ";
    private static final Pattern REPEATED = Pattern.compile(", (?:algs|resource_metadata)=.*");
    private static final String NO_LABEL = LABEL.formatted("");

    private final PrintStream out;
    private final Style style;

    Story(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    void opens() {
        out.println();
        out.println("  " + style.strong("Redoubt: a quick tour"));
        out.println();
    }

    void ready(String name, String where, Duration after) {
        out.printf(Locale.ROOT, "  %-21s %-43s  after %.1f s%n", name, where, after.toMillis() / 1000.0);
    }

    void typed(List<String> commands) {
        out.println();
        fact("typed", commands.stream().map(command -> "redoubt " + command).collect(Collectors.joining("\n")));
    }

    void inForce(String line) {
        out.println();
        fact("in force", line);
    }

    void step(int number, Step step, Outcome outcome) {
        out.println();
        out.printf(Locale.ROOT, "%3d  %s%n", number, style.strong(step.title()));
        fact("sent", step.sent());
        outcome.first().ifPresent(first -> {
            answer(first);
            fact("sent", "the same with a new proof, which holds that nonce");
        });
        answer(outcome);
        outcome.notes().forEach(note -> fact(note.label(), note.text()));
        if (!outcome.isAsExpected(step)) {
            fact("", style.strong("NOT AS EXPECTED: ") + expectation(step));
        }
    }

    private void answer(Outcome outcome) {
        fact("answer", outcome.status() + (outcome.isAccepted() ? " accepted" : " refused"));
        if (!outcome.body().isEmpty()) {
            fact("", outcome.body());
        }
        challengesToShow(outcome).forEach(challenge -> fact("", "WWW-Authenticate: " + challenge));
        outcome.nonce().ifPresent(nonce -> fact("", "DPoP-Nonce: " + nonce));
        outcome.reason().ifPresent(reason -> fact("log", reason));
    }

    /** What every challenge repeats, the other scheme, algorithms and metadata, is told where nothing else is. */
    private static List<String> challengesToShow(Outcome outcome) {
        List<String> withError = outcome.challenges().stream()
                .filter(challenge -> challenge.contains("error="))
                .map(challenge -> REPEATED.matcher(challenge).replaceFirst(", ..."))
                .toList();
        return withError.isEmpty() ? outcome.challenges() : withError;
    }

    void ends(int asExpected, int all, ServiceLog log) {
        out.println();
        out.println("  " + style.strong(asExpected + " of " + all + " as expected."));
        out.println("  " + style.faint("The service's log: " + log.shortName()));
        out.println();
    }

    void invites(TokenClient tokens, URI orders) {
        out.println("  Both services and the database stay up. In another terminal:");
        out.println();
        out.println("TOKEN=$(curl -s -u shop:" + TokenClient.demoSecretOf("shop")
                + " -d grant_type=client_credentials -d 'scope=orders:read orders:write orders:refund' \\");
        out.println("  " + tokens.tokenEndpoint() + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')");
        out.println("curl -i -H \"Authorization: Bearer $TOKEN\" " + orders.resolve("/orders"));
        out.println("curl -i -X POST -H \"Authorization: Bearer $TOKEN\" " + orders.resolve("/orders/1/refund"));
        out.println("curl -i -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \\");
        out.println("  -d '{\"item\":\"spoon\",\"email\":\"you@example.com\"}' " + orders.resolve("/orders"));
        out.println("curl -i " + orders.resolve("/orders"));
        out.println("curl -i " + orders.resolve("/hello"));
        out.println();
        out.println("  The refund wants a stronger login: add -d acr_values=urn:example:mfa to the first command.");
        out.println("  Ctrl-C ends them all.");
    }

    void fails(Exception why) {
        out.println();
        out.println(
                "  " + style.strong("The tour cannot go on: ") + (why.getMessage() == null ? why : why.getMessage()));
    }

    private static String expectation(Step step) {
        return "wanted " + step.status() + (step.code() == null ? "" : " and code=" + step.code() + " in the log")
                + (step.shown().isEmpty() ? "" : " and " + step.shown());
    }

    private void fact(String label, String text) {
        List<String> lines = Stream.of(text.split("\n", -1))
                .flatMap(line -> wrap(line, WIDTH - NO_LABEL.length()).stream())
                .toList();
        out.println(style.faint(LABEL.formatted(label)) + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(NO_LABEL + line));
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int end = lastBreak(rest, width);
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** {@return where to break: at the last space outside quotation marks, or at any space, or anywhere} */
    private static int lastBreak(String text, int width) {
        int last = 0;
        boolean quoted = false;
        for (int i = 0; i <= width; i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == ' ' && !quoted) {
                last = i;
            }
        }
        int anySpace = text.lastIndexOf(' ', width);
        return last > 0 ? last : anySpace > 0 ? anySpace : width;
    }
}
