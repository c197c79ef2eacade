package io.redoubt.spring.redis;

import io.redoubt.state.SingleUse;
import io.redoubt.state.StateName;
import io.redoubt.state.StateNames;

/**
 * Where things stand in the store. All of a service share one hash tag, so that a script may touch several of them in a
 * cluster, too.
 *
 * @param names the digests
 * @param prefix of every key
 */
record Keys(StateNames names, String prefix) {

    static Keys of(StateNames names) {
        return new Keys(names, "redoubt:{" + names.ofService() + "}:");
    }

    /** {@return when the memory of used items began} */
    String marker() {
        return prefix + "began";
    }

    /** {@return under which keys the instances name what they note} */
    String namesInUse() {
        return prefix + "names";
    }

    String used(StateName name) {
        return prefix + "used:" + name.digest();
    }

    String quota(SingleUse item) {
        return prefix + "quota:" + names.ofOwner(item);
    }

    String total(SingleUse item) {
        return prefix + "total:" + item.scope().text();
    }

    String passing() {
        return prefix + "revoked:passing";
    }

    String standing() {
        return prefix + "revoked:standing";
    }

    String heartbeat() {
        return prefix + "heartbeat";
    }
}
