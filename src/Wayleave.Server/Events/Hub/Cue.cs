using System.Threading.Tasks.Sources;

namespace Wayleave.Server.Events.Hub;

/// <summary>Wakes one sleeper, once for any number of reasons. A reason that comes while it is awake is not lost: it does not fall asleep then.</summary>
/// <remarks>
/// One object for the life of a connection, whatever the number of events: with ten thousand of them that each event wakes, what a sleep and a waking
/// cost is most of what a delivery costs beside its system call.
/// </remarks>
internal sealed class Cue : IValueTaskSource
{
    private const int Awake = 0;
    private const int Cued = 1;
    private const int Asleep = 2;

    private ManualResetValueTaskSourceCore<bool> _core;
    private int _state;

    /// <summary>Sleeps; not at all if there has been a reason since it slept last. One sleeper at a time.</summary>
    public ValueTask SleepAsync()
    {
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Asleep, Awake) == Awake)
            return new ValueTask(this, _core.Version);
        // There was a reason already.
        Volatile.Write(ref _state, Awake);
        return default;
    }

    /// <summary>There is a reason to wake.</summary>
    /// <param name="isHere">Whether the sleeper goes on on this very thread, before this returns; else it does on another.</param>
    public void Wake(bool isHere)
    {
        while (true)
            switch (Volatile.Read(ref _state))
            {
                case Cued:
                    return;
                case Awake when Interlocked.CompareExchange(ref _state, Cued, Awake) == Awake:
                    return;
                case Asleep when Interlocked.CompareExchange(ref _state, Awake, Asleep) == Asleep:
                    _core.RunContinuationsAsynchronously = !isHere;
                    _core.SetResult(true);
                    return;
            }
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);
}
