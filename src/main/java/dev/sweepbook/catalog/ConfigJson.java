package dev.sweepbook.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Hugging Face {@code config.json} strictly: one object, no key twice, no NaN, at most 1 MiB and 32 levels.
 */
public final class ConfigJson {
    /** The largest file read (B). */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, Position> positions = new LinkedHashMap<>();

    private ConfigJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a file's bytes.
     *
     * @param bytes the file as it stands
     * @return its fields, or what is wrong with it
     */
    public static Result parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Malformed(0, 0, "must be at most " + MAX_BYTES + " bytes, was " + bytes.length);
        }
        if (!isUtf8(bytes)) {
            return new Malformed(0, 0, "must be UTF-8");
        }
        int mark = startsWithByteOrderMark(bytes) ? 3 : 0;
        ByteArrayInputStream text = new ByteArrayInputStream(bytes, mark, bytes.length - mark);
        try (JsonParser parser = FACTORY.createParser(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return new ConfigJson(parser).document();
        } catch (StreamConstraintsException e) {
            return malformed(e.getLocation(), "must nest at most " + MAX_DEPTH + " levels, in short names and numbers");
        } catch (JsonParseException e) {
            return malformed(e.getLocation(), "must be JSON: " + firstSentence(e.getOriginalMessage()));
        } catch (IOException e) {
            return new Malformed(0, 0, "must be JSON: it ends too early");
        }
    }

    private Result document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return malformed(
                    parser.currentTokenLocation(),
                    "must be an object of fields, was " + (first == null ? "empty" : kind(first)));
        }
        Map<String, Object> fields = object("");
        if (parser.nextToken() != null) {
            return malformed(parser.currentTokenLocation(), "must hold one object and nothing after it");
        }
        return new Parsed(fields, positions);
    }

    private Map<String, Object> object(String path) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String place = path.isEmpty() ? name : path + "." + name;
            JsonLocation location = parser.currentTokenLocation();
            positions.put(place, new Position(location.getLineNr(), location.getColumnNr()));
            parser.nextToken();
            Object value = value(place);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private List<Object> list(String path) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(path);
            values.add(value == null ? "null" : value);
        }
        return values;
    }

    private @Nullable Object value(String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> list(path);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "a number";
        };
    }

    private static Malformed malformed(@Nullable JsonLocation location, String message) {
        return location == null
                ? new Malformed(0, 0, message)
                : new Malformed(location.getLineNr(), location.getColumnNr(), message);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** What became of the bytes. */
    public sealed interface Result {}

    /**
     * They are a configuration.
     *
     * @param fields name to value; a null is left out
     * @param positions where each field stands, by its path with dots
     */
    public record Parsed(Map<String, Object> fields, Map<String, Position> positions) implements Result {}

    /**
     * They are not.
     *
     * @param line line from 1, 0 for the whole file
     * @param column column from 1, 0 for the whole line
     * @param message the rule and what was found
     */
    public record Malformed(int line, int column, String message) implements Result {}

    /**
     * A place in the file.
     *
     * @param line line from 1
     * @param column column from 1
     */
    public record Position(int line, int column) {}
}
