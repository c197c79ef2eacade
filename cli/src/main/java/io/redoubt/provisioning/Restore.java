package io.redoubt.provisioning;

/**
 * The drill for the day on which everything but the root and the manifest is lost.
 *
 * @since 0.1.0
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Restore {

    private Restore() {}

    /**
     * Makes every key of a fleet again that is not destroyed, and compares it with the manifest: id, fingerprint, public half,
     * and with every other key.
     *
     * @param manifest the manifest, verified
     * @param root the root, which stays its owner's to close
     * @param progress is told of each service
     * @return what came of it; nothing is written
     */
    public static RestoreReport verify(Manifest manifest, Root root, IssueProgress progress) {
        throw new UnsupportedOperationException();
    }
}
