package io.redoubt.internal;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON; what is read, {@link StrictJson} reads. */
public final class Json {

    private Json() {}

    /**
     * {@return the object in one line, its members in the order of the map}
     *
     * @param members of text, numbers, booleans, lists and maps
     */
    public static byte[] write(Map<String, ?> members) {
        return JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8);
    }
}
