package io.redoubt.benchmarks.field;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoMaterialsManager;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.DefaultCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.CachingCryptoMaterialsManager;
import com.amazonaws.encryptionsdk.caching.LocalCryptoMaterialsCache;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AWS Encryption SDK with a master key in memory, committing to its keys, without the signature that it makes by default.
 * What the value is bound to stands in its ciphertext, and the caller compares it.
 */
final class AwsCipher implements ValueCipher {

    private static final String ENTITY = "customer";
    private static final String FIELD = "email";
    private static final int CACHED_KEYS = 100;

    private final AwsCrypto crypto = AwsCrypto.builder()
            .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
            .build();

    private final CryptoMaterialsManager keys;
    private final LongFunction<Map<String, String>> context;

    private AwsCipher(CryptoMaterialsManager keys, LongFunction<Map<String, String>> context) {
        this.keys = keys;
        this.context = context;
    }

    /** A data key for each value, which is bound to its row. */
    static AwsCipher perValue() {
        return new AwsCipher(
                new DefaultCryptoMaterialsManager(masterKey()),
                row -> Map.of("entity", ENTITY, "field", FIELD, "row", Long.toString(row)));
    }

    /** A data key for many values: it is looked up by what they are bound to, which so cannot be the row. */
    static AwsCipher cached() {
        CryptoMaterialsManager cache = CachingCryptoMaterialsManager.newBuilder()
                .withMasterKeyProvider(masterKey())
                .withCache(new LocalCryptoMaterialsCache(CACHED_KEYS))
                .withMaxAge(1, TimeUnit.HOURS)
                .build();
        return new AwsCipher(cache, row -> Map.of("entity", ENTITY, "field", FIELD));
    }

    private static JceMasterKey masterKey() {
        return JceMasterKey.getInstance(
                new SecretKeySpec(new byte[32], "AES"), "benchmark", "orders-1", "AES/GCM/NoPadding");
    }

    @Override
    public byte[] seal(long row, byte[] value) {
        return crypto.encryptData(keys, value, context.apply(row)).getResult();
    }

    @Override
    public byte[] open(long row, byte[] sealed) throws GeneralSecurityException {
        CryptoResult<byte[], ?> opened = crypto.decryptData(keys, sealed);
        if (!opened.getEncryptionContext()
                .entrySet()
                .containsAll(context.apply(row).entrySet())) {
            throw new GeneralSecurityException("the value belongs elsewhere");
        }
        return opened.getResult();
    }
}
