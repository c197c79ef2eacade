package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A number by which a state knows a person. Beside one of its keys each value with digits is one; behind one of its words, what has its shape
 * and passes its check; alone only what could hardly be anything else.
 *
 * @param id of the detector
 * @param country that gives it
 * @param keys in lower case without separators
 * @param words that stand shortly before it in free text, in lower case
 * @param shapes the longer before the shorter
 * @param check what must hold in free text
 * @param alone what must hold, too, where no word says what it is
 * @param rarities how one that stands alone begins
 */
record NationalId(
        String id,
        String country,
        List<String> keys,
        List<String> words,
        List<Shape> shapes,
        IdCheck check,
        IdCheck alone,
        List<Anchor> rarities)
        implements Detector {

    private static final int LEAST_BESIDE_KEY = 4;
    private static final int WINDOW = 30;
    private static final IdCheck HOWEVER_WRITTEN = (text, from, to) -> true;

    /**
     * {@return a number that is known by its keys and words}
     *
     * @param name behind {@code pii.natid.}
     * @param country that gives it
     * @param keys parted by spaces
     * @param words parted by spaces
     * @param shapes parted by spaces
     * @param check what must hold in free text
     */
    static NationalId of(String name, String country, String keys, String words, String shapes, IdCheck check) {
        return new NationalId(
                "pii.natid." + name,
                country,
                split(keys),
                split(words),
                split(shapes).stream().map(Shape::new).toList(),
                check,
                IdCheck.never(),
                List.of());
    }

    /** {@return the same number, which may stand alone if more holds} */
    NationalId alone(IdCheck more, Anchor... beginnings) {
        return new NationalId(id, country, keys, words, shapes, check, more, List.of(beginnings));
    }

    /** {@return one of some letters, and a digit} */
    static Anchor[] letterAndDigit(String letters) {
        return letters.chars()
                .boxed()
                .flatMap(letter ->
                        IntStream.range(0, 10).mapToObj(digit -> Anchor.word(Character.toString(letter) + digit)))
                .toArray(Anchor[]::new);
    }

    private static List<String> split(String list) {
        return List.of(list.strip().split("\\s+", -1));
    }

    /** {@return how it is found by its form, and by its keys} */
    List<Detector> detectors() {
        return List.of(this, byKey(id, keys));
    }

    /** {@return a detector of values that only their keys tell, as long as they have digits} */
    static Detector byKey(String id, List<String> keys) {
        return KeyedValues.of(
                id,
                Strategy.pseudonym(),
                (text, from, to) -> KeyedValues.hasDigits(text, from, to, LEAST_BESIDE_KEY),
                String.join(" ", keys));
    }

    @Override
    public List<Anchor> anchors() {
        List<Anchor> anchors = new ArrayList<>();
        words.forEach(word -> anchors.add(Anchor.word(word)));
        anchors.addAll(rarities);
        return anchors;
    }

    @Override
    public Strategy strategy() {
        return Strategy.pseudonym();
    }

    @Override
    public long find(byte[] text, int start, int end) {
        return Ascii.isDigit(text[end - 1]) ? standingAlone(text, start) : behindWord(text, end);
    }

    private long standingAlone(byte[] text, int start) {
        int to = end(text, start, alone);
        boolean stands = to > 0 && Neighbours.areApart(text, start, to) && !Neighbours.isNamedAsThing(text, start);
        return stands ? Span.of(start, to) : Span.NONE;
    }

    private long behindWord(byte[] text, int word) {
        if (Ascii.isAlphanumeric(Ascii.at(text, word)) && Ascii.at(text, word) > 0) {
            return Span.NONE;
        }
        int last = Math.min(text.length, word + WINDOW);
        for (int i = word; i < last && !Ascii.isLineEnd(text[i]); i++) {
            if (!Ascii.isAlphanumeric(Ascii.at(text, i - 1)) && CheckDigits.value(text[i]) >= 0) {
                int to = end(text, i, HOWEVER_WRITTEN);
                if (to > 0) {
                    return Span.of(i, to);
                }
            }
        }
        return Span.NONE;
    }

    /** {@return the offset behind a number that begins at an offset and passes its check; a negative number if there is none} */
    private int end(byte[] text, int from, IdCheck first) {
        for (Shape shape : shapes) {
            int to = shape.end(text, from);
            if (to > 0
                    && Neighbours.isApartBehind(text, to)
                    && first.holds(text, from, to)
                    && check.holds(text, from, to)) {
                return to;
            }
        }
        return -1;
    }
}
