package io.redoubt.quickstart.safe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.key.FieldName;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.Purpose;
import io.redoubt.key.SealingKey;
import io.redoubt.key.ServiceKeyset;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Seals a note and opens it again, with the keyset itself: the lowest level. An application that encrypts fields of its entities
 * leaves epoch, associated data and encoding to the code that maps the entities, as here it is left to this class.
 */
@RestController
class SafeController {

    private static final FieldName NOTE = new FieldName("note", "text");

    private final ServiceKeyset keys;

    SafeController(ServiceKeyset keys) {
        this.keys = keys;
    }

    /** {@return epoch and sealed note, which are stored together} */
    @PostMapping(path = "/seal", consumes = MediaType.TEXT_PLAIN_VALUE)
    String seal(@RequestBody String note) {
        SealingKey key = keys.sealing(Purpose.FIELD, NOTE); // anew for each value: the keyset may have changed
        byte[] sealed = key.seal(note.getBytes(UTF_8), place());
        return key.epoch() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** {@return the note; 400 for whatever does not open, and not a word on why} */
    @PostMapping(path = "/open", consumes = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> open(@RequestBody String stored) {
        try {
            String[] parts = stored.split("\\.", 2);
            int epoch = Integer.parseInt(parts[0]);
            byte[] sealed = Base64.getUrlDecoder().decode(parts[parts.length - 1]);
            return ResponseEntity.ok(
                    new String(keys.opening(Purpose.FIELD, NOTE, epoch).open(sealed, place()), UTF_8));
        } catch (IllegalArgumentException | KeyRefusedException | AEADBadTagException e) {
            return ResponseEntity.badRequest().build();
        }
    }

    /** Once the keyset has expired, nothing new is sealed. */
    @ExceptionHandler(KeyRefusedException.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    void cannotSeal() {}

    /** A sealed note opens nowhere else. A real entity adds its id, so that two notes cannot change places. */
    private byte[] place() {
        return (keys.service().value() + "/" + NOTE.entity() + "." + NOTE.field()).getBytes(UTF_8);
    }
}
