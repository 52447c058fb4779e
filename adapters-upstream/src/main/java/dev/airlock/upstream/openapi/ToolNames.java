package dev.airlock.upstream.openapi;

import dev.airlock.domain.tool.ToolName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names tools after operations. A name depends on its own operation, and on whether another one claims the same, but never on the order
 * of the document: policies and grants refer to tools by name.
 */
final class ToolNames {
    private static final int DIGEST_LENGTH = 8;

    private final Map<String, Integer> claims = new HashMap<>();

    ToolNames(List<ApiOperation> operations) {
        operations.forEach(operation -> claims.merge(key(bounded(operation)), 1, Integer::sum));
    }

    /** Returns the operation's name, unlike every other one and those of Airlock's own tools even when case is ignored. */
    ToolName nameOf(ApiOperation operation) {
        String name = bounded(operation);
        boolean claimed = ToolName.isReserved(name) || claims.getOrDefault(key(name), 0) > 1;
        return new ToolName(claimed ? withDigest(name, operation.place().toString()) : name);
    }

    private static String bounded(ApiOperation operation) {
        String id = operation.operationId();
        String name = id == null ? "" : readable(id);
        if (name.chars().noneMatch(Character::isLetterOrDigit)) {
            name = readable(operation.method().toLowerCase(Locale.ROOT) + operation.path());
        }
        return name.length() <= ToolName.MAX_LENGTH ? name : withDigest(name, id == null ? operation.path() : id);
    }

    private static String readable(String text) {
        String name = text.strip().replaceAll("[^A-Za-z0-9_-]+", "_");
        return name.length() > 1 && name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }

    private static String withDigest(String name, String whole) {
        int room = ToolName.MAX_LENGTH - DIGEST_LENGTH - 1;
        return name.substring(0, Math.min(name.length(), room)) + "_" + digest(whole);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
