using System.Text.Json.Nodes;
using Wayleave.Server.Configuration.Reading.Yaml;
using Wayleave.Server.Redis;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Where channels are kept: <c>memory</c>, or a Redis, whose password is never shown.</summary>
internal sealed class StoreForm : ScalarForm<string?>
{
    private const string Memory = "memory";

    /// <inheritdoc/>
    public override string Text => $"{Memory}, or {RedisUrl.Form}";

    /// <inheritdoc/>
    public override JsonObject Schema => SchemaParts.Pattern("^(memory|rediss?(-sentinel|-cluster)?://.+)$");

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out string? value)
    {
        value = text == Memory ? null : text;
        return value is null || RedisUrl.TryParse(value, out _, out var flaw) ? null : $"{flaw}; or {Memory}";
    }

    /// <inheritdoc/>
    public override ConfigNode Write(string? value) =>
        new ScalarNode(value is not null && RedisUrl.TryParse(value, out var options, out _) ? RedisUrl.Write(options) : Memory);
}
