package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever comes and goes, the queue does what a slow and simple account of all that wait says. */
class WaitingQueuePropertyTest {

    /**
     * Something that happens.
     *
     * @param kind what
     * @param line where somebody arrives
     * @param number who arrives, or which of those that wait leaves
     */
    record Step(Kind kind, Line line, int number) {

        enum Kind {
            ARRIVE,
            SERVE,
            LEAVE
        }
    }

    @Property(tries = 100)
    void keepsToItsRules(@ForAll("histories") List<Step> history) {
        WaitingQueue queue = new WaitingQueue();
        Account account = new Account();

        for (Step step : history) {
            switch (step.kind()) {
                case ARRIVE -> account.arrive(step, queue);
                case SERVE -> account.served(queue.next());
                case LEAVE -> account.leave(step.number(), queue);
            }
            assertThat(queue.size()).isEqualTo(account.waiting.size()).isLessThanOrEqualTo(WaitingQueue.CAPACITY);
        }
        while (!account.waiting.isEmpty()) {
            account.served(queue.next());
        }
        assertThat(queue.next()).isEmpty();
    }

    /** Everybody who waits, in order of arrival. */
    private static final class Account {

        private final List<Waiter> waiting = new ArrayList<>();
        private final Map<Waiter, Integer> turnsLeft = new HashMap<>();

        void arrive(Step step, WaitingQueue queue) {
            boolean proxied = step.line() == Line.BEHIND_PROXY;
            Peer peer = new Peer(proxied ? Peer.Kind.BEHIND_PROXY : Peer.Kind.IPV4, proxied ? 0 : step.number());
            Waiter arriving = new Waiter(peer, step.line(), 0, Thread.currentThread());
            Optional<Waiter> loser = queue.add(arriving);
            waiting.add(arriving);
            assertThat(loser.isPresent()).isEqualTo(waiting.size() > WaitingQueue.CAPACITY);
            loser.ifPresent(it -> displaced(it, arriving));
            if (of(arriving.line(), peer).equals(List.of(arriving))) {
                turnsLeft.put(arriving, peers(arriving.line()).size() * Line.TURNS.size());
            }
        }

        private void displaced(Waiter loser, Waiter arriving) {
            int excess = of(loser.line()).size() - loser.line().places();
            List<Waiter> ofItsPeer = of(loser.line(), loser.peer());
            assertThat(excess).isPositive();
            for (Line line : Line.values()) {
                assertThat(of(line).size() - line.places()).isLessThanOrEqualTo(excess);
            }
            assertThat(peers(loser.line()).values()).allMatch(count -> count <= ofItsPeer.size());
            assertThat(loser).isSameAs(ofItsPeer.get(ofItsPeer.size() - 1));
            List<Waiter> ofArriving = of(arriving.line(), arriving.peer());
            if (arriving.line() == loser.line() && ofArriving.size() == ofItsPeer.size()) {
                assertThat(loser).isSameAs(arriving);
            }
            waiting.remove(loser);
            turnsLeft.remove(loser);
        }

        /** Nobody starves: who heads its peer's requests waits for each other peer of its line once at most. */
        void served(Optional<Waiter> next) {
            assertThat(next.isPresent()).isEqualTo(!waiting.isEmpty());
            if (next.isPresent()) {
                Waiter served = next.get();
                assertThat(served).isSameAs(of(served.line(), served.peer()).get(0));
                waiting.remove(served);
                turnsLeft.remove(served);
                turnsLeft.replaceAll((waiter, turns) -> turns - 1);
                assertThat(turnsLeft.values()).allMatch(turns -> turns > 0);
            }
        }

        void leave(int number, WaitingQueue queue) {
            if (!waiting.isEmpty()) {
                Waiter leaving = waiting.remove(number % waiting.size());
                turnsLeft.remove(leaving);
                queue.remove(leaving);
                queue.remove(leaving); // once more changes nothing
            }
        }

        private List<Waiter> of(Line line) {
            return waiting.stream().filter(it -> it.line() == line).toList();
        }

        private List<Waiter> of(Line line, Peer peer) {
            return of(line).stream().filter(it -> it.peer().equals(peer)).toList();
        }

        private Map<Peer, Integer> peers(Line line) {
            Map<Peer, Integer> peers = new HashMap<>();
            of(line).forEach(it -> peers.merge(it.peer(), 1, Integer::sum));
            return peers;
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        // Far more come than are served, so that the queue is full most of the time; few of many peers send much.
        Arbitrary<Step.Kind> kinds = Arbitraries.frequency(
                Tuple.of(12, Step.Kind.ARRIVE), Tuple.of(2, Step.Kind.SERVE), Tuple.of(1, Step.Kind.LEAVE));
        Arbitrary<Integer> numbers = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 400));
        return Combinators.combine(kinds, Arbitraries.of(Line.class), numbers)
                .as(Step::new)
                .list()
                .ofMinSize(500)
                .ofMaxSize(900);
    }
}
