package io.redoubt.spring;

import io.redoubt.field.FieldLock;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.key.FieldName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What somebody asks for over HTTP, not judged yet. What is refused is never repeated.
 *
 * @param kind of a job to start
 * @param fields of a job to start
 * @param job number of a job that is there
 */
record JobRequest(
        @Nullable String kind,
        @Nullable String fields,
        @Nullable String job) {

    static final int CONFLICT = 409;

    private static final String ALL = "*";
    private static final int MAX_FIELDS_LENGTH = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Map<String, JobPlan.Kind> KINDS =
            Map.of("renew", JobPlan.Kind.RENEW, "audit", JobPlan.Kind.AUDIT);

    /** {@return the job to start} */
    JobPlan plan(FieldLock lock) throws Refused {
        if (kind == null || fields == null || job != null) {
            throw badRequest("write kind and fields, and nothing else");
        }
        JobPlan.Kind known = KINDS.get(kind);
        if (known == null) {
            throw badRequest("write renew or audit as kind");
        }
        return new JobPlan(known, fields.equals(ALL) ? Set.of() : names(fields, lock));
    }

    /** All fields are a choice: nobody gets them by misspelling one. */
    private static Set<FieldName> names(String fields, FieldLock lock) throws Refused {
        Set<FieldName> names = new LinkedHashSet<>();
        if (fields.length() <= MAX_FIELDS_LENGTH) {
            for (String name : fields.split(",", -1)) {
                lock.fields().stream()
                        .map(field -> field.name())
                        .filter(known -> known.toString().equals(name.strip()))
                        .forEach(names::add);
            }
            if (names.size() == fields.split(",", -1).length) {
                return names;
            }
        }
        throw badRequest(
                "write * or names of encrypted fields as fields, each once, such as customer.email,customer.phone");
    }

    /** {@return the number of the job} */
    long number() throws Refused {
        if (kind != null
                || fields != null
                || job == null
                || !NUMBER.matcher(job).matches()) {
            throw badRequest("write the number of the job as job, and nothing else");
        }
        return Long.parseLong(job);
    }

    void checkEmpty() throws Refused {
        if (kind != null || fields != null || job != null) {
            throw badRequest("write nothing");
        }
    }

    private static Refused badRequest(String sentence) {
        return new Refused(WebEndpointResponse.STATUS_BAD_REQUEST, sentence);
    }

    static Refused noSuchJob() {
        return new Refused(WebEndpointResponse.STATUS_NOT_FOUND, "there is no such job");
    }

    static Refused over() {
        return new Refused(CONFLICT, "the job is over; start another one");
    }

    /** Why it is not done. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String sentence;

        Refused(int status, String sentence) {
            super(sentence);
            this.status = status;
            this.sentence = sentence;
        }

        int status() {
            return status;
        }

        String sentence() {
            return sentence;
        }
    }
}
