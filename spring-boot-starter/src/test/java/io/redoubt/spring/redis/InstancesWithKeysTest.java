package io.redoubt.spring.redis;

import static io.redoubt.state.SingleUse.Scope.DPOP_PROOF;
import static io.redoubt.state.SingleUse.Scope.ELEVATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.MacKeys;
import io.redoubt.state.Revocation.OfSubject;
import io.redoubt.state.Revocation.OfToken;
import io.redoubt.state.SingleUse;
import io.redoubt.state.StateName;
import io.redoubt.state.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Range;

/** Instances of one service whose keysets are not the same at each moment, or that have none yet, and one Redis. */
@Timeout(120)
class InstancesWithKeysTest {

    private static final Keys KEYS = Keys.of(Instance.NAMES);
    private static final MacKey FIRST = TestMacKey.of(1);
    private static final MacKey SECOND = TestMacKey.of(2);
    private static final MacKey THIRD = TestMacKey.of(3);
    private static final MacKeys OLDER = keys(FIRST, SECOND);
    private static final MacKeys NEWER = keys(SECOND, FIRST);

    private final RedisProcess redis = RedisProcess.start();
    private final BareStore store = new BareStore(redis);

    @BeforeEach
    void age() {
        store.began(Duration.ofHours(1));
        store.lastHeard(Duration.ZERO);
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
    }

    @ParameterizedTest
    @EnumSource
    void letAnItemPassOnceWhicheverKeyComesFirst(SingleUse.Scope scope) {
        try (Instance older = Instance.under(redis, OLDER);
                Instance newer = Instance.under(redis, NEWER)) {
            assertThat(use(older, item(scope, "1"))).isEqualTo(Use.FIRST);
            assertThat(use(newer, item(scope, "1"))).isEqualTo(Use.REPLAYED);
            assertThat(use(newer, item(scope, "2"))).isEqualTo(Use.FIRST);
            assertThat(use(older, item(scope, "2"))).isEqualTo(Use.REPLAYED);
        }
    }

    /** One has prepared the next key already, or has retired the last one. */
    @Test
    void letAnItemPassOnceWithASingleKeyInCommon() {
        try (Instance one = Instance.under(redis, keys(FIRST, SECOND));
                Instance other = Instance.under(redis, keys(THIRD, SECOND))) {
            assertThat(use(one, item(DPOP_PROOF, "1"))).isEqualTo(Use.FIRST);
            assertThat(use(other, item(DPOP_PROOF, "1"))).isEqualTo(Use.REPLAYED);
            assertThat(use(other, item(DPOP_PROOF, "2"))).isEqualTo(Use.FIRST);
        }
    }

    /** As after an emergency, where no key was prepared. Nobody can see what the others noted, so nobody lets it pass. */
    @ParameterizedTest
    @EnumSource(Persistence.class)
    void letNothingPassThatOthersMayHaveUsedUnderKeysThatAreNotHere(Persistence persistence) {
        try (Instance older = Instance.under(redis, keys(FIRST), persistence);
                Instance newer = Instance.under(redis, keys(SECOND), persistence)) {
            assertThat(use(older, item(ELEVATION, "1"))).isEqualTo(Use.FIRST);

            assertThat(use(newer, item(ELEVATION, "1"))).isEqualTo(Use.FORGOTTEN);
            assertThat(use(newer, item(DPOP_PROOF, "1"))).isEqualTo(Use.FORGOTTEN);
            assertThat(use(newer, notYetUsed("2"))).isEqualTo(Use.FIRST);
            assertThat(use(older, item(DPOP_PROOF, "3"))).isEqualTo(Use.FORGOTTEN);
        }
    }

    @Test
    void letItemsPassAgainWhenWhatOthersNotedIsOver() {
        try (Instance older = Instance.under(redis, keys(FIRST));
                Instance newer = Instance.under(redis, keys(SECOND))) {
            assertThat(use(older, item(DPOP_PROOF, "1"))).isEqualTo(Use.FIRST);
            assertThat(use(newer, item(DPOP_PROOF, "2"))).isEqualTo(Use.FORGOTTEN);
            String strangers = Instance.NAMES
                    .under(keys(FIRST))
                    .of(item(DPOP_PROOF, "1"))
                    .get(0)
                    .under();
            long now = Instant.now().toEpochMilli();
            store.redis().opsForHash().put(KEYS.namesInUse(), strangers, (now - 2000) + " " + (now - 1000));

            assertThat(use(newer, item(DPOP_PROOF, "2"))).isEqualTo(Use.FIRST);
            assertThat(store.redis().opsForHash().hasKey(KEYS.namesInUse(), strangers))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void letAnItemPassOnceWhileAFleetGetsItsFirstKeys(SingleUse.Scope scope) {
        try (Instance unkeyed = Instance.of(redis);
                Instance keyed = Instance.under(redis, OLDER)) {
            assertThat(use(unkeyed, item(scope, "1"))).isEqualTo(Use.FIRST);
            assertThat(use(keyed, item(scope, "1"))).isEqualTo(Use.REPLAYED);
            assertThat(use(keyed, item(scope, "2"))).isEqualTo(Use.FIRST);
            assertThat(use(unkeyed, item(scope, "2"))).isEqualTo(Use.REPLAYED);
            assertThat(use(unkeyed, item(scope, "3"))).isEqualTo(Use.FIRST);
        }
    }

    /** The way back: what was used under keys cannot be seen without them. */
    @Test
    void letNothingPassAtAnInstanceWithoutKeysThatOthersMayHaveUsedBeforeItCame() {
        try (Instance keyed = Instance.under(redis, OLDER)) {
            assertThat(use(keyed, item(DPOP_PROOF, "1"))).isEqualTo(Use.FIRST);
            try (Instance unkeyed = Instance.of(redis)) {
                assertThat(use(unkeyed, item(DPOP_PROOF, "1"))).isEqualTo(Use.FORGOTTEN);
                assertThat(use(unkeyed, notYetUsed("2"))).isEqualTo(Use.FIRST);
                assertThat(use(keyed, notYetUsed("2"))).isEqualTo(Use.REPLAYED);
                assertThat(use(keyed, item(DPOP_PROOF, "3"))).isEqualTo(Use.FIRST);
                assertThat(use(unkeyed, item(DPOP_PROOF, "3"))).isEqualTo(Use.REPLAYED);
            }
        }
    }

    @Test
    void writeNoNamesWithoutAKeyWhenTheLastInstanceWithoutKeysIsGone() {
        try (Instance keyed = Instance.under(redis, OLDER)) {
            try (Instance unkeyed = Instance.of(redis)) {
                assertThat(use(unkeyed, item(DPOP_PROOF, "1"))).isEqualTo(Use.FIRST);
                assertThat(use(keyed, item(DPOP_PROOF, "2"))).isEqualTo(Use.FIRST);
                assertThat(isNotedPlainly(item(DPOP_PROOF, "2"))).isTrue();
            }
            store.redis().opsForHash().put(KEYS.namesInUse(), StateName.PLAIN, "1000 1000");

            assertThat(use(keyed, item(DPOP_PROOF, "3"))).isEqualTo(Use.FIRST);
            assertThat(isNotedPlainly(item(DPOP_PROOF, "3"))).isFalse();
        }
    }

    /** What somebody finds who knows every id, and the names that an instance without keys makes of them. */
    @Test
    void leaveNothingInTheStoreThatCanBeGuessedWithoutAKey() {
        try (Instance keyed = Instance.under(redis, OLDER)) {
            SingleUse proof = item(DPOP_PROOF, "jti-1");
            assertThat(use(keyed, proof)).isEqualTo(Use.FIRST);
            keyed.state().revocations().revoke(new OfSubject(Instance.ISSUER, "alice", Instant.now()));
            keyed.state().revocations().revoke(new OfToken(Instance.ISSUER, "jti-1"));
            Patience.await("both lines", () -> lines().size() == 2);
            Set<String> plain = plainNames(proof);

            String all = dump();
            assertThat(all)
                    .contains(Instance.NAMES.under(OLDER).of(proof).get(0).digest());
            assertThat(plain).hasSize(4).allSatisfy(name -> assertThat(all).doesNotContain(name));
            assertThat(all).doesNotContain("alice", "jti-1", Instance.ISSUER);
        }
    }

    /** Those which an instance without keys writes are the very ones that the test above looks for. */
    @Test
    void canBeGuessedWithoutKeys() {
        try (Instance unkeyed = Instance.of(redis)) {
            SingleUse proof = item(DPOP_PROOF, "jti-1");
            assertThat(use(unkeyed, proof)).isEqualTo(Use.FIRST);
            unkeyed.state().revocations().revoke(new OfSubject(Instance.ISSUER, "alice", Instant.now()));
            unkeyed.state().revocations().revoke(new OfToken(Instance.ISSUER, "jti-1"));
            Patience.await("both lines", () -> lines().size() == 2);

            String all = dump();
            assertThat(plainNames(proof))
                    .hasSize(4)
                    .allSatisfy(name -> assertThat(all).contains(name));
        }
    }

    @Test
    void heedEachOthersRevocationsWhicheverKeyComesFirst() {
        try (Instance older = Instance.under(redis, keys(FIRST, SECOND));
                Instance newer = Instance.under(redis, keys(SECOND, FIRST))) {
            newer.state().revocations().revoke(new OfToken(Instance.ISSUER, "jti-1"));
            Patience.await("the revocation", older::refusesAlice);
            try (Instance later = Instance.under(redis, keys(SECOND))) {
                Patience.await("the revocation", later::refusesAlice);
            }
        }
    }

    @Test
    void heedEachOthersRevocationsWhileAFleetGetsItsFirstKeys() {
        try (Instance unkeyed = Instance.of(redis);
                Instance keyed = Instance.under(redis, OLDER)) {
            keyed.state().revocations().revoke(new OfToken(Instance.ISSUER, "jti-1"));
            Patience.await("the revocation", unkeyed::refusesAlice);
            assertThat(unkeyed.state().isInTouch()).isTrue();
        }
    }

    @Test
    void areNotCurrentBehindRevocationsUnderKeysThatAreNotHereUntilTheyGetOne() {
        AtomicReference<List<MacKey>> live = new AtomicReference<>(List.of(THIRD));
        try (Instance keyed = Instance.under(redis, OLDER)) {
            keyed.state().revocations().revoke(new OfToken(Instance.ISSUER, "jti-1"));
            Patience.await("the line", () -> lines().size() == 1);
            try (Instance strange = Instance.under(redis, live::get)) {
                assertThat(strange.state().revocations().areCurrent()).isFalse();

                live.set(List.of(THIRD, SECOND));
                Patience.await("the line", () -> strange.state().revocations().areCurrent());
                assertThat(strange.refusesAlice()).isTrue();
            }
        }
    }

    private static MacKeys keys(MacKey... keys) {
        List<MacKey> live = List.of(keys);
        return () -> live;
    }

    /** {@return what an instance without keys would call what these tests use and revoke} */
    private Set<String> plainNames(SingleUse proof) {
        try (RedisProcess another = RedisProcess.start();
                Instance unkeyed = Instance.of(another);
                BareStore bare = new BareStore(another)) {
            unkeyed.state().revocations().revoke(new OfSubject(Instance.ISSUER, "alice", Instant.now()));
            unkeyed.state().revocations().revoke(new OfToken(Instance.ISSUER, "jti-1"));
            Patience.await("both lines", () -> lines(bare).size() == 2);
            Set<String> names = lines(bare).stream().collect(Collectors.toSet());
            names.add(Instance.NAMES.plain(proof).digest());
            names.add(Instance.NAMES.ofOwner(proof));
            return names;
        }
    }

    private boolean isNotedPlainly(SingleUse item) {
        return store.redis().hasKey(KEYS.used(Instance.NAMES.plain(item)));
    }

    private List<String> lines() {
        return lines(store);
    }

    private static List<String> lines(BareStore store) {
        return store.redis().opsForStream().range(KEYS.passing(), Range.unbounded()).stream()
                .map(line -> String.valueOf(line.getValue().get("name")))
                .toList();
    }

    private String dump() {
        return String.join("\n", store.redis().keys("*"))
                + lines()
                + store.redis().opsForHash().entries(KEYS.namesInUse());
    }

    private static Use use(Instance instance, SingleUse item) {
        return instance.state().replayGuard().firstUse(item);
    }

    private static SingleUse item(SingleUse.Scope scope, String id) {
        Instant now = Instant.now();
        return new SingleUse(scope, "owner", id, now.minusSeconds(30), now.plusSeconds(90));
    }

    /** {@return one that nobody can have used yet, whatever the clocks say} */
    private static SingleUse notYetUsed(String id) {
        Instant now = Instant.now();
        return new SingleUse(ELEVATION, "owner", id, now.plusSeconds(60), now.plusSeconds(90));
    }
}
