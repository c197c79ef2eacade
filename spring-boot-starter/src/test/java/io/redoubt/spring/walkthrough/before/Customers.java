package io.redoubt.spring.walkthrough.before;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Finds customers. */
// region before
interface Customers extends JpaRepository<Customer, Long> {

    List<Customer> findByEmail(String email);
}
// endregion
