namespace Wayleave.Server.Configuration;

/// <summary>Who may open a socket, or follow channels, on a route.</summary>
public sealed record AuthSettings
{
    /// <summary>The default parameter that must be the caller.</summary>
    public const string UserParameter = "user_id";

    /// <summary>Whether a ticket is asked for. Default true.</summary>
    public bool Ticket { get; init; } = true;

    /// <summary>The parameter of the path that must be the ticket's subject; null: none. Default <c>user_id</c>, where the path has it.</summary>
    public string? Subject { get; init; } = UserParameter;

    /// <summary>How a WebSocket is refused. Default <see cref="RefusalForm.Socket"/>.</summary>
    public RefusalForm Refuse { get; init; }
}
