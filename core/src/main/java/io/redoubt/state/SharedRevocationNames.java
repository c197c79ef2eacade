package io.redoubt.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names in a log that instances share which may have other keys, or none yet. What stands until it is lifted outlives every
 * key, so its name is made under none: clients and keys of issuers are nobody's secrets.
 *
 * @param names of the service
 * @param log that holds them
 */
record SharedRevocationNames(StateNames names, RevocationLog log) implements RevocationNames {

    @Override
    public List<StateName> given(Meaning meaning) {
        if (meaning.stands() || !names.haveKeys()) {
            return List.of(plain(meaning));
        }
        return log.isReadWithoutKeys() ? sought(meaning) : underKeys(meaning);
    }

    @Override
    public List<StateName> sought(Meaning meaning) {
        if (meaning.stands() || !names.haveKeys()) {
            return List.of(plain(meaning));
        }
        List<StateName> all = new ArrayList<>(underKeys(meaning));
        all.add(plain(meaning));
        return List.copyOf(all);
    }

    @Override
    public Set<String> keys() {
        return Set.copyOf(names.ofKeys());
    }

    private List<StateName> underKeys(Meaning meaning) {
        return names.ofRevocation(meaning.kind(), meaning.issuer(), meaning.name());
    }

    private StateName plain(Meaning meaning) {
        return names.plainRevocation(meaning.kind(), meaning.issuer(), meaning.name());
    }
}
