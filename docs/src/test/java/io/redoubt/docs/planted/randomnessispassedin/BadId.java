package io.redoubt.docs.planted.randomnessispassedin;

import java.util.UUID;

final class BadId {
    UUID id() {
        return UUID.randomUUID();
    }
}
