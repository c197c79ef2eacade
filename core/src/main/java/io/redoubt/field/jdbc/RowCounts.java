package io.redoubt.field.jdbc;

/**
 * What became of rows. Immutable and thread-safe.
 *
 * @param seen how many were looked at
 * @param renewed how many were written
 * @param erased how many have values of subjects that were erased: nothing is to be done with those
 * @param failed how many have values that do not open, or may not stand there
 * @param contested how many were written by others each time they were to be: the next job finds them as they are then
 * @since 0.1.0
 */
public record RowCounts(long seen, long renewed, long erased, long failed, long contested) {

    static final RowCounts NONE = new RowCounts(0, 0, 0, 0, 0);

    RowCounts plus(RowCounts more) {
        return new RowCounts(
                seen + more.seen,
                renewed + more.renewed,
                erased + more.erased,
                failed + more.failed,
                contested + more.contested);
    }
}
