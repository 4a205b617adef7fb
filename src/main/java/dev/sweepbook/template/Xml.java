package dev.sweepbook.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Walks trees of XML by local names. */
final class Xml {
    private static final int MOST_DIGITS = 9;

    private Xml() {}

    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    static @Nullable Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    static List<Element> all(Element root, String name) {
        NodeList list = root.getElementsByTagNameNS("*", name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < list.getLength(); i++) {
            found.add((Element) list.item(i));
        }
        return found;
    }

    static void each(Element root, Consumer<Element> taker) {
        taker.accept(root);
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                each(element, taker);
            }
        }
    }

    static void remove(List<Element> elements) {
        for (Element element : elements) {
            Node parent = element.getParentNode();
            if (parent != null) {
                parent.removeChild(element);
            }
        }
    }

    /** A whole number of an attribute, or what is taken where it is missing or none. */
    static int number(Element element, String name, int otherwise) {
        return number(element.getAttribute(name), otherwise);
    }

    /** A whole number, or what is taken where the text is none. */
    static int number(String held, int otherwise) {
        String text = held.strip();
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : otherwise;
    }

    /** An element of the same namespace and prefix, put at the end of its parent. */
    static Element add(Element parent, String name) {
        String prefix = parent.getPrefix();
        Element element = parent.getOwnerDocument()
                .createElementNS(parent.getNamespaceURI(), prefix == null ? name : prefix + ":" + name);
        parent.appendChild(element);
        return element;
    }
}
