package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingQueueTest {

    private static final Peer BEHIND_PROXY = new Peer(Peer.Kind.BEHIND_PROXY, 0);

    private final WaitingQueue queue = new WaitingQueue();

    @Test
    void peersTakeTurns() {
        Waiter a1 = newcomer(1);
        Waiter a2 = newcomer(1);
        Waiter a3 = newcomer(1);
        Waiter b1 = newcomer(2);
        Waiter c1 = newcomer(3);
        Waiter c2 = newcomer(3);

        add(a1, a2, a3, b1, c1, c2);

        assertThat(order()).containsExactly(a1, b1, c1, a2, c2, a3);
        assertThat(queue.size()).isZero();
    }

    /** Else a newcomer would stand behind 256 forgeries, and its time would be over before its turn. */
    @Test
    void aPeerThatComesLastIsServedSecond() {
        fill(255, () -> newcomer(1));
        Waiter late = newcomer(2);

        add(late);

        queue.next();
        assertThat(queue.next()).contains(late);
    }

    /** Who was served and asks again goes behind those who wait. */
    @Test
    void aPeerDoesNotOvertakeByComingBack() {
        Waiter b = newcomer(2);
        Waiter c = newcomer(3);
        add(newcomer(1), b, c);
        queue.next();

        add(newcomer(1));

        assertThat(queue.next()).contains(b);
        assertThat(queue.next()).contains(c);
    }

    @Test
    void linesTakeTurnsInProportionToTheirPlaces() {
        for (int i = 0; i < 8; i++) {
            add(known(i), newcomer(i), behindProxy());
        }

        assertThat(order().subList(0, 8))
                .extracting(Waiter::line)
                .containsExactly(
                        Line.KNOWN,
                        Line.NEWCOMERS,
                        Line.KNOWN,
                        Line.BEHIND_PROXY,
                        Line.KNOWN,
                        Line.NEWCOMERS,
                        Line.KNOWN,
                        Line.BEHIND_PROXY);
    }

    @Test
    void aLineAloneHasEveryTurnAndEveryPlace() {
        fill(256, WaitingQueueTest::behindProxy);

        assertThat(queue.size()).isEqualTo(256);
        assertThat(order()).hasSize(256);
    }

    @Test
    void thePeerWithTheMostWaitingLosesItsNewest() {
        List<Waiter> flood = fill(250, () -> newcomer(1));
        fill(6, () -> newcomer(2));
        Waiter arriving = newcomer(3);

        assertThat(queue.add(arriving)).contains(flood.get(249));
        assertThat(queue.size()).isEqualTo(256);
        assertThat(order()).contains(arriving).doesNotContain(flood.get(249));
    }

    @Test
    void thePeerWithTheMostWaitingIsRefusedWhenItSendsMore() {
        fill(250, () -> newcomer(1));
        fill(6, () -> newcomer(2));
        Waiter arriving = newcomer(1);

        assertThat(queue.add(arriving)).contains(arriving);
        assertThat(queue.size()).isEqualTo(256);
    }

    @Test
    void whoComesLastGivesWayAmongEquals() {
        IntStream.range(0, 256).forEach(i -> add(newcomer(i)));
        Waiter arriving = newcomer(999);

        assertThat(queue.add(arriving)).contains(arriving);
    }

    @Test
    void aKnownPeerTakesThePlaceOfANewcomer() {
        Waiter last = fill(200, () -> newcomer(1)).get(199);
        IntStream.range(0, 56).forEach(i -> add(newcomer(100 + i)));
        Waiter known = known(2);

        assertThat(queue.add(known)).contains(last);
        assertThat(order().get(0)).isSameAs(known);
    }

    @Test
    void aKnownPeerTakesThePlaceOfOneBehindAProxy() {
        Waiter last = fill(256, WaitingQueueTest::behindProxy).get(255);

        assertThat(queue.add(known(1))).contains(last);
    }

    /** However many newcomers come, from however many addresses, half of the places are for known peers. */
    @Test
    void newcomersTakeNoPlaceOfTheHalfThatIsKept() {
        List<Waiter> known = new ArrayList<>();
        IntStream.range(0, 128).forEach(i -> known.add(known(i)));
        known.forEach(this::add);
        fill(128, () -> newcomer(1));

        for (int i = 0; i < 1000; i++) {
            assertThat(queue.add(newcomer(1000 + i)))
                    .get()
                    .extracting(Waiter::line)
                    .isEqualTo(Line.NEWCOMERS);
            assertThat(queue.add(behindProxy())).get().extracting(Waiter::line).isNotEqualTo(Line.KNOWN);
        }
        assertThat(order()).containsAll(known);
    }

    /** Known peers may fill what nobody else needs, but the others have places, too. */
    @Test
    void knownPeersGiveBackWhatTheyBorrowed() {
        IntStream.range(0, 256).forEach(i -> add(known(i)));

        for (int i = 0; i < 64; i++) {
            assertThat(queue.add(newcomer(i))).get().extracting(Waiter::line).isEqualTo(Line.KNOWN);
            assertThat(queue.add(behindProxy())).get().extracting(Waiter::line).isEqualTo(Line.KNOWN);
        }
        Waiter arriving = known(999);
        assertThat(queue.add(arriving)).contains(arriving);
    }

    /** One forger behind a proxy is no reason to refuse those who stand behind none. */
    @Test
    void thoseBehindAProxyTakeNoPlaceOfTheNewcomers() {
        fill(256, WaitingQueueTest::behindProxy);

        for (int i = 0; i < 64; i++) {
            assertThat(queue.add(newcomer(i))).get().extracting(Waiter::line).isEqualTo(Line.BEHIND_PROXY);
        }
    }

    /** Behind a proxy that tells nothing they are many, so they are not judged as if one had sent it all. */
    @Test
    void thoseBehindAProxyDoNotCountAsOne() {
        List<Waiter> crowd = fill(64, WaitingQueueTest::behindProxy);
        fill(192, () -> newcomer(1));

        for (int i = 0; i < 100; i++) {
            assertThat(queue.add(newcomer(2))).get().extracting(Waiter::peer).isNotEqualTo(BEHIND_PROXY);
        }
        assertThat(order()).containsAll(crowd);
    }

    @Test
    void whoLeavesIsForgotten() {
        Waiter stays = newcomer(1);
        Waiter leaves = newcomer(1);
        Waiter alone = newcomer(2);
        add(stays, leaves, alone);

        queue.remove(leaves);
        queue.remove(alone);
        queue.remove(alone);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(order()).containsExactly(stays);
    }

    private void add(Waiter... waiters) {
        for (Waiter waiter : waiters) {
            assertThat(queue.add(waiter)).isEmpty();
        }
    }

    private List<Waiter> fill(int count, Supplier<Waiter> waiter) {
        List<Waiter> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiters.add(waiter.get());
            add(waiters.get(i));
        }
        return waiters;
    }

    private List<Waiter> order() {
        List<Waiter> order = new ArrayList<>();
        for (Optional<Waiter> next = queue.next(); next.isPresent(); next = queue.next()) {
            order.add(next.get());
        }
        return order;
    }

    private static Waiter known(int network) {
        return new Waiter(new Peer(Peer.Kind.IPV4, network), Line.KNOWN, 0, Thread.currentThread());
    }

    private static Waiter newcomer(int network) {
        return new Waiter(new Peer(Peer.Kind.IPV4, network), Line.NEWCOMERS, 0, Thread.currentThread());
    }

    private static Waiter behindProxy() {
        return new Waiter(BEHIND_PROXY, Line.BEHIND_PROXY, 0, Thread.currentThread());
    }
}
