package io.redoubt.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.SemanticException;
import org.hibernate.query.hql.HqlTranslator;
import org.hibernate.query.hql.internal.StandardHqlTranslator;
import org.hibernate.query.sqm.internal.SqmCreationOptionsStandard;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;

/**
 * Has every query in HQL looked at when it is made: named queries and those of repositories at the start. Made by Hibernate,
 * one for each session factory. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GuardedHqlTranslator implements HqlTranslator {

    private final AtomicReference<@Nullable SessionFactoryImplementor> factory = new AtomicReference<>();
    private final AtomicReference<@Nullable HqlTranslator> translator = new AtomicReference<>();

    /** Is called by Hibernate. */
    public GuardedHqlTranslator() {}

    /** Says for whom it works; Hibernate makes it before that exists. */
    void serve(SessionFactoryImplementor started) {
        factory.set(started);
    }

    @Override
    public <R> SqmStatement<R> translate(String hql, @Nullable Class<R> expectedResultType) {
        SessionFactoryImplementor served = factory.get();
        if (served == null) {
            throw new IllegalStateException("the session factory has not started yet");
        }
        SqmStatement<R> statement = interpret(served, hql, expectedResultType);
        QueryGuard.check(statement);
        return statement;
    }

    private <R> SqmStatement<R> interpret(
            SessionFactoryImplementor served, String hql, @Nullable Class<R> expectedResultType) {
        try {
            return translator(served).translate(hql, expectedResultType);
        } catch (SemanticException e) {
            throw explained(e, served, hql).map(SemanticException.class::cast).orElse(e);
        }
    }

    private HqlTranslator translator(SessionFactoryImplementor served) {
        HqlTranslator known = translator.get();
        if (known != null) {
            return known;
        }
        HqlTranslator ofDialect = served.getJdbcServices().getDialect().getHqlTranslator();
        HqlTranslator made = ofDialect != null
                ? ofDialect
                : new StandardHqlTranslator(
                        served.getQueryEngine().getCriteriaBuilder(),
                        new SqmCreationOptionsStandard(served.getSessionFactoryOptions()));
        translator.set(made);
        return made;
    }

    /** Hibernate finds some mistakes before the guard does, and then speaks of types that the application does not know. */
    private static Optional<EncryptedQueryException> explained(
            SemanticException refusal, SessionFactoryImplementor served, String hql) {
        String message = refusal.getMessage();
        if (message == null || !message.contains(" of type ")) {
            return Optional.empty();
        }
        List<QueriedAttribute> named = new ArrayList<>();
        served.getJpaMetamodel()
                .getManagedTypes()
                .forEach(type -> type.getAttributes().stream()
                        .filter(attribute -> Pattern.compile("\\b" + Pattern.quote(attribute.getName()) + "\\b")
                                .matcher(hql)
                                .find())
                        .forEach(attribute -> QueriedAttribute.of(attribute).ifPresent(named::add)));
        return named.stream()
                .findFirst()
                .map(first -> new EncryptedQueryException(
                        first.toString(),
                        "is encrypted: the database sees ciphertext, and the query wants to look into it; to find a value, "
                                + first.search(),
                        refusal));
    }
}
