using System.Text.Json;

namespace Wayleave.Conformance.Events.Model;

/// <summary>A client's connection: what has arrived over it, until it is cut.</summary>
internal interface IModelLine
{
    /// <summary>The next frame that has arrived; null if there is none yet.</summary>
    JsonElement? TryTake();

    /// <summary>With what the client comes back once this has ended, where the connection itself says so (server-sent events, long polls); null: with the ids of events.</summary>
    string? Place { get; }

    /// <summary>Whether it has ended by itself, and nothing comes any more.</summary>
    bool IsOver { get; }

    /// <summary>Takes nothing from now on, as a client does that is asleep; or takes again.</summary>
    /// <param name="isStalled">Which.</param>
    void Stall(bool isStalled);

    /// <summary>Waits until more has arrived since the last time, or asks for it.</summary>
    Task ArrivesAsync();

    /// <summary>Cuts it; what has not been taken is lost. Ends when nothing of it is left.</summary>
    Task CutAsync();
}
