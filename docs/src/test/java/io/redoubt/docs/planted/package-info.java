/**
 * Code that breaks the architecture rules on purpose: a package for each rule, which stands for {@code io.redoubt} there.
 * Classes called Bad… break the rule, classes called Good… come close and do not.
 */
package io.redoubt.docs.planted;
