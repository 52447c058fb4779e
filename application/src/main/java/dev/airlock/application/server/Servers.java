package dev.airlock.application.server;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers of organizations, their tools and policies. */
public interface Servers {
    /** Returns the organization's servers by name. */
    List<Listed> list(OrganizationId organization);

    /** Returns the server with its tools and policy at one moment, or null. */
    @Nullable
    Loaded load(OrganizationId organization, Slug slug);

    /** Stores a new server; false, and nothing done, where the slug is taken. */
    boolean add(Admission admission, Server server, List<Tool> tools, PolicySet policy);

    /** Replaces name, description, target and schemes where the version is still the given server's; returns whether it was. */
    boolean update(Admission admission, Server server);

    /** Replaces the tools where the version is still the given one; returns whether it was. */
    boolean replaceTools(Admission admission, Server server, List<Tool> tools);

    /** Replaces the policy where the version is still the given one; returns whether it was. */
    boolean replacePolicy(Admission admission, Server server, PolicySet policy);

    /** Removes the server with its tools, policy and connections; false where there is none. */
    boolean remove(Admission admission, Slug slug);

    /** A server and how many tools it has. */
    record Listed(Server server, int tools) {}

    /** A server with its tools, ordered by name, and its policy. */
    record Loaded(Server server, List<Tool> tools, PolicySet policy) {
        public Loaded {
            tools = List.copyOf(tools);
        }
    }
}
