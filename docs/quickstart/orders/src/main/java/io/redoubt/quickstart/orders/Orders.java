package io.redoubt.quickstart.orders;

import io.redoubt.hibernate.FieldQueries;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** Every order that there is. Whoever asks says of which buyer. */
interface Orders extends JpaRepository<Order, Long>, JpaSpecificationExecutor<Order> {

    List<OrderLine> findByBuyerOrderById(String buyer);

    Optional<Order> findByIdAndBuyer(long id, String buyer);

    /** {@return what a buyer has ordered for an e-mail address, in whatever case its letters are written} */
    default List<Order> search(String buyer, String email) {
        Specification<Order> sameBuyer = (order, query, builder) -> builder.equal(order.get("buyer"), buyer);
        Specification<Order> sameEmail = FieldQueries.eq(Order.class, "email", email)::toPredicate;
        return findAll(sameBuyer.and(sameEmail));
    }
}
