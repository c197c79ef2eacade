package io.redoubt.audit;

import io.redoubt.Reason;

/**
 * Something that an operator must be able to see; its {@link #code() code} is stable, and nothing in it comes from the
 * token or the client unchecked.
 *
 * @since 0.1.0
 */
public sealed interface SecurityEvent {

    /** {@return the stable code, such as {@code token.expired}} */
    String code();

    /**
     * A request was refused.
     *
     * @param reason why
     * @param detail one sentence that says what is wrong and, where it is known, what to change
     * @param method the method, {@code OTHER} if it is none of the standard ones, {@code -} if it is not known
     * @param rule the path pattern of the rule that was asked, or {@code -} if none was
     */
    record AccessDenied(Reason reason, String detail, String method, String rule) implements SecurityEvent {

        @Override
        public String code() {
            return reason.code();
        }
    }

    /**
     * A back-channel logout was not believed.
     *
     * @param reason why
     * @param detail one sentence that says what is wrong
     */
    record LogoutRefused(Reason reason, String detail) implements SecurityEvent {

        @Override
        public String code() {
            return reason.code();
        }
    }

    /**
     * A header field that only a proxy may send came from somewhere else, or in a form that proves nothing; it was taken out,
     * and the request judged without it.
     *
     * @param field the name of the field, as it is configured
     * @param detail one sentence that says what is wrong
     */
    record FieldDistrusted(String field, String detail) implements SecurityEvent {

        @Override
        public String code() {
            return "request.field-distrusted";
        }
    }

    /**
     * A newer keyset file was refused; the keys in use stay.
     *
     * @param code the stable code of the check that failed, such as {@code keyset.signature}
     * @param detail one sentence that says what is wrong and how to mend it
     */
    record KeysetRefused(String code, String detail) implements SecurityEvent {}

    /**
     * A stored value was not opened, or is not what must stand there.
     *
     * @param code the stable code, such as {@code field.tampered}
     * @param entity the logical name of the entity
     * @param field the logical name of the field
     * @param detail one sentence that says what is wrong
     */
    record FieldRefused(String code, String entity, String field, String detail) implements SecurityEvent {}

    /**
     * Somebody changed what is done with all encrypted values, or asked for an inventory of them.
     *
     * @param action what: {@code start}, {@code pause}, {@code resume}, {@code cancel} or {@code inventory}
     * @param job the number of the job, 0 for an inventory
     * @param kind what the job does, such as {@code renew}, or {@code inventory}
     * @param principal a pseudonym of who did it, or {@code unknown}
     */
    record FieldJob(String action, long job, String kind, String principal) implements SecurityEvent {

        @Override
        public String code() {
            return "field-job." + action;
        }
    }
}
