package io.redoubt.masking.logback;

import io.redoubt.masking.FindingListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells which logger leaks what: how often each detector found something in the lines of each logger, and when first. Never tells what.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class MaskingReport {

    /** Most pairs of a detector and a logger; what comes later is counted under {@code (other)}. */
    private static final int MOST_LINES = 2000;

    private static final String OTHER = "(other)";

    private final Clock clock;
    private final FindingListener recorder = this::record;
    private final LongAdder events = new LongAdder();
    private final LongAdder masked = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final Map<Place, Count> places = new ConcurrentHashMap<>();
    private final Map<WithheldReason, LongAdder> withheld = new ConcurrentHashMap<>();

    MaskingReport(Clock clock) {
        this.clock = clock;
    }

    /**
     * How often a detector found something in the lines of a logger.
     *
     * @param detector by its id
     * @param logger by its name
     * @param count since the start
     * @param firstSeen when it was first found
     */
    public record Line(String detector, String logger, long count, Instant firstSeen) {}

    private record Place(String detector, String logger) {}

    private record Count(LongAdder count, Instant firstSeen) {}

    FindingListener recorder() {
        return recorder;
    }

    void event() {
        events.increment();
    }

    void masked() {
        masked.increment();
    }

    void bytes(int length) {
        bytes.add(length);
    }

    void cut() {
        cut.increment();
    }

    void withheld(WithheldReason reason) {
        withheld.computeIfAbsent(reason, key -> new LongAdder()).increment();
    }

    private void record(String logger, String detector) {
        Place place = new Place(detector, logger);
        Count count = places.get(place);
        if (count == null) {
            Place counted = places.size() < MOST_LINES ? place : new Place(detector, OTHER);
            count = places.computeIfAbsent(counted, key -> new Count(new LongAdder(), clock.instant()));
        }
        count.count().increment();
    }

    /** {@return how many records went through} */
    public long events() {
        return events.sum();
    }

    /** {@return how many of them were written otherwise than they were logged: masked, cut, or with control characters made visible} */
    public long maskedEvents() {
        return masked.sum();
    }

    /** {@return how many bytes of records were looked at} */
    public long bytes() {
        return bytes.sum();
    }

    /** {@return how many records were longer than they may be, and cut} */
    public long cutEvents() {
        return cut.sum();
    }

    /** {@return each pair of a detector and a logger, the most frequent first} */
    public List<Line> lines() {
        return places.entrySet().stream()
                .map(entry -> new Line(
                        entry.getKey().detector(),
                        entry.getKey().logger(),
                        entry.getValue().count().sum(),
                        entry.getValue().firstSeen()))
                .sorted(Comparator.comparingLong(Line::count)
                        .reversed()
                        .thenComparing(Line::detector)
                        .thenComparing(Line::logger))
                .toList();
    }

    /** {@return how often each detector found something} */
    public SortedMap<String, Long> detectors() {
        SortedMap<String, Long> sums = new TreeMap<>();
        lines().forEach(line -> sums.merge(line.detector(), line.count(), Long::sum));
        return sums;
    }

    /** {@return how many records were withheld, by reason} */
    public SortedMap<String, Long> withheld() {
        SortedMap<String, Long> sums = new TreeMap<>();
        withheld.forEach((reason, count) -> sums.put(reason.code(), count.sum()));
        return sums;
    }

    /** {@return the report as JSON} */
    public String toJson() {
        StringBuilder json = new StringBuilder();
        json.append("{\"events\":")
                .append(events())
                .append(",\"maskedEvents\":")
                .append(maskedEvents())
                .append(",\"bytes\":")
                .append(bytes())
                .append(",\"cut\":")
                .append(cutEvents())
                .append(",\"withheld\":{");
        withheld()
                .forEach((reason, count) ->
                        json.append(Json.text(reason)).append(':').append(count).append(','));
        Json.endItem(json).append("},\"lines\":[");
        for (Line line : lines()) {
            json.append("{\"detector\":").append(Json.text(line.detector()));
            json.append(",\"logger\":").append(Json.text(line.logger()));
            json.append(",\"count\":").append(line.count());
            json.append(",\"firstSeen\":")
                    .append(Json.text(line.firstSeen().toString()))
                    .append("},");
        }
        return Json.endItem(json).append("]}").toString();
    }
}
