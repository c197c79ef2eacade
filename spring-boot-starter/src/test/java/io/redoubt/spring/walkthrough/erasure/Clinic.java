package io.redoubt.spring.walkthrough.erasure;

import io.redoubt.hibernate.FieldQueries;
import java.util.List;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** A service that keeps patients. */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Clinic.class)
@EnableJpaRepositories(basePackageClasses = Clinic.class, considerNestedRepositories = true)
@Import(Erasures.class)
public class Clinic {

    interface Patients extends JpaRepository<Patient, Long>, JpaSpecificationExecutor<Patient> {}

    interface Findings extends JpaRepository<Finding, Long> {}

    /** What an instance is asked to do. */
    public record Desk(Patients patients, Findings findings) {

        public long admit(String email) {
            return patients.save(new Patient(email)).getId();
        }

        public long find(long patient, String text) {
            return findings.save(new Finding(patient, text)).getId();
        }

        public List<Long> search(String email) {
            return patients.findAll(FieldQueries.eq(Patient.class, "email", email)::toPredicate).stream()
                    .map(Patient::getId)
                    .toList();
        }

        public String email(long patient) {
            return patients.findById(patient).orElseThrow().getEmail();
        }

        public String text(long finding) {
            return findings.findById(finding).orElseThrow().getText();
        }
    }

    @Bean
    Desk desk(Patients patients, Findings findings) {
        return new Desk(patients, findings);
    }
}
