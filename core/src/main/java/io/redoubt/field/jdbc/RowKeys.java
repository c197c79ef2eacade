package io.redoubt.field.jdbc;

import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The key of a row as text in the tables of jobs, so that a job goes on where another one stopped. */
final class RowKeys {

    private static final String MEMBER = "k";
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 2, 64);

    private RowKeys() {}

    static String write(List<KeyColumn> columns, List<Object> key) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            texts.add(columns.get(i).text(key.get(i)));
        }
        return new String(Json.write(Map.of(MEMBER, texts)), StandardCharsets.UTF_8);
    }

    /** @throws FieldStoreException if somebody wrote something else there */
    static List<Object> read(List<KeyColumn> columns, String text) {
        try {
            Object texts = StrictJson.object(text.getBytes(StandardCharsets.UTF_8), LIMITS)
                    .get(MEMBER);
            if (!(texts instanceof List<?> parts) || parts.size() != columns.size()) {
                throw unreadable();
            }
            List<Object> key = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                key.add(columns.get(i).parse((String) parts.get(i)));
            }
            return key;
        } catch (JsonException | IllegalArgumentException | ClassCastException e) {
            throw unreadable();
        }
    }

    private static FieldStoreException unreadable() {
        return new FieldStoreException(
                "the tables of jobs hold a position that is none of this table: cancel the job, and start another one",
                SqlState.UNKNOWN);
    }
}
