package io.redoubt.benchmarks.token;

import io.redoubt.benchmarks.NativeProvider;

/** Who is measured. */
public enum Library {
    FLOOR("bare verify (the floor)") {
        @Override
        public TokenCheck open(TokenMint mint) throws Exception {
            return FloorCheck.of(mint, NativeProvider.onClassPath().load());
        }
    },
    REDOUBT("Redoubt") {
        @Override
        public boolean supports(Algorithm algorithm) {
            return RedoubtCheck.supports(algorithm);
        }

        @Override
        public TokenCheck open(TokenMint mint) {
            return RedoubtCheck.withoutCache(mint);
        }
    },
    REDOUBT_REMEMBERING("Redoubt, with a cache that never helps") {
        @Override
        public boolean supports(Algorithm algorithm) {
            return RedoubtCheck.supports(algorithm);
        }

        @Override
        public TokenCheck open(TokenMint mint) {
            return RedoubtCheck.withForgetfulCache(mint);
        }
    },
    NIMBUS("Nimbus `DefaultJWTProcessor`") {
        @Override
        public TokenCheck open(TokenMint mint) throws Exception {
            return NimbusCheck.of(mint);
        }
    },
    SPRING("Spring Security `NimbusJwtDecoder`") {
        @Override
        public boolean supports(Algorithm algorithm) {
            return algorithm != Algorithm.EDDSA;
        }

        @Override
        public TokenCheck open(TokenMint mint) {
            return SpringCheck.of(mint);
        }
    },
    JOSE4J("jose4j") {
        @Override
        public TokenCheck open(TokenMint mint) {
            return Jose4jCheck.of(mint);
        }
    },
    JJWT("jjwt") {
        @Override
        public TokenCheck open(TokenMint mint) {
            return JjwtCheck.of(mint);
        }
    },
    AUTH0("Auth0 java-jwt") {
        @Override
        public boolean supports(Algorithm algorithm) {
            return algorithm != Algorithm.EDDSA;
        }

        @Override
        public TokenCheck open(TokenMint mint) {
            return Auth0Check.of(mint);
        }
    },
    VERTX("Vert.x auth-jwt") {
        @Override
        public TokenCheck open(TokenMint mint) {
            return VertxCheck.of(mint);
        }
    };

    private final String title;

    Library(String title) {
        this.title = title;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /**
     * {@return whether it has an algorithm}
     *
     * @param algorithm which
     */
    public boolean supports(Algorithm algorithm) {
        return true;
    }

    /** {@return whether it looks at the claims at all} */
    boolean checksClaims() {
        return this != FLOOR;
    }

    /**
     * {@return the library, set up to accept the tokens of a mint}
     *
     * @param mint whose
     * @throws Exception if the library throws
     */
    public abstract TokenCheck open(TokenMint mint) throws Exception;
}
