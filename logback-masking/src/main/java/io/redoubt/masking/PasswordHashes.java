package io.redoubt.masking;

import static io.redoubt.masking.TokenAlphabet.BASE64;
import static io.redoubt.masking.TokenAlphabet.CRYPT;
import static io.redoubt.masking.TokenAlphabet.HEX;
import static io.redoubt.masking.TokenAlphabet.PHC;
import static io.redoubt.masking.TokenCheck.NONE;
import static io.redoubt.masking.TokenFormat.OPEN;

import java.util.List;

/** Hashes of passwords, and the form in which libraries store them: whoever reads one can guess at leisure. */
final class PasswordHashes {

    static final List<TokenFormat> FORMATS = List.of(
            // crypt(5): bcrypt, SHA-crypt, MD5-crypt, yescrypt, scrypt; htpasswd (Apache HTTP Server, "Password
            // Formats").
            TokenFormat.of("cred.hash.bcrypt", CRYPT, 56, "$2a$", "$2b$", "$2x$", "$2y$"),
            TokenFormat.of("cred.hash.sha-crypt", CRYPT, 44, 140, "$5$", "$6$"),
            TokenFormat.of("cred.hash.md5-crypt", CRYPT, 23, 40, "$1$", "$apr1$"),
            TokenFormat.of("cred.hash.yescrypt", CRYPT, 44, OPEN, "$y$", "$gy$", "$7$"),
            // Cisco IOS, "password types" 8 and 9; phpass; Drupal.
            TokenFormat.of("cred.hash.cisco", CRYPT, 58, "$8$", "$9$"),
            TokenFormat.of("cred.hash.phpass", CRYPT, 31, "$P$", "$H$"),
            TokenFormat.of("cred.hash.phpass", CRYPT, 52, "$S$"),
            // Password Hashing Competition, "PHC string format"; RFC 9106 and RFC 7914 name the functions.
            TokenFormat.of("cred.hash.argon2", PHC, 40, OPEN, "$argon2id$", "$argon2i$", "$argon2d$"),
            TokenFormat.of("cred.hash.scrypt", PHC, 40, OPEN, "$scrypt$", "scrypt$", "scrypt:"),
            TokenFormat.of(
                    "cred.hash.pbkdf2",
                    CRYPT,
                    40,
                    OPEN,
                    "$pbkdf2$",
                    "$pbkdf2-sha256$",
                    "$pbkdf2-sha512$",
                    "pbkdf2_sha1$",
                    "pbkdf2_sha256$",
                    "pbkdf2:sha1:",
                    "pbkdf2:sha256:",
                    "pbkdf2:sha512:"),
            // RFC 2307, section 5.3, and OpenLDAP, "Password Storage".
            TokenFormat.of(
                    "cred.hash.ldap",
                    BASE64,
                    22,
                    OPEN,
                    "{SSHA}",
                    "{SSHA256}",
                    "{SSHA384}",
                    "{SSHA512}",
                    "{SHA}",
                    "{SHA256}",
                    "{SHA384}",
                    "{SHA512}",
                    "{SMD5}",
                    "{MD5}"),
            TokenFormat.of("cred.hash.ldap", CRYPT, 13, OPEN, "{CRYPT}"),
            // Spring Security, "DelegatingPasswordEncoder": bcrypt and Argon2 follow in their own form; noop is the
            // password itself.
            TokenFormat.of("cred.hash.spring", TokenAlphabet.VISIBLE, 1, OPEN, NONE, "{noop}"),
            TokenFormat.of("cred.hash.spring", HEX, 32, OPEN, "{pbkdf2}", "{pbkdf2@SpringSecurity_v5_8}"),
            TokenFormat.of("cred.hash.spring", HEX, 32, OPEN, "{sha256}", "{SHA-256}", "{SHA-1}", "{MD4}"),
            TokenFormat.of("cred.hash.spring", CRYPT, 40, OPEN, "{scrypt}", "{scrypt@SpringSecurity_v5_8}"),
            // PostgreSQL, pg_authid: RFC 5803 and the MD5 form.
            TokenFormat.of("cred.hash.postgres", CRYPT, 80, OPEN, "SCRAM-SHA-256$"),
            TokenFormat.of("cred.hash.postgres", HEX, 32, "md5"));

    private PasswordHashes() {}
}
