using System.Collections.Immutable;

namespace Wayleave.Protocol.Deflate;

/// <summary>The parameters of one permessage-deflate offer or answer.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7692#section-7.1">RFC 7692 §7.1</seealso>
internal sealed record DeflateParameters
{
    public const string ExtensionName = "permessage-deflate";
    private const string ServerNoTakeover = "server_no_context_takeover";
    private const string ClientNoTakeover = "client_no_context_takeover";
    private const string ServerWindow = "server_max_window_bits";
    private const string ClientWindow = "client_max_window_bits";

    public bool ServerNoContextTakeover { get; init; }

    public bool ClientNoContextTakeover { get; init; }

    /// <summary>Null if not named.</summary>
    public int? ServerMaxWindowBits { get; init; }

    /// <summary>Null if not named, or named without a value.</summary>
    public int? ClientMaxWindowBits { get; init; }

    /// <summary>Named, with a value or without: the client can limit its window.</summary>
    public bool ClientMaxWindowBitsNamed { get; init; }

    /// <summary>The parameters; null if one is unknown, comes twice or has a value that it may not have (RFC 7692 §7.1: decline).</summary>
    public static DeflateParameters? Read(ImmutableArray<ExtensionParameter> parameters)
    {
        var read = new DeflateParameters();
        if (parameters.Select(parameter => parameter.Name).Distinct().Count() != parameters.Length)
            return null;
        foreach (var (name, value) in parameters)
        {
            var bits = WindowBits(value);
            switch (name)
            {
                case ServerNoTakeover when value is null:
                    read = read with { ServerNoContextTakeover = true };
                    break;
                case ClientNoTakeover when value is null:
                    read = read with { ClientNoContextTakeover = true };
                    break;
                case ServerWindow when bits is not null:
                    read = read with { ServerMaxWindowBits = bits };
                    break;
                case ClientWindow when bits is not null || value is null:
                    read = read with { ClientMaxWindowBits = bits, ClientMaxWindowBitsNamed = true };
                    break;
                default:
                    return null;
            }
        }

        return read;
    }

    public override string ToString()
    {
        List<string> parts = [ExtensionName];
        if (ServerNoContextTakeover)
            parts.Add(ServerNoTakeover);
        if (ClientNoContextTakeover)
            parts.Add(ClientNoTakeover);
        if (ServerMaxWindowBits is { } server)
            parts.Add($"{ServerWindow}={server}");
        if (ClientMaxWindowBitsNamed)
            parts.Add(ClientMaxWindowBits is { } client ? $"{ClientWindow}={client}" : ClientWindow);
        return string.Join("; ", parts);
    }

    // "An integer between 8 to 15 inclusive without leading zeros."
    private static int? WindowBits(string? value) => value switch
    {
        "8" => 8,
        "9" => 9,
        ['1', >= '0' and <= '5' and var digit] => 10 + digit - '0',
        _ => null,
    };
}
