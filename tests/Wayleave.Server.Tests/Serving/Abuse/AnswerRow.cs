namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>What an app may answer that it should not, and what the client gets to see of it.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Sends">The bytes, each one character.</param>
/// <param name="Gives">What the client gets: the statuses with the app's bodies, bytes behind a 101, and how the connection is then.</param>
internal sealed record AnswerRow(string Name, string Sends, string Gives)
{
    /// <summary>Whether the client asked for a WebSocket; else it sent an ordinary GET.</summary>
    public bool Upgrade { get; init; } = true;

    /// <summary>What the app does after its answer.</summary>
    public AppThen Then { get; init; } = AppThen.Listen;

    public override string ToString() => Name;
}
