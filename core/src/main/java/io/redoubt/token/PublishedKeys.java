package io.redoubt.token;

import java.util.Set;

/**
 * Keys whose secret half stands in a specification or on a web page: whoever can read can sign with them. They come into key
 * sets by way of copied examples.
 */
final class PublishedKeys {

    /** RFC 7638 thumbprints with SHA-256; PublishedKeysTest computes each of them from the keys as they were published. */
    private static final Set<String> THUMBPRINTS = Set.of(
            // RFC 7515 appendices A.1 (HS256), A.2 (RS256) and A.3 (ES256)
            "y_x3gCJnL6oKGBBIXScabduwxTVy2Wd2bzRVEUbdUzc",
            "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8",
            "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U",
            // RFC 7516 appendix A.1
            "xtIsOV1FqKH77AI_A3jdTg5QfdabzqI-LNpYTPi0IgI",
            // RFC 7517 appendices A.2 and C
            "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s",
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
            "D8R4-FeTJfzuDUy8bZ0c4hcwpul-Q11gCPs3mw6-R9Q",
            // RFC 7518 appendix C
            "_GK0r6GCoJt9zcssg9lay4obIxgCq05ntiRymRHADSU",
            "Vy57XrArUrW0NbpI12tEzDHABxMwrTh6HHXRenSpnCo",
            // RFC 7520 sections 3.4 and 3.5
            "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI",
            "RtoRur_1Dir5M4wuOfqNkDYOf9O_4RJ-aHkTA75RLA8",
            // RFC 8032 section 7.1; the first is also that of RFC 8037 appendix A
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
            "FtIu-VbGrfe_KB6CH7GNwODB72MNxj_ml11dEvO-7kk",
            "FVV5umTuau890q59V-4Ga_R6qWb7ON_ivJc4EjvCwTM",
            "lZI1vM7tnlYapaF5-cy86ptx0tT_8Av721hhiNB5ti4",
            // RFC 9421 appendices B.1.3 and B.1.4
            "ydQXMtvbsOsZyFir-Y7A8t7fKEM1gbKPvyFkdpu4fvI",
            "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U",
            // The examples of jwt.io: HS256, RS256 (and PS256), ES256, ES384
            "LXkAyqcFEoI5pkMzfWjsAWbChzHfxtqD4Te31pAwA1s",
            "oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY",
            "19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8",
            "iTqXXI0zbAnJCKDaobfhkM1f-6rMSpTfyZMRp_2tKI8");

    private PublishedKeys() {}

    /** {@return how many are known} */
    static int count() {
        return THUMBPRINTS.size();
    }

    /** @param thumbprint RFC 7638 with SHA-256, in base64url */
    static boolean contains(String thumbprint) {
        return THUMBPRINTS.contains(thumbprint);
    }
}
