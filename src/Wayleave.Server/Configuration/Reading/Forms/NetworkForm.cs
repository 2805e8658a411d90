using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration.Reading.Yaml;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>A network or an address: <c>10.0.0.0/8</c>, <c>192.0.2.1</c>, <c>fd00::/8</c>.</summary>
internal sealed class NetworkForm : ScalarForm<IPNetwork>
{
    /// <inheritdoc/>
    public override string Text => "an address or a network, such as 192.0.2.1 or 10.0.0.0/8";

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string" };

    /// <inheritdoc/>
    public override string? Parse(string text, ReadScope scope, out IPNetwork value)
    {
        value = default;
        string shown = Printable.Short(text, 60);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string address = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(address, out IPAddress? ip) || (!address.Contains(':', StringComparison.Ordinal) && address.Count(c => c == '.') != 3))
            return $"'{shown}' is not a network; write {Text}";
        int bits = ip.GetAddressBytes().Length * 8;
        int length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
            return $"'{shown}': a prefix of {Printable.Short(address, 50)} has 0 to {bits} bits; write {Printable.Short(address, 50)}/{bits} for this address alone";
        IPAddress first = Masked(ip, length);
        if (!first.Equals(ip)) return $"'{shown}' is not where a network begins; write {first}/{length}";
        value = new IPNetwork(first, length);
        return null;
    }

    /// <inheritdoc/>
    public override ConfigNode Write(IPNetwork value) => new ScalarNode(value.ToString());

    private static IPAddress Masked(IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
