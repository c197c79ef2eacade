package io.redoubt.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** Which native provider of cryptography the class path of this run has: none, or one. */
public enum NativeProvider {
    NONE("the JDK's own", "") {
        @Override
        Provider open() {
            throw new IllegalStateException("there is none");
        }
    },
    ACCP("Amazon Corretto Crypto Provider", "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider") {
        @Override
        Provider open() {
            return Accp.provider();
        }
    },
    CONSCRYPT("Conscrypt", "org.conscrypt.Conscrypt") {
        @Override
        Provider open() {
            return ConscryptProvider.provider();
        }
    };

    private final String title;
    private final String className;

    NativeProvider(String title, String className) {
        this.title = title;
        this.className = className;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return the one on the class path; run.sh puts there one at most} */
    public static NativeProvider onClassPath() {
        for (NativeProvider provider : values()) {
            if (provider != NONE && provider.isPresent()) {
                return provider;
            }
        }
        return NONE;
    }

    /**
     * Makes sure that a row bears the right name.
     *
     * @param expected the provider that the row names
     * @throws IllegalStateException if the class path has another
     */
    public static void requireOnClassPath(NativeProvider expected) {
        if (onClassPath() != expected) {
            throw new IllegalStateException("the class path has " + onClassPath() + ", not " + expected);
        }
    }

    /**
     * {@return the provider, not registered; nothing for {@link #NONE}}
     *
     * @throws LinkageError if it does not run on this machine
     */
    public Optional<Provider> load() {
        return this == NONE ? Optional.empty() : Optional.of(open());
    }

    abstract Provider open();

    private boolean isPresent() {
        try {
            Class.forName(className, false, NativeProvider.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Loaded only where the class path has it. */
    private static final class Accp {
        static Provider provider() {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return AmazonCorrettoCryptoProvider.INSTANCE;
        }
    }

    /** Loaded only where the class path has it. */
    private static final class ConscryptProvider {
        static Provider provider() {
            return Conscrypt.newProvider();
        }
    }
}
