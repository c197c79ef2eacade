package io.redoubt.benchmarks.field;

/** A library, set up to seal the values of one column. */
interface ValueCipher extends AutoCloseable {

    /** {@return what is stored; a library that can bind a value to its row does so} */
    byte[] seal(long row, byte[] value) throws Exception;

    /** {@return the value} */
    byte[] open(long row, byte[] sealed) throws Exception;

    @Override
    default void close() {}
}
