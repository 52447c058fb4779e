/** Conditions of policy rules, written in Google's Common Expression Language. */
@NullMarked
package dev.airlock.upstream.policy;

import org.jspecify.annotations.NullMarked;
