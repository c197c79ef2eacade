package io.redoubt.key;

/**
 * The checks that a keyset file passes before its keys are used, in their order; each owns the advice for whoever has to
 * mend it.
 *
 * @since 0.1.0
 */
public enum KeysetCheck {
    /** The file can be read, is small enough, and nobody else can read it. */
    FILE(
            "keyset.file",
            "mount the file that 'redoubt keys issue' wrote, readable by this service alone, for example with mode 0400"),
    /** The file is a signed envelope of the form of format 1. */
    FORM("keyset.form", "issue the keyset again with a 'redoubt' command of the same version as this service"),
    /** It was issued to this service of this trust domain. */
    ADDRESSEE(
            "keyset.addressee",
            "mount the file of this service, or correct redoubt.service and redoubt.trust-domain to what it was issued for"),
    /** A provisioner that is pinned here has signed it. */
    SIGNATURE(
            "keyset.signature",
            "put the provisioner key that 'redoubt keys init' printed into redoubt.keys.provisioner-keys, or mount a file"
                    + " that this provisioner signed"),
    /** No newer generation was seen, and no other content of the same one. */
    GENERATION(
            "keyset.generation",
            "mount the newest file; to go back, issue the old content again under a higher generation"),
    /** What is remembered of generations can be read and written. */
    GENERATION_MEMORY(
            "keyset.generation-memory",
            "make redoubt.keys.state-dir a directory with mode 0700 that this service's user owns, on a volume that stays"),
    /** Its time has come. */
    VALIDITY("keyset.validity", "wait until the keyset is valid, or set this machine's clock right"),
    /** It is wrapped for this service's own recipient key, or not at all. */
    WRAP(
            "keyset.wrap",
            "set redoubt.keys.recipient-key to the file that 'redoubt keys recipient' wrote, or issue the keyset for the"
                    + " public half of the key that is there"),
    /** The keys are those that the signed list names, each of the type that its purpose and suite want. */
    KEYS("keyset.keys", "issue the keyset again: its list of keys and its keys do not belong together"),
    /** Each key is, to the last bit, the one that was issued. */
    FINGERPRINT("keyset.fingerprint", "issue the keyset again, and find out who changed a key in it"),
    /** Each key does here what it is for. */
    SELF_TEST(
            "keyset.self-test",
            "remove JCA providers that this service does not need, or choose another suite for the key");

    private final String code;
    private final String remedy;

    KeysetCheck(String code, String remedy) {
        this.code = code;
        this.remedy = remedy;
    }

    /** {@return the stable code of the failure, such as {@code keyset.signature}} */
    public String code() {
        return code;
    }

    /** {@return what to do about it} */
    public String remedy() {
        return remedy;
    }
}
