package io.redoubt.servlet;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A response as it came over the wire.
 *
 * @param head status line and fields, without {@code Date} and the words behind the status, for these are the container's
 *     own and say nothing (RFC 9112 section 4); empty if there is none
 * @param body everything behind the empty line
 */
record RawResponse(List<String> head, String body) {

    private static final String LINE_END = "\r\n";

    static RawResponse parse(String text) {
        if (!text.startsWith("HTTP/")) {
            return new RawResponse(List.of(), text);
        }
        int headEnd = text.indexOf(LINE_END + LINE_END);
        if (headEnd < 0) {
            throw new AssertionError("no HTTP response, but " + text.length() + " characters");
        }
        List<String> head = List.of(text.substring(0, headEnd).split(LINE_END, -1)).stream()
                .filter(line -> !line.startsWith("Date: "))
                .map(line -> line.replaceFirst("^(HTTP/1\\.1 \\d{3} ).*", "$1"))
                .toList();
        return new RawResponse(head, text.substring(headEnd + 2 * LINE_END.length()));
    }

    /** {@return the status, or 0 if the answer has no head, as in HTTP/0.9} */
    int status() {
        return head.isEmpty() ? 0 : Integer.parseInt(head.get(0).split(" ", -1)[1]);
    }

    List<String> values(String field) {
        String start = field + ": ";
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.toList());
    }
}
