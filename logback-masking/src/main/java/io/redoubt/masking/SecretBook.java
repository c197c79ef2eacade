package io.redoubt.masking;

import java.util.List;
import java.util.PriorityQueue;

/** Keeps account of which forms of secrets are looked for, and until when. Thread-safe. */
final class SecretBook {

    private static final int MOST = 40_000;

    private final SecretTable table;
    private final PriorityQueue<Passing> passing = new PriorityQueue<>();

    /**
     * A form that will go.
     *
     * @param form that goes
     * @param deadline when, unless it was renewed since
     */
    private record Passing(SecretForm form, long deadline) implements Comparable<Passing> {
        @Override
        public int compareTo(Passing other) {
            return Long.compare(deadline - other.deadline, 0);
        }
    }

    SecretBook(SecretTable table) {
        this.table = table;
    }

    /** {@return whether there was room} */
    synchronized boolean add(String name, List<byte[]> forms, long deadline, long now) {
        while (!passing.isEmpty() && passing.peek().deadline() - now <= 0) {
            SecretForm form = passing.remove().form();
            if (form.isOver(now)) {
                table.remove(form);
            }
        }
        if (table.size() + forms.size() > MOST) {
            return false;
        }
        Rule rule = Rule.of(new KnownSecret(name), Strategy.placeholder());
        boolean all = true;
        for (byte[] bytes : forms) {
            all &= isAdded(new SecretForm(rule, bytes, deadline), deadline);
        }
        SecretForms.forget(forms);
        return all;
    }

    private boolean isAdded(SecretForm form, long deadline) {
        SecretForm known = table.same(form);
        if (known != null) {
            known.liveUntil(deadline);
        } else if (!table.add(form)) {
            return false;
        }
        if (deadline != Long.MAX_VALUE) {
            passing.add(new Passing(known == null ? form : known, deadline));
        }
        return true;
    }

    /**
     * What a secret is called in its place.
     *
     * @param name given by who knows it
     */
    private record KnownSecret(String name) implements Detector {

        @Override
        public String id() {
            return "cred.known";
        }

        @Override
        public List<Anchor> anchors() {
            return List.of();
        }

        @Override
        public long find(byte[] text, int start, int end) {
            return Span.NONE;
        }

        @Override
        public String describe(byte[] text, int from, int to) {
            return name;
        }
    }
}
