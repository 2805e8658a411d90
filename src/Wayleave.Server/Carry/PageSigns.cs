using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Carry;

/// <summary>By what a request's headers show whose it is: looked at once, for however many sessions it lists. Not thread-safe.</summary>
/// <param name="headers">The headers.</param>
internal sealed class PageSigns(HeaderLines headers)
{
    // Chrome and Firefox keep 180 of a site. Whoever sends thousands does it to have them remembered, for each of its sessions.
    private const int MostOthers = 200;

    private HashSet<UInt128>? _others;

    /// <summary>Where the page is from.</summary>
    public string? Origin { get; } = headers.First("Origin");

    /// <summary>The value of our cookie; null: the request has none.</summary>
    public string? Cookie { get; } = CarryCookies.ValueIn(headers);

    /// <summary>Digests of the other cookies, with their values. These let people in at the app: they are kept nowhere themselves.</summary>
    public IReadOnlySet<UInt128> Others => _others ??= [.. CarryCookies.OthersIn(headers).Take(MostOthers).Select(DigestOf)];

    private static UInt128 DigestOf(string cookie) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));
}
