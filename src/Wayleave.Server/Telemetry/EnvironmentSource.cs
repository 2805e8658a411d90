using Microsoft.Extensions.Configuration;

namespace Wayleave.Server.Telemetry;

/// <summary>Environment variables as configuration, read through a function.</summary>
/// <param name="read">Reads one; null if it is not set.</param>
internal sealed class EnvironmentSource(Func<string, string?> read) : ConfigurationProvider, IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override bool TryGet(string key, out string? value) => (value = read(key)) is not null;
}
