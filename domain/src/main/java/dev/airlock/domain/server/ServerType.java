package dev.airlock.domain.server;

/** What a server is made from. */
public enum ServerType {
    /** A pre-built integration. */
    INTEGRATION,
    /** An API described by an OpenAPI document. */
    OPENAPI,
    /** A knowledge graph. */
    KNOWLEDGE_GRAPH,
    /** A PostgreSQL database of the organization's own. */
    DATABASE,
    /** A remote MCP server. */
    MCP
}
