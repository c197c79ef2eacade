package io.redoubt.masking;

import java.util.List;

/** Addresses of machines (RFC 791; others by their keys). Off unless somebody asks for it: operators need them. */
record IpAddress() implements Detector {

    @Override
    public String id() {
        return "pii.ip";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(
                Anchor.digits(4, 12),
                Anchor.key("ip", "ipaddress", "clientip", "remoteip", "remoteaddr", "remoteaddress", "xforwardedfor"));
    }

    @Override
    public Strategy strategy() {
        return Strategy.pseudonym();
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (!Ascii.isDigit(text[start]) || !isBehindSpace(text, start)) {
            return isKeyed(text, start) ? Span.of(start, end) : Span.NONE;
        }
        int parts = 0;
        int part = 0;
        int digits = 0;
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(text[i])) {
                part = part * 10 + text[i] - '0';
                digits++;
            } else {
                parts++;
                if (text[i] != '.' || part > 255 || digits > 3) {
                    return Span.NONE;
                }
                part = 0;
                digits = 0;
            }
        }
        boolean goesOn = Ascii.at(text, end) == '.' && Ascii.isDigit(Ascii.at(text, end + 1));
        return parts == 3 && part <= 255 && digits <= 3 && !goesOn ? Span.of(start, end) : Span.NONE;
    }

    private static boolean isKeyed(byte[] text, int start) {
        int before = Ascii.at(text, start - 1);
        return before == '=' || before == ':' || Ascii.isQuote(before) || before == '>';
    }

    private static boolean isBehindSpace(byte[] text, int start) {
        int before = Ascii.at(text, start - 1);
        return before != '.' && !Ascii.isAlphanumeric(before);
    }
}
