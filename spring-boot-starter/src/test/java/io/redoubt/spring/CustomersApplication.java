package io.redoubt.spring;

import io.redoubt.spring.customers.CustomerRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** A service that keeps personal data with Spring Data JPA. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = CustomerRepository.class)
@EnableJpaRepositories(basePackageClasses = CustomerRepository.class)
class CustomersApplication {}
