package io.redoubt.spring;

/** Shows the name of the service. */
record ServiceSection(RedoubtSettings settings) implements PostureSection {

    @Override
    public String name() {
        return "service";
    }

    @Override
    public Object content() {
        return settings.service().toString();
    }
}
