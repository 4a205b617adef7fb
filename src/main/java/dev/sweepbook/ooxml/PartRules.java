package dev.sweepbook.ooxml;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/** Refuses parts by what they are, and elements that fetch or start something. */
final class PartRules {
    private static final Pattern RUNS =
            Pattern.compile("macroenabled|vbaproject|vbadata|macrosheet|activex|attachedtoolbars|customui|dialogsheet");
    private static final Set<String> PLAIN_BINARY = Set.of(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.printersettings",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.customproperty",
            "application/x-fontdata",
            "application/x-font-ttf");
    private static final Pattern FETCHED =
            Pattern.compile("(?i)\\b(src|href|o:href)\\s*=\\s*[\"']?\\s*(https?:|ftp:|file:|\\\\\\\\|//)");
    private static final Pattern ENTITIES = Pattern.compile("(?i)<!\\s*(DOCTYPE|ENTITY)");

    private PartRules() {}

    /** Why a part of this name and type is refused, or nothing. */
    static Optional<String> refusal(String part, String type) {
        String name = part.toLowerCase(Locale.ROOT);
        if (RUNS.matcher(type).find() || name.endsWith("vbaproject.bin")) {
            return Optional.of("holds macros (VBA) or controls, embedded to be run");
        } else if (name.contains("/embeddings/") || type.contains("oleobject")) {
            return Optional.of("is an embedded object (OLE)");
        } else if (name.contains("/externallinks/") || type.contains("externallink")) {
            return Optional.of("is an external link");
        } else if (type.contains("spreadsheetml.connections") || type.contains("querytable")) {
            return Optional.of("is a data connection");
        } else if (type.contains("volatiledependencies")) {
            return Optional.of("asks other programs for values (RTD, DDE)");
        } else if (type.isEmpty()) {
            return Optional.of("has no content type");
        }
        boolean known =
                type.startsWith("image/") || isXml(part, type) || isMarkup(part, type) || PLAIN_BINARY.contains(type);
        return known ? Optional.empty() : Optional.of("is an embedded file of the kind " + type);
    }

    static boolean isXml(String part, String type) {
        return type.endsWith("xml") || part.endsWith(".xml");
    }

    /** Old drawings of notes, which programs write as XML that is not quite well-formed. */
    static boolean isMarkup(String part, String type) {
        return type.endsWith("vmldrawing") || part.toLowerCase(Locale.ROOT).endsWith(".vml");
    }

    /** Why an old drawing is refused, or nothing. */
    static Optional<String> markup(String part, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean wide = bytes.length > 1 && ((bytes[0] & 0xff) >= 0xfe || bytes[0] == 0 || bytes[1] == 0);
        if (wide) {
            return Optional.of("is not encoded in UTF-8");
        } else if (ENTITIES.matcher(text).find()) {
            return Optional.of("has a document type declaration (DTD): entities are refused");
        }
        return FETCHED.matcher(text).find() ? Optional.of("shows a remote image") : Optional.empty();
    }

    /** Why an element is refused, or nothing. */
    static Optional<String> element(XMLStreamReader xml) {
        return switch (xml.getLocalName()) {
            case "ddeLink", "ddeItem" -> Optional.of("asks another program for values (DDE)");
            case "oleLink", "oleObject" -> Optional.of("has an OLE object");
            case "dbPr", "webPr", "textPr", "olapPr" -> Optional.of("has a data connection");
            case "DataMashup" -> Optional.of("has a query, a data connection");
            case "script", "foreignObject" ->
                String.valueOf(xml.getNamespaceURI()).contains("svg")
                        ? Optional.of("is a picture that runs a script")
                        : Optional.empty();
            case "cacheSource" ->
                "external".equals(xml.getAttributeValue(null, "type"))
                        ? Optional.of("has a pivot table over a data connection")
                        : Optional.empty();
            case "image", "use", "feImage" -> picture(xml);
            default -> Optional.empty();
        };
    }

    private static Optional<String> picture(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
            boolean inside = value.startsWith("#") || value.startsWith("data:image/");
            if (xml.getAttributeLocalName(i).equals("href") && !inside) {
                return Optional.of("shows a remote image");
            }
        }
        return Optional.empty();
    }
}
