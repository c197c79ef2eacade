package io.redoubt.token;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider of RS256 that is wrong in one way. */
final class OddProvider extends Provider {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;
    private final transient Optional<PublicKey> refused;
    private final boolean honestInSelfTests;
    private final AtomicInteger engines = new AtomicInteger();

    private OddProvider(Answer answer, Optional<PublicKey> refused, boolean honestInSelfTests) {
        super("Odd", "1", "for tests");
        this.answer = answer;
        this.refused = refused;
        this.honestInSelfTests = honestInSelfTests;
        putService(new Service(this, "Signature", "SHA256withRSA", Engine.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                engines.incrementAndGet();
                return new Engine();
            }
        });
    }

    static OddProvider answering(Answer answer) {
        return new OddProvider(answer, Optional.empty(), false);
    }

    /** Honest to the key of the self-test, and odd to every other. */
    static OddProvider answeringTheSelfTest(Answer answer) {
        return new OddProvider(answer, Optional.empty(), true);
    }

    static OddProvider refusing(PublicKey key) {
        return new OddProvider(() -> false, Optional.of(key), true);
    }

    int enginesMade() {
        return engines.get();
    }

    /** What it says to a signature. */
    interface Answer {
        boolean give() throws SignatureException;
    }

    private final class Engine extends SignatureSpi {

        private final Signature honest;
        private boolean odd = true;

        Engine() throws NoSuchAlgorithmException {
            this.honest = Signature.getInstance("SHA256withRSA");
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            if (refused.isPresent() && refused.get().equals(key)) {
                throw new InvalidKeyException("refused");
            }
            odd = !honestInSelfTests
                    || key.equals(TestKey.of(SignatureAlgorithm.RS256).publicKey());
            honest.initVerify(key);
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return odd ? answer.give() : honest.verify(signature);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            honest.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            honest.update(bytes, offset, length);
        }

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineSign() {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }
}
