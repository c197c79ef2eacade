package io.redoubt.docs;

import io.redoubt.servlet.Caller;
import io.redoubt.spring.RequiresScope;
import io.redoubt.spring.StepUp;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

// The page about access rules shows what follows.
@RestController
@RequestMapping("/transfers")
@StepUp(acr = "urn:example:mfa", maxAge = "5m")
class Transfers {

    @GetMapping
    @RequiresScope("transfers:read")
    String list(Caller caller) {
        return "transfers of " + caller.getName();
    }

    @PostMapping
    @RequiresScope("transfers:write")
    @RolesAllowed({"clerk", "admin"})
    String make() {
        return "done";
    }

    @GetMapping("/fees")
    @PermitAll
    String fees() {
        return "none";
    }
}
