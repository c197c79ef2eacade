package io.redoubt.docs.planted.nopublicsetters;

import java.beans.Customizer;
import java.beans.PropertyChangeListener;

final class GoodNames implements Customizer {
    void setSize(int size) {}

    public void settle(int account) {}

    @Override
    public void setObject(Object asTheInterfaceSays) {}

    @Override
    public void addPropertyChangeListener(PropertyChangeListener listener) {}

    @Override
    public void removePropertyChangeListener(PropertyChangeListener listener) {}
}
