package dev.sweepbook.ooxml;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the XML of parts: no document type, no entities of its own, no depth without end, nothing fetched. */
public final class XmlReading {
    private static final int DEEPEST = 128;
    private static final int MOST_MARKS = 3;
    private static final String BROKEN =
            "is no well-formed XML: it is cut off, or a tag is not closed, or an entity is not one of XML's own";
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII");
    private static final XMLInputFactory EVENTS = events();
    private static final DocumentBuilderFactory TREES = trees();

    private XmlReading() {}

    private static XMLInputFactory events() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, space) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    private static DocumentBuilderFactory trees() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java reads no XML safely", e);
        }
    }

    /** Takes the elements of a part one by one; the reader stands on the start of one. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes an element.
         *
         * @param xml stands on its start; the taker may read on to its end, not further
         * @param depth elements around it, 0 for the root
         * @throws XMLStreamException where the XML is broken
         * @throws Refused where the element is not taken
         */
        void take(XMLStreamReader xml, int depth) throws XMLStreamException, Refused;
    }

    /**
     * Reads a part to its end.
     *
     * @param part its name, for what is wrong with it
     * @param in its content, closed here
     * @param taker takes each element that no earlier call has read past
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken, beyond the limits, or not taken
     */
    public static void read(String part, InputStream in, Taker taker) throws IOException, Refused {
        try (PushbackInputStream content = new PushbackInputStream(in, MOST_MARKS)) {
            Charset charset = charset(content);
            XMLStreamReader xml = reader(content, charset);
            refuseEncoding(part, xml, charset);
            int depth = 0;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamReader.DTD ->
                        throw new Refused(part, "has a document type declaration (DTD): entities are refused");
                    case XMLStreamReader.ENTITY_REFERENCE ->
                        throw new Refused(part, "refers to an entity of its own: entities are refused");
                    case XMLStreamReader.START_ELEMENT -> {
                        if (depth >= DEEPEST) {
                            throw new Refused(part, "nests elements deeper than the limit of " + DEEPEST);
                        }
                        taker.take(xml, depth);
                        depth += xml.getEventType() == XMLStreamReader.END_ELEMENT ? 0 : 1;
                    }
                    case XMLStreamReader.END_ELEMENT -> depth--;
                    default -> {}
                }
            }
            xml.close();
            drain(content);
        } catch (RefusedStream e) {
            throw carried(e, part);
        } catch (XMLStreamException e) {
            throw carried(e, part);
        }
    }

    /** Characters are decoded here: of bytes that are none, the parser prints what it thinks. */
    private static XMLStreamReader reader(InputStream in, @Nullable Charset charset) throws XMLStreamException {
        synchronized (EVENTS) {
            return charset == null
                    ? EVENTS.createXMLStreamReader(in)
                    : EVENTS.createXMLStreamReader(new InputStreamReader(new KeptOpen(in), charset.newDecoder()));
        }
    }

    /** A parser closes what it reads characters from; the part goes on to its checksum. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    /** What the first bytes say, or null where they are of neither of the two; the mark of UTF-8 is read past. */
    private static @Nullable Charset charset(PushbackInputStream in) throws IOException {
        byte[] first = in.readNBytes(MOST_MARKS);
        int marks = first.length > 1 ? ((first[0] & 0xff) << 8) | (first[1] & 0xff) : 0;
        boolean marked = marks == 0xefbb && first.length > 2 && (first[2] & 0xff) == 0xbf;
        in.unread(first, marked ? MOST_MARKS : 0, marked ? 0 : first.length);
        return switch (marks) {
            case 0xfeff, 0xfffe -> StandardCharsets.UTF_16;
            case '<' -> StandardCharsets.UTF_16BE;
            case '<' << 8 -> StandardCharsets.UTF_16LE;
            default -> marked || isAscii(marks) ? StandardCharsets.UTF_8 : null;
        };
    }

    private static boolean isAscii(int marks) {
        int first = marks >> 8;
        return first == '<' || first == ' ' || first == '\n' || first == '\r' || first == '\t';
    }

    /** To the end, where the checksum is compared. */
    private static void drain(InputStream in) throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private static void refuseEncoding(String part, XMLStreamReader xml, @Nullable Charset charset) throws Refused {
        String declared = xml.getCharacterEncodingScheme();
        String found = declared == null ? xml.getEncoding() : declared;
        if (found != null && !ENCODINGS.contains(found.toUpperCase(Locale.ROOT))) {
            throw new Refused(part, "is encoded in " + found + ": the parts of a workbook are UTF-8 or UTF-16");
        }
        boolean wide = charset != null && !charset.equals(StandardCharsets.UTF_8);
        if (charset != null
                && declared != null
                && wide != declared.toUpperCase(Locale.ROOT).startsWith("UTF-16")) {
            throw new Refused(part, "says that it is " + declared + " and is not");
        }
    }

    private static Refused carried(Exception fault, String part) {
        Refused carried = RefusedStream.in(fault);
        if (carried == null && fault instanceof XMLStreamException stream) {
            carried = RefusedStream.in(stream.getNestedException());
        }
        if (carried != null) {
            return carried;
        } else if (fault instanceof XMLStreamException stream
                && stream.getNestedException() instanceof CharacterCodingException) {
            return new Refused(part, "holds bytes that are no text in its encoding");
        }
        return new Refused(part, BROKEN); // what Java says of it is in the language of the machine
    }

    /**
     * The text of the element the reader stands on, that of its children too; the reader then stands on its end.
     *
     * @param xml stands on a start
     * @return the characters
     * @throws XMLStreamException where the XML is broken
     */
    public static String text(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> depth = deeper(depth);
                case XMLStreamReader.END_ELEMENT -> depth--;
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(xml.getText());
                case XMLStreamReader.ENTITY_REFERENCE -> throw new XMLStreamException("entity");
                default -> {}
            }
        }
        return text.toString();
    }

    /** One level down, no deeper than the limit. */
    static int deeper(int depth) throws XMLStreamException {
        if (depth >= DEEPEST) {
            throw new XMLStreamException("nested deeper than the limit of " + DEEPEST);
        }
        return depth + 1;
    }

    /**
     * Reads a part as a tree. It was {@linkplain #read read} before, so that it is known to be safe.
     *
     * @param part its name, for what is wrong with it
     * @param bytes its content
     * @return the tree
     * @throws Refused where it is no well-formed XML
     */
    public static Document tree(String part, byte[] bytes) throws Refused {
        try {
            DocumentBuilder builder;
            synchronized (TREES) {
                builder = TREES.newDocumentBuilder();
            }
            builder.setErrorHandler(new DefaultHandler()); // the default one prints
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            throw new Refused(part, BROKEN);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java reads no XML safely", e);
        }
    }
}
