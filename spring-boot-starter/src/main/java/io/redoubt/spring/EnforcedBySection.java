package io.redoubt.spring;

/** Shows who decides about requests. */
record EnforcedBySection(RedoubtSettings settings) implements PostureSection {

    @Override
    public String name() {
        return "enforcedBy";
    }

    @Override
    public Object content() {
        return settings.enforcedBy().text();
    }
}
