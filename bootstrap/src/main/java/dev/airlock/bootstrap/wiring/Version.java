package dev.airlock.bootstrap.wiring;

/** Which Airlock this is. */
final class Version {
    private Version() {}

    /** The version of the jar, or {@code development} outside of one. */
    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
