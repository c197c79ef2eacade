package io.redoubt.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The modules that the root of the build lists, without those that stay here. */
final class PublishedModules {
    private static final Path ROOT = Path.of("..");

    private PublishedModules() {}

    /** The folders of their compiled classes. */
    static List<Path> classes() {
        return names().stream()
                .filter(name -> !name.startsWith("docs") && !name.equals("benchmarks"))
                .map(name -> ROOT.resolve(name).resolve("target/classes"))
                .toList();
    }

    private static List<String> names() {
        try {
            NodeList modules = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve("pom.xml").toFile())
                    .getElementsByTagName("module");
            return IntStream.range(0, modules.getLength())
                    .mapToObj(index -> modules.item(index).getTextContent())
                    .toList();
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new IllegalStateException("cannot read the modules of the build", unreadable);
        }
    }
}
