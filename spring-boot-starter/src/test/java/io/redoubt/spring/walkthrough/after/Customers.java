package io.redoubt.spring.walkthrough.after;

import io.redoubt.hibernate.FieldQueries;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** Finds customers. */
// region after
interface Customers extends JpaRepository<Customer, Long>, JpaSpecificationExecutor<Customer> {

    default List<Customer> findByEmail(String email) {
        return findAll(FieldQueries.eq(Customer.class, "email", email)::toPredicate);
    }
}
// endregion
