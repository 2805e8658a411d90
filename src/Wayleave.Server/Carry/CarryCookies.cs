using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Carry;

/// <summary>The cookie that sessions are bound to: made for browsers that have none, and out of the reach of scripts and of other sites.</summary>
/// <remarks>
/// A browser that opens several sockets at once, or several tabs as it starts, asks for several before it has one, and keeps the last. So in the same minute browsers
/// of the same kind get the same value, and a session takes the values of the minutes around its opening until these are over. The address is no part of it: behind an edge
/// each request may come from another one.
/// </remarks>
internal sealed class CarryCookies
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "wayleave-carry";

    private const int KeyBytes = 32;
    private const int ValueBytes = 16;

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <summary>Makes them.</summary>
    /// <param name="secret">The secret of the settings, by which all nodes give the same values; null: chance, for as long as the process lives.</param>
    /// <param name="time">The clock.</param>
    public CarryCookies(string? secret, TimeProvider time)
    {
        _time = time;
        _key = secret is null
            ? RandomNumberGenerator.GetBytes(KeyBytes)
            : HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: "wayleave carry cookie, version 1"u8.ToArray());
    }

    /// <summary>The line that sets it.</summary>
    /// <param name="received">The request.</param>
    /// <returns>One line; none where the browser has the cookie.</returns>
    public HeaderLines SetFor(Received received)
    {
        if (ValueIn(received.Request.Headers) is not null)
            return HeaderLines.Empty;
        var secure = received.Client.Scheme == "https" ? "; Secure" : "";
        return [new("Set-Cookie", $"{Name}={ValueFor(received, Minute)}; Path=/; HttpOnly; SameSite=Lax{secure}")];
    }

    /// <summary>What binds a session to its page.</summary>
    /// <param name="received">The request that opens it.</param>
    public SessionBond Bond(Received received)
    {
        var minute = Minute;
        ImmutableArray<string> values = [ValueFor(received, minute - 1), ValueFor(received, minute), ValueFor(received, minute + 1)];
        var opening = new PageSigns(received.Request.Headers);
        return new SessionBond(opening, opening.Cookie is { } own ? values.Add(own) : values, _time);
    }

    /// <summary>The cookie's value in a request; null: it has none.</summary>
    /// <param name="headers">The request's headers.</param>
    public static string? ValueIn(HeaderLines headers) =>
        PairsIn(headers).FirstOrDefault(IsOurs)?[(Name.Length + 1)..];

    /// <summary>The other cookies of a request, as names with their values.</summary>
    /// <param name="headers">The request's headers.</param>
    public static IEnumerable<string> OthersIn(HeaderLines headers) => PairsIn(headers).Where(pair => !IsOurs(pair));

    /// <summary>A line of cookies without ours, which is for no app; all else stays to the byte.</summary>
    /// <param name="line">The line's value.</param>
    /// <returns>What is left; null: nothing.</returns>
    public static string? WithoutOwn(string line)
    {
        // Many requests have none, or none any more.
        if (!line.Contains(Name + "=", StringComparison.Ordinal))
            return line;
        var pairs = line.Split(';');
        var left = string.Join(';', pairs.Where(pair => !IsOurs(pair.Trim())));
        if (IsOurs(pairs[0].Trim()))
            left = left.TrimStart();
        return left.Length == 0 ? null : left;
    }

    private long Minute => _time.GetUtcNow().ToUnixTimeSeconds() / 60;

    private static bool IsOurs(string pair) => pair.StartsWith(Name + "=", StringComparison.Ordinal);

    // HTTP/2 may cut Cookie into several lines (RFC 9113 §8.2.3).
    private static IEnumerable<string> PairsIn(HeaderLines headers) =>
        headers.All("Cookie").SelectMany(line => line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private string ValueFor(Received received, long minute)
    {
        var browser = string.Create(CultureInfo.InvariantCulture, $"{minute} {received.Request.Headers.First("User-Agent")}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(browser)).AsSpan(0, ValueBytes));
    }
}
