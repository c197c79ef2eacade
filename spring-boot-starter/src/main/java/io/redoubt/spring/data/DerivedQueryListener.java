package io.redoubt.spring.data;

import org.springframework.data.jpa.repository.query.PartTreeJpaQuery;
import org.springframework.data.repository.core.support.QueryCreationListener;

/**
 * Is told of every query that Spring Data JPA derives from the name of a method; of what is written in {@code @Query} or named,
 * it is not.
 *
 * @param repository whose methods they are
 * @param findings takes down what they ask
 */
record DerivedQueryListener(Class<?> repository, Findings findings) implements QueryCreationListener<PartTreeJpaQuery> {

    @Override
    public void onCreation(PartTreeJpaQuery query) {
        findings.add(DerivedQueryCheck.problems(repository.getSimpleName(), query.getQueryMethod()));
    }
}
