using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Wayleave.Server.Redis;

/// <summary>Where a Redis server listens.</summary>
/// <param name="Host">A name or a literal address, IPv6 without brackets.</param>
/// <param name="Port">The port.</param>
internal readonly record struct RedisAddress(string Host, int Port)
{
    private static readonly SearchValues<char> NoHost = SearchValues.Create(" \t/?#@,");

    /// <summary>Redis' own port.</summary>
    public const int DefaultPort = 6379;

    /// <summary>Sentinel's own port.</summary>
    public const int DefaultSentinelPort = 26379;

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[::1]:port</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="defaultPort">The port where none is named.</param>
    /// <param name="address">The address.</param>
    public static bool TryParse(string text, int defaultPort, [NotNullWhen(true)] out RedisAddress? address)
    {
        address = null;
        var (host, port) = (text, "");
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < text.Length && text[end + 1] != ':'))
                return false;
            (host, port) = (text[1..end], end + 1 < text.Length ? text[(end + 2)..] : "");
            if (end + 1 < text.Length && port.Length == 0)
                return false;
        }
        else if (text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
        {
            (host, port) = (text[..colon], text[(colon + 1)..]);
            if (port.Length == 0)
                return false;
        }

        var number = defaultPort;
        if (port.Length > 0 && (!port.All(char.IsAsciiDigit) || !int.TryParse(port, out number) || number is 0 or > 65535))
            return false;
        if (host.Length == 0 || host.AsSpan().ContainsAny(NoHost))
            return false;
        address = new RedisAddress(host, number);
        return true;
    }

    /// <summary>Reads the <c>host:port</c> of a redirection, where an IPv6 address has no brackets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sender">Whose host is meant where none is named.</param>
    public static RedisAddress? OfRedirection(string text, RedisAddress sender)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(text.AsSpan(colon + 1), out var port) || port is <= 0 or > 65535)
            return null;
        return new RedisAddress(colon == 0 ? sender.Host : text[..colon].Trim('[', ']'), port);
    }

    /// <summary>As it is written in URLs.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
