using System.Security.Cryptography;

namespace Wayleave.Server.Serving;

/// <summary>A script that this program holds, as it was checked in.</summary>
internal sealed class EmbeddedScript
{
    private EmbeddedScript(byte[] text)
    {
        var hash = SHA256.HashData(text);
        (Text, Hash, Integrity) = (text, Convert.ToHexStringLower(hash.AsSpan(0, 8)), $"sha256-{Convert.ToBase64String(hash)}");
    }

    /// <summary>The script that carries a page's sockets.</summary>
    public static EmbeddedScript Carry { get; } = Load("carry.js");

    /// <summary>Its bytes.</summary>
    public byte[] Text { get; }

    /// <summary>What it is known by: 16 digits of its hash.</summary>
    public string Hash { get; }

    /// <summary>Its whole hash, as <c>integrity</c> and content policies write it.</summary>
    /// <seealso href="https://www.w3.org/TR/SRI/#integrity-metadata-description">Subresource Integrity §3.1</seealso>
    public string Integrity { get; }

    /// <summary>Its entity tag.</summary>
    public string Tag => $"\"{Hash}\"";

    /// <summary>Loads one.</summary>
    /// <param name="name">Its file's name.</param>
    public static EmbeddedScript Load(string name)
    {
        using var resource = typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)!;
        var text = new byte[resource.Length];
        resource.ReadExactly(text);
        return new EmbeddedScript(text);
    }
}
