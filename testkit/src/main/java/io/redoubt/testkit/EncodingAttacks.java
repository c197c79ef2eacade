package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.RESPELL;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Group E, as far as the spelling of the token is the attack: one token has one spelling. */
final class EncodingAttacks {

    private static final String MALFORMED = "token.malformed";
    private static final String NO_BEARER_TOKEN = AttackAnswer.NO_BEARER_TOKEN;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final List<String> PARTS = List.of("header", "claims", "signature");

    private EncodingAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        padded(rows);
        otherAlphabets(rows);
        unusedBits(rows);
        foreignCharacters(rows);
        dots(rows);
        emptyParts(rows);
        manyDots(rows);
        wrappers(rows);
        return rows.attacks();
    }

    private static void padded(AttackRows rows) {
        AttackRows.Row row = rows.row(
                112,
                RESPELL,
                "padding behind a part",
                "RFC 7515 2; Spring, jose4j, Vert.x, jjwt, java-jwt accept it; PyJWT issue 1209");
        for (int part = 0; part < PARTS.size(); part++) {
            int place = part;
            for (String padding : List.of("=", "==", "===")) {
                row.refusedText(
                        MALFORMED,
                        PARTS.get(part) + " " + padding.length() + " signs",
                        t -> withPart(t.good().sign(), place, text -> text + padding));
            }
        }
        row.refusedText(NO_BEARER_TOKEN, "percent-encoded", t -> t.good().sign() + "%3D");
    }

    private static void otherAlphabets(AttackRows rows) {
        AttackRows.Row row = rows.row(113, RESPELL, "the alphabet of base64", "RFC 4648 5; Spring, jose4j accept it");
        row.refusedText(MALFORMED, "plus for minus", t -> swapped(t, '-', '+'))
                .refusedText(MALFORMED, "slash for underscore", t -> swapped(t, '_', '/'))
                .refusedText(
                        MALFORMED,
                        "slash for underscore in the claims",
                        t -> withPart(
                                t.good()
                                        .rewriteClaims(Texts.first("\"x\":\"???????\""))
                                        .sign(),
                                1,
                                claims -> claims.replace('_', '/')));
    }

    private static void unusedBits(AttackRows rows) {
        AttackRows.Row row = rows.row(
                114,
                RESPELL,
                "bits that no octet uses",
                "RFC 4648 3.5; Spring, jose4j, Vert.x, jjwt, java-jwt accept it");
        for (int bits = 1; bits < 16; bits++) {
            int set = bits;
            // 86 characters carry 516 bits for the 512 of the signature.
            row.refusedText(
                    MALFORMED, "signature " + bits, t -> respelled(t.good().sign(), 2, set));
        }
        for (int part = 0; part < 2; part++) {
            int place = part;
            row.refusedText(
                    MALFORMED,
                    PARTS.get(part) + " of two characters left",
                    t -> respelled(withLength(t, place, 2), place, 1));
            row.refusedText(
                    MALFORMED,
                    PARTS.get(part) + " of three characters left",
                    t -> respelled(withLength(t, place, 3), place, 1));
        }
        row.refusedText(
                        "token.bad-signature",
                        "one character more",
                        t -> t.good().sign() + "A")
                .refusedText(MALFORMED, "three characters more", t -> t.good().sign() + "AAA");
    }

    private static void foreignCharacters(AttackRows rows) {
        AttackRows.Row row = rows.row(
                115,
                RESPELL,
                "a character that a lax reader skips",
                "RFC 7515 2; Wycheproof 360 to 371; Spring, jose4j accept it");
        Map<String, String> inserted = new LinkedHashMap<>();
        inserted.put("tilde", "~");
        inserted.put("three tildes", "~~~");
        inserted.put("exclamation mark", "!");
        inserted.put("asterisk", "*");
        inserted.put("space", " ");
        inserted.put("tab", "\t");
        inserted.put("LF", "\n");
        inserted.put("CR LF", "\r\n");
        inserted.put("CR LF and a space", "\r\n ");
        inserted.put("NUL", "\u0000");
        inserted.put("DEL", "\u007f");
        inserted.put("no-break space", "\u00a0");
        inserted.put("soft hyphen", "\u00ad");
        inserted.put("full-width A", "\uff21");
        inserted.put("zero-width joiner", "\u200d");
        inserted.put("byte order mark", "\ufeff");
        inserted.put("letter of 16 bits with the low octet of A", "\u0141");
        inserted.put("surrogates", "\ud83d\ude00");
        inserted.forEach((name, text) -> {
            String reason = text.startsWith("~") ? MALFORMED : NO_BEARER_TOKEN;
            for (int part = 0; part < PARTS.size(); part++) {
                int place = part;
                row.refusedText(
                        reason,
                        name + " in the " + PARTS.get(part),
                        t -> withPart(
                                t.good().sign(), place, whole -> whole.substring(0, 8) + text + whole.substring(8)));
            }
        });
    }

    private static void dots(AttackRows rows) {
        rows.row(116, RESPELL, "too many parts", "RFC 7515 7.1; Vert.x accepts a dot behind")
                .refusedText(MALFORMED, "a dot behind", t -> t.good().sign() + ".")
                .refusedText(MALFORMED, "a dot before", t -> "." + t.good().sign())
                .refusedText(MALFORMED, "four parts", t -> t.good().sign() + ".AAAA")
                .refusedText(MALFORMED, "the signature twice", t -> {
                    String token = t.good().sign();
                    return token + token.substring(token.lastIndexOf('.'));
                })
                .refusedText(MALFORMED, "six parts", t -> t.good().sign() + ".AAAA.AAAA.AAAA")
                .refusedText(
                        MALFORMED,
                        "two tokens",
                        t -> t.good().sign() + "." + t.good().sign() + ".")
                .refusedText(
                        MALFORMED,
                        "two dots between parts",
                        t -> t.good().sign().replaceFirst("\\.", ".."));
    }

    private static void emptyParts(AttackRows rows) {
        rows.row(116, RESPELL, "too many parts, or empty ones", "RFC 7515 7.1")
                .refusedText(MALFORMED, "no header", t -> withPart(t.good().sign(), 0, part -> ""))
                .refusedText(MALFORMED, "no claims", t -> withPart(t.good().sign(), 1, part -> ""))
                .refusedText(MALFORMED, "one dot", t -> ".")
                .refusedText(MALFORMED, "no dot", t -> t.good().sign().replace(".", ""));
    }

    private static void manyDots(AttackRows rows) {
        rows.row(117, FORGE, "a token of dots", "CVE-2025-27144; CVE-2025-30204; CVE-2025-22868")
                .refusedText("token.too-long", "a hundred thousand", t -> ".".repeat(100_000))
                .refusedText(MALFORMED, "eight thousand", t -> ".".repeat(8000))
                .refusedText(
                        "token.too-long",
                        "a hundred thousand behind a token",
                        t -> t.good().sign() + ".".repeat(100_000))
                .refusedText(MALFORMED, "eight thousand parts of a character", t -> "A.".repeat(4000));
    }

    private static void wrappers(AttackRows rows) {
        rows.row(123, RESPELL, "a token in quotes, or encoded once more", "RFC 6750 2.1")
                .refusedText(NO_BEARER_TOKEN, "quoted", t -> "\"" + t.good().sign() + "\"")
                .refusedText(
                        NO_BEARER_TOKEN, "percent-encoded", t -> t.good().sign().replace(".", "%2E"))
                .refusedText(
                        NO_BEARER_TOKEN,
                        "in angle brackets",
                        t -> "<" + t.good().sign() + ">")
                .refusedText(
                        NO_BEARER_TOKEN,
                        "a comma and another",
                        t -> t.good().sign() + "," + t.good().sign())
                .refusedText(
                        NO_BEARER_TOKEN,
                        "a space and another",
                        t -> t.good().sign() + " " + t.good().sign())
                .refusedText(NO_BEARER_TOKEN, "a semicolon", t -> t.good().sign() + ";x=1")
                .refusedText(
                        MALFORMED,
                        "base64url of the token",
                        t -> Texts.base64url(t.good().sign()));
    }

    /** {@return a token with this character in its signature, replaced} */
    private static String swapped(AttackTarget target, char from, char to) {
        while (true) {
            String[] parts = Texts.parts(target.good().sign());
            if (parts[2].indexOf(from) >= 0) {
                return parts[0] + "." + parts[1] + "." + parts[2].replace(from, to);
            }
        }
    }

    /** {@return a good token, of which a part is longer by this many characters than a multiple of four} */
    private static String withLength(AttackTarget target, int part, int remainder) {
        TestToken token = target.good();
        StringBuilder filler = new StringBuilder();
        while (true) {
            String signed =
                    (part == 0 ? token.header("x", filler.toString()) : token.claim("x", filler.toString())).sign();
            if (Texts.parts(signed)[part].length() % 4 == remainder) {
                return signed;
            }
            filler.append('x');
        }
    }

    private static String respelled(String token, int part, int bits) {
        return withPart(token, part, text -> {
            int last = text.length() - 1;
            return text.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(text.charAt(last)) | bits);
        });
    }

    private static String withPart(String token, int part, UnaryOperator<String> change) {
        String[] parts = Texts.parts(token);
        parts[part] = change.apply(parts[part]);
        return String.join(".", parts);
    }
}
