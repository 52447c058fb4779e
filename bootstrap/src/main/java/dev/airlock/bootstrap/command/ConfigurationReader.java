package dev.airlock.bootstrap.command;

import dev.airlock.bootstrap.config.AirlockConfiguration;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.setup.Bootstrap;

/** Reads configuration files outside of Dropwizard's own commands. */
final class ConfigurationReader {
    private ConfigurationReader() {}

    static ConfigurationFactory<AirlockConfiguration> factory(Bootstrap<?> bootstrap) {
        return new YamlConfigurationFactory<>(
                AirlockConfiguration.class,
                bootstrap.getValidatorFactory().getValidator(),
                bootstrap.getObjectMapper(),
                "dw");
    }
}
