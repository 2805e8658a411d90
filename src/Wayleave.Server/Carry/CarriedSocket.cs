namespace Wayleave.Server.Carry;

/// <summary>A session with what became of its opening.</summary>
/// <param name="Session">The session.</param>
/// <param name="Client">Its page, as the handshake with the app sees it.</param>
internal sealed record CarriedSocket(CarrySession Session, CarriedClient Client)
{
    /// <summary>The places of the requests that carry it.</summary>
    public CarrierPlaces Places { get; } = new();
}
