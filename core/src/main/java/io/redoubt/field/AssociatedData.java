package io.redoubt.field;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.key.FieldName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What binds a ciphertext to its place: FORMATS section 4, {@code enc("redoubt/field/v1/aad", header, trustDomain, service,
 * entity, field, tenant?, row?, subject?)}. The part that all values of a field share is written once. Immutable and
 * thread-safe.
 */
final class AssociatedData {

    private static final String LABEL = "redoubt/field/v1/aad";
    private static final byte FIELDS = 8;
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    /** Label and number of fields. */
    private static final byte[] HEAD = head();

    /** Trust domain, service, entity and field. */
    private final byte[] names;

    private AssociatedData(byte[] names) {
        this.names = names;
    }

    static AssociatedData of(TrustDomain trustDomain, ServiceName service, FieldName field) {
        byte[] four = Enc.label(LABEL)
                .ascii(trustDomain.value())
                .ascii(service.value())
                .text(field.entity())
                .text(field.field())
                .toBytes();
        return new AssociatedData(Arrays.copyOfRange(four, HEAD.length, four.length));
    }

    /**
     * {@return the bytes for one value}
     *
     * @param ciphertext begins with the header
     * @param headerBytes how long that is
     * @param context where the value stands
     */
    byte[] bytes(byte[] ciphertext, int headerBytes, FieldContext context) {
        Optional<byte[]> tenant = context.tenant().map(it -> it.getBytes(StandardCharsets.UTF_8));
        Optional<byte[]> row = context.row().map(RowId::encoded);
        Optional<byte[]> subject = context.subject().map(it -> it.id().getBytes(StandardCharsets.UTF_8));
        ByteBuffer out = ByteBuffer.allocate(
                HEAD.length + Short.BYTES + headerBytes + names.length + size(tenant) + size(row) + size(subject));
        out.put(HEAD)
                .putShort((short) headerBytes)
                .put(ciphertext, 0, headerBytes)
                .put(names);
        put(out, tenant);
        put(out, row);
        put(out, subject);
        return out.array();
    }

    private static int size(Optional<byte[]> field) {
        return Short.BYTES + 1 + (field.isPresent() ? field.get().length : 0);
    }

    private static void put(ByteBuffer out, Optional<byte[]> field) {
        if (field.isPresent()) {
            out.putShort((short) (1 + field.get().length)).put(PRESENT).put(field.get());
        } else {
            out.putShort((short) 1).put(ABSENT);
        }
    }

    private static byte[] head() {
        byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + label.length)
                .put((byte) label.length)
                .put(label)
                .put(FIELDS)
                .array();
    }
}
