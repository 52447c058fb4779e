package dev.airlock.domain.tool;

/**
 * What a tool does to the world, in MCP's words.
 *
 * @param readOnly it changes nothing
 * @param destructive it may delete or overwrite
 * @param idempotent repeating it with the same arguments changes nothing more
 * @param openWorld it reaches things outside the organization's control
 */
public record ToolAnnotations(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {}
