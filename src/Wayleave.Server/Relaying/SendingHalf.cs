namespace Wayleave.Server.Relaying;

/// <summary>The sending half of a connection, and who may use it. Its members are for the tunnel's lock, <see cref="End"/> and <see cref="Broken"/> for its owner.</summary>
/// <param name="end">The connection.</param>
internal sealed class SendingHalf(ITunnelEnd end)
{
    private TaskCompletionSource? _waiting;

    /// <summary>The connection.</summary>
    public ITunnelEnd End { get; } = end;

    /// <summary>Whether somebody sends there.</summary>
    public bool Owned { get; private set; }

    /// <summary>Whether sending has failed: what follows is dropped.</summary>
    public bool Broken { get; set; }

    /// <summary>How many bytes the pump has received for it and not sent yet.</summary>
    public int Held { get; set; }

    /// <summary>All that was sent there beside the pump, until it is done.</summary>
    public Task Flushes { get; private set; } = Task.CompletedTask;

    /// <summary>Becomes its owner, now or later. One at a time may wait: the pump.</summary>
    /// <param name="owned">Where the answer is false: ends when it is ours.</param>
    public bool TryOwn(out Task owned)
    {
        owned = Task.CompletedTask;
        if (!Owned)
            return Owned = true;
        owned = (_waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        return false;
    }

    /// <summary>Gives it up: whoever waits owns it now.</summary>
    public void Release()
    {
        Owned = _waiting is not null;
        _waiting?.SetResult();
        _waiting = null;
    }

    /// <summary>Remembers what is sent there beside the pump.</summary>
    /// <param name="flush">The sending.</param>
    public void Track(Task flush) => Flushes = Flushes.IsCompleted ? flush : Task.WhenAll(Flushes, flush);
}
