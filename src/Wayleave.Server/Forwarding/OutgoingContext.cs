using Wayleave.Server.Configuration;

namespace Wayleave.Server.Forwarding;

/// <summary>What the headers for an app depend on beside those that came.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Version">The version that the request came in.</param>
/// <param name="Host">Which Host the app sees: the route's policy.</param>
/// <param name="Destination">The destination chosen.</param>
/// <param name="Forwarded">Which headers tell the app who asks.</param>
/// <param name="Pseudonym">This process's name in Via, see <see cref="ViaLoop.Pseudonym"/>.</param>
internal sealed record OutgoingContext(
    ClientIdentity Client, RequestVersion Version, HostPolicy Host, DestinationSettings Destination, ForwardedStyle Forwarded, string Pseudonym)
{
    /// <summary>Whether the cookie that carried sockets are bound to is taken out, which is for this gateway alone.</summary>
    public bool HidesCarryCookie { get; init; }
}
