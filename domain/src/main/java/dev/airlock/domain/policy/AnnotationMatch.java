package dev.airlock.domain.policy;

import dev.airlock.domain.tool.ToolAnnotations;

/** A trait of tools that a rule can ask for, so that it also covers tools which are imported later. */
public enum AnnotationMatch {
    /** Tools that change nothing. */
    READ_ONLY,
    /** Tools that change something. */
    WRITES,
    /** Tools that may delete or overwrite. */
    DESTRUCTIVE,
    /** Tools that reach things outside the organization's control. */
    OPEN_WORLD;

    /** Returns whether a tool with these annotations has the trait. */
    public boolean matches(ToolAnnotations annotations) {
        return switch (this) {
            case READ_ONLY -> annotations.readOnly();
            case WRITES -> !annotations.readOnly();
            case DESTRUCTIVE -> annotations.destructive();
            case OPEN_WORLD -> annotations.openWorld();
        };
    }
}
