package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.token.Admission;
import io.redoubt.token.Refusal;
import io.redoubt.token.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests, each on a thread of its own, whose checks last until they are told how to end. */
final class Callers implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final long POLL_NANOS = 50_000;

    private final VerificationBudget budget;
    private final VirtualTime time;
    private final List<Request> started = new CopyOnWriteArrayList<>();
    private final List<Request> all = new ArrayList<>();

    Callers(VerificationBudget budget, VirtualTime time) {
        this.budget = budget;
        this.time = time;
    }

    /** {@return a request that is being checked, or waits, or was refused: what becomes of it is settled} */
    Request send(String address) {
        return send(new Request(address, Admission::admit));
    }

    List<Request> send(int count, String address) {
        return IntStream.range(0, count).mapToObj(i -> send(address)).toList();
    }

    /** {@return a request like that with an opaque token, which needs a call} */
    Request call(String address) {
        return send(new Request(address, Admission::admitCall));
    }

    List<Request> call(int count, String address) {
        return IntStream.range(0, count).mapToObj(i -> call(address)).toList();
    }

    private Request send(Request request) {
        all.add(request);
        request.thread.start();
        await(() -> request.isChecked() || request.waits() || request.task.isDone());
        return request;
    }

    /** {@return the requests whose check or call began, in this order} */
    List<Request> started() {
        return started;
    }

    /** Lets time pass, until every request that waits has noticed. */
    void advance(Duration by) {
        Map<Request, Integer> waiting = all.stream()
                .filter(Request::waits)
                .collect(Collectors.toMap(Function.identity(), request -> time.sleeps(request.thread)));
        time.advance(by);
        waiting.forEach((request, sleeps) ->
                await(() -> request.task.isDone() || request.isChecked() || time.sleeps(request.thread) > sleeps));
    }

    /** Ends the checks one after the other, until nobody waits. */
    void finishAll(Verification result) {
        for (int i = 0; i < started.size(); i++) {
            int waiting = budget.waiting();
            int begun = started.size();
            started.get(i).finish(result);
            if (waiting > 0) {
                await(() -> started.size() > begun);
            }
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen within " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(POLL_NANOS); // leaves the processor to whom is waited for
        }
    }

    /** Leaves no thread behind, however the test ended. */
    @Override
    public void close() {
        all.forEach(request -> request.result.complete(Refusal.of(Reason.EXPIRED)));
        all.forEach(request -> await(request.task::isDone));
    }

    /** One request. */
    final class Request {

        private final CompletableFuture<Verification> result = new CompletableFuture<>();
        private final FutureTask<Verification> task;
        private final Thread thread;

        private Request(String address, BiFunction<Admission, Supplier<Verification>, Verification> way) {
            Supplier<Verification> check = () -> {
                started.add(this);
                return result.join();
            };
            task = new FutureTask<>(() -> way.apply(budget.at(address), check));
            thread = new Thread(task, "request from " + address);
        }

        boolean isChecked() {
            return started.contains(this);
        }

        boolean waits() {
            return time.sleeps(thread) > 0 && !isChecked() && !task.isDone();
        }

        /** Ends the check, and waits for what the budget makes of it. */
        Verification finish(Verification outcome) {
            await(this::isChecked);
            result.complete(outcome);
            return answer();
        }

        void finishBy(RuntimeException failure) {
            await(this::isChecked);
            result.completeExceptionally(failure);
            await(task::isDone);
        }

        boolean isRefused() {
            return task.isDone() && answer().equals(Refusal.of(Reason.OVERLOADED));
        }

        Verification answer() {
            try {
                return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("no answer", e);
            }
        }
    }
}
