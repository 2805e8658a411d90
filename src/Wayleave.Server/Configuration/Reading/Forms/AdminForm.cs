using System.Net;
using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>The admin address: this machine's own unless another one is written.</summary>
internal sealed class AdminForm : ScalarForm<IPEndPoint>
{
    /// <inheritdoc/>
    public override string Text => "an address such as 127.0.0.1:9180 or 9180";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = new JsonArray("string", "integer") };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out IPEndPoint value)
    {
        value = new IPEndPoint(IPAddress.Loopback, 0);
        if (text.Contains("://", StringComparison.Ordinal)) return $"'{Printable.Short(text, 60)}': the admin address has no scheme; write {Text}";
        return EndPoints.Parse(text, IPAddress.Loopback, null, out value);
    }

    /// <inheritdoc/>
    public override ConfigNode Write(IPEndPoint value) => new ScalarNode(value.ToString());
}
