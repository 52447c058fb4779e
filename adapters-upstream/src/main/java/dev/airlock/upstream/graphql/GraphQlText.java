package dev.airlock.upstream.graphql;

import dev.airlock.upstream.openapi.Texts;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.regex.Pattern;

/** Tells GraphQL documents from others, and parses them within bounds. */
final class GraphQlText {
    /** The longest document, in characters. */
    static final int MAX_CHARACTERS = 8 << 20;

    private static final int MAX_TOKENS = 2_000_000;
    private static final int MAX_NESTING = 100;
    private static final int MAX_RULES = 1_000;
    private static final int MAX_PROBLEM = 300;

    private static final Pattern BEGINNING =
            Pattern.compile("(?:[\\s,\uFEFF]|#[^\\n]*+\\n)*+(?:\"\"\"|(?:query|mutation|subscription|fragment|schema"
                    + "|type|interface|union|enum|input|scalar|directive|extend)\\b\\s*+[^:\\s])");

    private static final ParserOptions OPTIONS = ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(true)
            .captureSourceLocation(false)
            .readerTrackData(false)
            .maxCharacters(MAX_CHARACTERS)
            .maxTokens(MAX_TOKENS)
            .maxWhitespaceTokens(MAX_CHARACTERS)
            .maxRuleDepth(MAX_RULES)
            .build();

    private GraphQlText() {}

    /** What came of parsing. */
    sealed interface Parsing {}

    /** A document. */
    record Parsed(Document document) implements Parsing {}

    /** It is none, or one that is too large or too deep. */
    record Refused(String problem) implements Parsing {}

    /** Returns whether the text begins as GraphQL documents do, and neither JSON nor YAML does. */
    static boolean isLikely(String text) {
        return BEGINNING.matcher(text).lookingAt();
    }

    static Parsing parse(String text) {
        if (Nesting.depth(text) > MAX_NESTING) {
            return new Refused("the GraphQL document nests more than " + MAX_NESTING + " deep");
        }
        try {
            return new Parsed(new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(text)
                            .parserOptions(OPTIONS)
                            .build()));
        } catch (InvalidSyntaxException e) {
            return new Refused(
                    "the GraphQL document cannot be read: " + Texts.line(String.valueOf(e.getMessage()), MAX_PROBLEM));
        }
    }
}
