package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;

/**
 * Everything that names a key, as the bytes from which it is derived: no two keys have the same, and the vectors are in
 * {@code docs/vectors/derivation-v1.json}.
 */
final class DerivationInputs {

    static final int MAX_PROVISIONER = 65_535;

    private DerivationInputs() {}

    static byte[] epoch(TrustDomain trustDomain, ServiceName service, int epoch) {
        return label("ses", trustDomain)
                .ascii(service.value())
                .number(valid(epoch))
                .toBytes();
    }

    static byte[] leaf(TrustDomain trustDomain, ServiceName service, int epoch, Purpose purpose, Suite suite) {
        return key("leaf", trustDomain, service, epoch, purpose, suite);
    }

    static byte[] kid(TrustDomain trustDomain, ServiceName service, int epoch, Purpose purpose, Suite suite) {
        return key("kid", trustDomain, service, epoch, purpose, suite);
    }

    static byte[] provisioner(TrustDomain trustDomain, int number) {
        return label("provisioner", trustDomain).number(provisioner(number)).toBytes();
    }

    static byte[] provisionerKey(TrustDomain trustDomain, int number) {
        return label("provisioner-key", trustDomain).number(provisioner(number)).toBytes();
    }

    private static byte[] key(
            String label, TrustDomain trustDomain, ServiceName service, int epoch, Purpose purpose, Suite suite) {
        if (!purpose.suites().contains(suite)) {
            throw new IllegalArgumentException("the suite is not one for this purpose");
        }
        return label(label, trustDomain)
                .ascii(service.value())
                .number(valid(epoch))
                .ascii(purpose.id())
                .ascii(suite.id())
                .number(purpose.leafBytes())
                .toBytes();
    }

    private static Enc label(String last, TrustDomain trustDomain) {
        return Enc.label("redoubt/kdf/v1/" + last).ascii(trustDomain.value());
    }

    private static int valid(int epoch) {
        if (epoch < 1 || epoch > KeyEntry.MAX_EPOCH) {
            throw new IllegalArgumentException("an epoch is a number from 1 to " + KeyEntry.MAX_EPOCH);
        }
        return epoch;
    }

    private static int provisioner(int number) {
        if (number < 1 || number > MAX_PROVISIONER) {
            throw new IllegalArgumentException("a provisioner key has a number from 1 to " + MAX_PROVISIONER);
        }
        return number;
    }
}
