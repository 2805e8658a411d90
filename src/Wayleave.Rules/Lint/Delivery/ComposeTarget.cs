using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An address to which a hop that runs in a compose project sends a socket.</summary>
/// <param name="Compose">The project.</param>
/// <param name="Own">The service that runs the hop.</param>
/// <param name="Crossing">The socket at the hop.</param>
/// <param name="Host">The address's name.</param>
/// <param name="Port">Its port; null if it is not known.</param>
internal sealed record ComposeTarget(ComposeFile Compose, ComposeService Own, Crossing Crossing, string Host, int? Port)
{
    /// <summary>Where the address stands.</summary>
    public Span At => Crossing.Passage.To!.At;

    /// <summary>The service that it names; null if none has that name.</summary>
    public ComposeService? Service => Compose.Services.FirstOrDefault(service => service.Names.Contains(Host, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether it is the container's own address.</summary>
    public bool IsOwn => Host is "localhost" or "127.0.0.1" or "::1" or "[::1]";
}
