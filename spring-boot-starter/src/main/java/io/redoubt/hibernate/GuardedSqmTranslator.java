package io.redoubt.hibernate;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslator;
import org.hibernate.query.sqm.sql.SqmTranslatorFactory;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;

/**
 * Has every query looked at before it becomes SQL: those of the Criteria API, and what was added to one in HQL since. Made by
 * Hibernate. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class GuardedSqmTranslator implements SqmTranslatorFactory {

    private final SqmTranslatorFactory standard = new StandardSqmTranslatorFactory();

    /** Is called by Hibernate. */
    public GuardedSqmTranslator() {}

    @Override
    public SqmTranslator<SelectStatement> createSelectTranslator(
            SqmSelectStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context,
            boolean deduplicateSelectionItems) {
        QueryGuard.check(statement);
        return translators(context)
                .createSelectTranslator(
                        statement, options, parameters, bindings, influencers, context, deduplicateSelectionItems);
    }

    @Override
    public SqmTranslator<? extends MutationStatement> createMutationTranslator(
            SqmDmlStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context) {
        QueryGuard.check(statement);
        return translators(context)
                .createMutationTranslator(statement, options, parameters, bindings, influencers, context);
    }

    private SqmTranslatorFactory translators(SqlAstCreationContext context) {
        SqmTranslatorFactory ofDialect = context.getDialect().getSqmTranslatorFactory();
        return ofDialect != null ? ofDialect : standard;
    }
}
