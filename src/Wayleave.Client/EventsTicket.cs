namespace Wayleave.Client;

/// <summary>A ticket: it opens one connection, once, within a minute or so. It is a secret.</summary>
/// <param name="Value">The ticket.</param>
/// <param name="ConnectAfter">How long to wait before it is used, where the server asks for it: nothing (the default) to 1 hour.</param>
public readonly record struct EventsTicket(string Value, TimeSpan ConnectAfter = default)
{
    /// <summary>A ticket that may be used at once.</summary>
    /// <param name="value">The ticket.</param>
    public static implicit operator EventsTicket(string value) => new(value);

    /// <summary>A ticket that may be used at once.</summary>
    /// <param name="value">The ticket.</param>
    public static EventsTicket FromString(string value) => new(value);

    /// <summary>What it is and no more: it must not get into a log.</summary>
    public override string ToString() => nameof(EventsTicket);
}
