package dev.airlock.upstream.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patterns that take time in proportion to the text, whatever they are. One that cannot be matched so is not enforced. */
final class LinearPatterns implements RegularExpressionFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LinearPatterns.class);
    private static final int MAX_LENGTH = 2_000;
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    @Override
    public RegularExpression getRegularExpression(String regex) {
        if (regex.length() > MAX_LENGTH) {
            return unenforced(regex, "it is too long");
        }
        try {
            Pattern pattern = Pattern.compile(UNICODE_ESCAPE.matcher(regex).replaceAll("\\\\x{$1}"));
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            return unenforced(regex, e.getDescription());
        }
    }

    private static RegularExpression unenforced(String regex, String why) {
        LOG.info("A schema's pattern is not enforced: {} ({})", regex.substring(0, Math.min(regex.length(), 100)), why);
        return text -> true;
    }
}
