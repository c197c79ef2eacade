package io.redoubt.spring.walkthrough.before;

import java.util.List;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The service as it is before. */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Version.class)
@EnableJpaRepositories(basePackageClasses = Version.class, considerNestedRepositories = true)
public class Version {

    /** What an instance is asked to do. */
    public record Desk(Customers customers) {

        public long add(String email) {
            return customers.save(new Customer(email)).getId();
        }

        public List<Long> find(String email) {
            return customers.findByEmail(email).stream().map(Customer::getId).toList();
        }

        public String email(long id) {
            return customers.findById(id).orElseThrow().getEmail();
        }

        public void change(long id, String email) {
            Customer customer = customers.findById(id).orElseThrow();
            customer.setEmail(email);
            customers.save(customer);
        }
    }

    @Bean
    Desk desk(Customers customers) {
        return new Desk(customers);
    }
}
