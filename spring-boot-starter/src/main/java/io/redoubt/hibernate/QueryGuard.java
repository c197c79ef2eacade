package io.redoubt.hibernate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.domain.SqmAnyValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmBasicValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmElementAggregateFunction;
import org.hibernate.query.sqm.tree.domain.SqmEmbeddedValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmIndexAggregateFunction;
import org.hibernate.query.sqm.tree.domain.SqmIndexedCollectionAccessPath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmPluralPartJoin;
import org.hibernate.query.sqm.tree.domain.SqmSimplePath;
import org.hibernate.query.sqm.tree.expression.SqmAliasedNodeRef;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.insert.SqmConflictClause;
import org.hibernate.query.sqm.tree.insert.SqmInsertSelectStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertValuesStatement;
import org.hibernate.query.sqm.tree.predicate.SqmBetweenPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmInListPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmInSubQueryPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmLikePredicate;
import org.hibernate.query.sqm.tree.predicate.SqmMemberOfPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmNullnessPredicate;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmJpaCompoundSelection;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.select.SqmSortSpecification;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query that would have the database look into an encrypted attribute, or change what its values are bound to. Two
 * things are allowed with the attribute, all else is not: selecting it by the outermost query, and asking whether it is null,
 * which encryption does not hide.
 */
final class QueryGuard extends BaseSemanticQueryWalker {

    private final Deque<QueryUse> uses = new ArrayDeque<>(List.of(QueryUse.EXPRESSION));
    private final Deque<SqmQuerySpec<?>> specs = new ArrayDeque<>();

    /** Whose selections go to the application as they are. */
    private final @Nullable SqmSelectClause outermost;

    private QueryGuard(@Nullable SqmSelectClause outermost) {
        this.outermost = outermost;
    }

    /**
     * Looks at a query.
     *
     * @throws EncryptedQueryException if it cannot work
     */
    static void check(SqmStatement<?> statement) {
        statement.accept(new QueryGuard(outermost(statement)));
    }

    private static @Nullable SqmSelectClause outermost(SqmStatement<?> statement) {
        if (statement instanceof SqmSelectStatement<?> select
                && select.getQueryPart() instanceof SqmQuerySpec<?> spec
                && !spec.getSelectClause().isDistinct()) {
            return spec.getSelectClause();
        }
        return null;
    }

    @Override
    public Object visitQuerySpec(SqmQuerySpec<?> spec) {
        specs.push(spec);
        try {
            return super.visitQuerySpec(spec);
        } finally {
            specs.pop();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a subquery may have an equal one
    public Object visitSelectClause(SqmSelectClause clause) {
        if (clause == outermost) {
            clause.getSelections().forEach(selection -> visitSelected(selection.getSelectableNode()));
            return clause;
        }
        return during(QueryUse.SELECTION, () -> super.visitSelectClause(clause));
    }

    private void visitSelected(SqmSelectableNode<?> node) {
        if (node instanceof SqmDynamicInstantiation<?> instantiation) {
            instantiation.getArguments().forEach(argument -> visitSelected(argument.getSelectableNode()));
        } else if (node instanceof SqmJpaCompoundSelection<?> compound) {
            compound.getSelectionItems().forEach(this::visitSelected);
        } else if (!isPlain(node)) {
            node.accept(this);
        }
    }

    private static boolean isPlain(Object node) {
        return node instanceof SqmSimplePath<?>
                || node instanceof SqmFrom<?, ?>
                || node instanceof SqmIndexedCollectionAccessPath<?>;
    }

    @Override
    public Object visitIsNullPredicate(SqmNullnessPredicate predicate) {
        return isPlain(predicate.getExpression()) ? predicate : super.visitIsNullPredicate(predicate);
    }

    @Override
    public Object visitSubQueryExpression(SqmSubQuery<?> query) {
        return during(QueryUse.EXPRESSION, () -> super.visitSubQueryExpression(query));
    }

    @Override
    public Object visitComparisonPredicate(SqmComparisonPredicate predicate) {
        return during(QueryUse.COMPARISON, () -> super.visitComparisonPredicate(predicate));
    }

    @Override
    public Object visitBetweenPredicate(SqmBetweenPredicate predicate) {
        return during(QueryUse.BETWEEN, () -> super.visitBetweenPredicate(predicate));
    }

    @Override
    public Object visitLikePredicate(SqmLikePredicate predicate) {
        return during(QueryUse.LIKE, () -> super.visitLikePredicate(predicate));
    }

    @Override
    public Object visitInListPredicate(SqmInListPredicate<?> predicate) {
        return during(QueryUse.IN, () -> super.visitInListPredicate(predicate));
    }

    @Override
    public Object visitInSubQueryPredicate(SqmInSubQueryPredicate<?> predicate) {
        return during(QueryUse.IN, () -> super.visitInSubQueryPredicate(predicate));
    }

    @Override
    public Object visitMemberOfPredicate(SqmMemberOfPredicate predicate) {
        return during(QueryUse.MEMBER_OF, () -> {
            requirePlain(predicate.getPluralPath());
            return super.visitMemberOfPredicate(predicate);
        });
    }

    @Override
    public Object visitSortSpecification(SqmSortSpecification sort) {
        return during(QueryUse.ORDER_BY, () -> {
            visitReferred(sort.getSortExpression());
            return sort;
        });
    }

    @Override
    public Object visitGroupByClause(List<SqmExpression<?>> expressions) {
        return during(QueryUse.GROUP_BY, () -> {
            Optional.ofNullable(expressions).orElse(List.of()).forEach(this::visitReferred);
            return List.of();
        });
    }

    /** A number or an alias stands for what is selected. */
    private void visitReferred(SqmExpression<?> expression) {
        if (expression instanceof SqmAliasedNodeRef reference) {
            List<SqmSelection<?>> selections = selections();
            int position = reference.getPosition() - 1;
            (position < selections.size() ? selections.subList(position, position + 1) : selections)
                    .forEach(selection -> selection.getSelectableNode().accept(this));
        } else {
            expression.accept(this);
        }
    }

    private List<SqmSelection<?>> selections() {
        SqmQuerySpec<?> spec = specs.peek();
        return spec == null ? List.of() : spec.getSelectClause().getSelections();
    }

    @Override
    public Object visitUpdateStatement(SqmUpdateStatement<?> statement) {
        BoundTarget.raisedBy(statement).ifPresent(QueryGuard::refuse);
        return super.visitUpdateStatement(statement);
    }

    @Override
    public Object visitAssignment(SqmAssignment<?> assignment) {
        BoundTarget.at(assignment.getTargetPath()).ifPresent(QueryGuard::refuse);
        return during(QueryUse.SET, () -> super.visitAssignment(assignment));
    }

    @Override
    public Object visitInsertSelectStatement(SqmInsertSelectStatement<?> statement) {
        return during(QueryUse.INSERT, () -> super.visitInsertSelectStatement(statement));
    }

    @Override
    public Object visitInsertValuesStatement(SqmInsertValuesStatement<?> statement) {
        return during(QueryUse.INSERT, () -> super.visitInsertValuesStatement(statement));
    }

    @Override
    public Object visitConflictClause(SqmConflictClause<?> clause) {
        return during(QueryUse.EXPRESSION, () -> super.visitConflictClause(clause));
    }

    @Override
    public Object visitBasicValuedPath(SqmBasicValuedSimplePath<?> path) {
        return requirePlain(path);
    }

    @Override
    public Object visitEmbeddableValuedPath(SqmEmbeddedValuedSimplePath<?> path) {
        return requirePlain(path);
    }

    @Override
    public Object visitAnyValuedValuedPath(SqmAnyValuedSimplePath<?> path) {
        return requirePlain(path);
    }

    @Override
    public Object visitIndexedPluralAccessPath(SqmIndexedCollectionAccessPath<?> path) {
        return requirePlain(path);
    }

    @Override
    public Object visitElementAggregateFunction(SqmElementAggregateFunction<?> path) {
        requirePlain(path.getPluralDomainPath());
        return requirePlain(path);
    }

    @Override
    public Object visitIndexAggregateFunction(SqmIndexAggregateFunction<?> path) {
        return requirePlain(path);
    }

    @Override
    public Object visitQualifiedAttributeJoin(SqmAttributeJoin<?, ?> join) {
        return requirePlain(join);
    }

    @Override
    public Object visitPluralPartJoin(SqmPluralPartJoin<?, ?> join) {
        return requirePlain(join);
    }

    private static void refuse(BoundTarget target) {
        throw target.refused();
    }

    private Object requirePlain(SqmPath<?> path) {
        QueriedAttribute.at(path).ifPresent(attribute -> {
            throw uses.element().refused(attribute);
        });
        return path;
    }

    private Object during(QueryUse use, Supplier<Object> visit) {
        uses.push(use);
        try {
            return visit.get();
        } finally {
            uses.pop();
        }
    }
}
