package io.redoubt.field.jdbc;

import io.redoubt.key.FieldName;
import java.util.Set;

/**
 * What a job is to do with the encrypted fields of a service. Immutable and thread-safe.
 *
 * @param kind what is done with each row
 * @param fields of which fields; empty for all, and for the keys of subjects
 * @since 0.1.0
 */
public record JobPlan(Kind kind, Set<FieldName> fields) {

    /**
     * Accepts a plan.
     *
     * @param kind what is done with each row
     * @param fields of which fields; empty for all
     */
    public JobPlan {
        fields = Set.copyOf(fields);
    }

    /** {@return all fields of the service encrypted anew, where that is needed} */
    public static JobPlan renewal() {
        return new JobPlan(Kind.RENEW, Set.of());
    }

    /** {@return all fields of the service opened, and nothing written to their tables} */
    public static JobPlan audit() {
        return new JobPlan(Kind.AUDIT, Set.of());
    }

    /**
     * What is done with each row.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** What is not of the key in use is opened and sealed under it, codes included. */
        RENEW("renew"),
        /** Everything is opened, each code compared with its value, and nothing written. */
        AUDIT("audit");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** {@return the name in tables and answers, which never changes} */
        public String id() {
            return id;
        }
    }
}
