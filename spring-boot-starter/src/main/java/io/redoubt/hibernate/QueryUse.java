package io.redoubt.hibernate;

/** What a query may want of an attribute and does not get of an encrypted one, and what to do instead. */
enum QueryUse {
    COMPARISON("a comparison", Remedy.SEEK),
    BETWEEN("BETWEEN", Remedy.SEEK),
    LIKE("LIKE", Remedy.SEEK),
    IN("IN", Remedy.SEEK),
    MEMBER_OF("MEMBER OF", Remedy.SEEK),
    ORDER_BY("ORDER BY", Remedy.SORT),
    GROUP_BY("GROUP BY", Remedy.COMPUTE),
    SET("SET", Remedy.WRITE),
    INSERT("INSERT", Remedy.WRITE),
    SELECTION("DISTINCT, UNION or a subquery", Remedy.COMPUTE),
    EXPRESSION("a function or an expression", Remedy.COMPUTE);

    private final String words;
    private final Remedy remedy;

    QueryUse(String words, Remedy remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    EncryptedQueryException refused(QueriedAttribute attribute) {
        return new EncryptedQueryException(
                attribute.toString(),
                "is encrypted: the database sees ciphertext, so " + words + " cannot work; " + remedy.text(attribute),
                null);
    }

    /** What to do instead. */
    private enum Remedy {
        SEEK,
        SORT,
        COMPUTE,
        WRITE;

        String text(QueriedAttribute attribute) {
            return switch (this) {
                case SEEK -> attribute.search();
                case SORT -> "sort in the application what was loaded";
                case COMPUTE ->
                    "load the entities and compute in the application; to find a value, " + attribute.search();
                case WRITE -> "load the entity and set the attribute, so that the value is sealed for its row";
            };
        }
    }
}
