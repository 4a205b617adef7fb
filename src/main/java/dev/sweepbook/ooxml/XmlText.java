package dev.sweepbook.ooxml;

import java.nio.charset.StandardCharsets;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Writes a tree as XML. The same tree gives the same bytes. */
public final class XmlText {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private XmlText() {}

    /**
     * The bytes of a part.
     *
     * @param tree its content; comments and processing instructions are left out
     * @return UTF-8
     */
    public static byte[] bytes(Document tree) {
        StringBuilder xml = new StringBuilder(HEAD);
        append(xml, tree.getDocumentElement());
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One element and what is in it.
     *
     * @param element of a tree
     * @return its text, without declarations of what is declared around it
     */
    public static String of(Element element) {
        StringBuilder xml = new StringBuilder();
        append(xml, element);
        return xml.toString();
    }

    /**
     * Makes the main namespace of a part the one that needs no prefix, so that text can be put between its elements.
     *
     * @param tree of a part of a workbook
     */
    public static void dropMainPrefix(Document tree) {
        Element root = tree.getDocumentElement();
        if (root.getPrefix() != null && Book.MAIN.equals(root.getNamespaceURI())) {
            dropPrefix(tree, root);
            tree.getDocumentElement().setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns", Book.MAIN);
        }
    }

    private static void dropPrefix(Document tree, Element element) {
        for (Node child = element.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (child instanceof Element inner) {
                dropPrefix(tree, inner);
            }
            child = next;
        }
        if (Book.MAIN.equals(element.getNamespaceURI())) {
            tree.renameNode(element, Book.MAIN, element.getLocalName());
        }
    }

    private static void append(StringBuilder xml, Element element) {
        xml.append('<').append(element.getNodeName());
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            xml.append(' ').append(attribute.getNodeName()).append("=\"");
            escape(xml, attribute.getValue(), true);
            xml.append('"');
        }
        Node child = element.getFirstChild();
        if (child == null) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        for (; child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                append(xml, inner);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                escape(xml, child.getNodeValue(), false);
            }
        }
        xml.append("</").append(element.getNodeName()).append('>');
    }

    private static void escape(StringBuilder xml, String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '\r' -> xml.append("&#13;");
                case '"' -> xml.append(attribute ? "&quot;" : "\"");
                case '\n' -> xml.append(attribute ? "&#10;" : "\n");
                case '\t' -> xml.append(attribute ? "&#9;" : "\t");
                default -> xml.append(c);
            }
        }
    }
}
