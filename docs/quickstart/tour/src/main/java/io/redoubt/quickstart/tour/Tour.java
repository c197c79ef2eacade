package io.redoubt.quickstart.tour;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts an authorization server, a service that Redoubt protects and its database, each in a process of its own, sends the
 * service good requests, wrong ones and stolen ones, and tells what became of each.
 *
 * <p>The exit code is 0 if all went as expected, 1 if not, 2 if the arguments are wrong. Whatever the end, no process is
 * left behind. Not thread-safe: one tour at a time.
 */
public final class Tour {

    private final Options options;
    private final World world;
    private final Story story;

    private Tour(Options options, World world, Story story) {
        this.options = options;
        this.world = world;
        this.story = story;
    }

    /**
     * Takes the tour and ends the Java process.
     *
     * @param args {@code --authorization-server FILE --orders FILE --logs DIRECTORY [--once]}, where each file holds a
     *     class path; without {@code --once} the services stay up until the process is interrupted
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        Optional<Options> options = Options.parse(args);
        if (options.isEmpty()) {
            System.err.println(Options.USAGE);
            return 2;
        }
        World world = new World(options.get());
        Runtime.getRuntime().addShutdownHook(new Thread(world::close, "end-of-tour"));
        Story story = new Story(System.out, Style.ofThisConsole());
        try {
            return new Tour(options.get(), world, story).take() ? 0 : 1;
        } catch (InterruptedException | IOException | ParseException | JOSEException | RuntimeException e) {
            if (!world.isClosing()) {
                story.fails(e);
            }
            return 1;
        }
    }

    private boolean take() throws IOException, InterruptedException, ParseException, JOSEException {
        story.opens();
        long start = System.nanoTime();
        ServiceProcess authorizationServer = world.startAuthorizationServer(); // takes longer than the next two
        Database database = world.startDatabase();
        story.ready("database", database.url(), since(start));
        Operator operator = world.operator();
        Map<String, String> keys = operator.issueKeys();
        story.ready("keys of orders", "keyset.json, for its owner only", since(start));
        authorizationServer.awaitAnswer("/.well-known/openid-configuration");
        story.ready("authorization server", authorizationServer.uri().toString(), since(start));

        ServiceProcess orders = world.startOrders(authorizationServer.uri(), database, keys);
        story.ready("orders", orders.uri().toString(), since(start));
        story.typed(Operator.COMMANDS);
        orders.log().inForce().forEach(story::inForce);

        TokenClient tokens = new TokenClient(authorizationServer.uri());
        List<Step> steps = Itinerary.of(
                tokens,
                new OrdersClient(orders),
                new Intruder(database, operator.command()),
                Rotation.of(operator, orders, database, world.atTheService(), options.orders()));
        int asExpected = visit(steps);
        story.ends(asExpected, steps.size(), orders.log());

        if (!options.once()) {
            story.invites(tokens, orders.uri());
            stay();
        }
        return asExpected == steps.size();
    }

    /** {@return how many stops were as expected} */
    private int visit(List<Step> steps) throws IOException, InterruptedException {
        int asExpected = 0;
        Outcome outcome = Outcome.NOTHING_YET;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            outcome = step.visit().after(outcome);
            story.step(i + 1, step, outcome);
            asExpected += outcome.isAsExpected(step) ? 1 : 0;
        }
        return asExpected;
    }

    private void stay() {
        Optional<ServiceProcess> ended = world.awaitEndOfOne();
        if (ended.isPresent()) {
            throw new ServiceFailedException(
                    ended.get().name() + " has ended by itself",
                    ended.get().log().lastLines());
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
