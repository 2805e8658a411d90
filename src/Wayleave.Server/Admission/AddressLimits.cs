using System.Collections.Concurrent;
using System.Net;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Admission;

/// <summary>The limits on one client address: open sockets, and upgrades and requests of carried sockets a second. Thread-safe.</summary>
internal sealed class AddressLimits : IDisposable
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<UInt128, AddressUse> _uses = [];
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;

    /// <summary>Begins to count.</summary>
    /// <param name="time">The clock.</param>
    public AddressLimits(TimeProvider time)
    {
        (_time, _origin) = (time, time.GetTimestamp());
        _timer = time.CreateTimer(static limits => ((AddressLimits)limits!).Sweep(), this, s_sweep, s_sweep);
    }

    /// <summary>How many addresses are known.</summary>
    public int Known => _uses.Count;

    /// <summary>Counts a socket of an address, if it may have one more.</summary>
    /// <param name="address">The client's address.</param>
    /// <param name="limits">The limits as they are now.</param>
    /// <param name="place">To be disposed of when the socket ends.</param>
    /// <param name="wait">How long the client should wait, where the answer is not <see cref="AdmissionOutcome.Admitted"/>.</param>
    public AdmissionOutcome TryEnter(IPAddress address, LimitSettings limits, out AddressPlace place, out TimeSpan wait)
    {
        (place, wait) = (default, TimeSpan.Zero);
        if (!BindSockets(address, limits))
            return AdmissionOutcome.Admitted;
        var (outcome, after, use) = Judge(address, limits, static (use, limits, now) =>
        {
            var looked = LookAt(use, limits, now);
            if (looked.Outcome != AdmissionOutcome.Admitted)
                return looked;
            if (limits.UpgradesPerAddress is { } rate)
                use.Upgrades.TryTake(rate, now, out _);
            use.Open++;
            return looked;
        });
        wait = after;
        if (outcome == AdmissionOutcome.Admitted)
            place = new AddressPlace(use);
        return outcome;
    }

    /// <summary>Looks whether an address may have one more socket now; nothing is counted.</summary>
    /// <param name="address">The client's address.</param>
    /// <param name="limits">The limits as they are now.</param>
    /// <param name="wait">How long the client should wait, where the answer is not <see cref="AdmissionOutcome.Admitted"/>.</param>
    public AdmissionOutcome Look(IPAddress address, LimitSettings limits, out TimeSpan wait)
    {
        (var outcome, wait, _) = BindSockets(address, limits) ? Judge(address, limits, LookAt) : default;
        return outcome;
    }

    /// <summary>Counts a request of carried sockets.</summary>
    /// <param name="address">The client's address.</param>
    /// <param name="limits">The limits as they are now.</param>
    /// <returns>How long the client should wait, where it asks too fast; null: it does not.</returns>
    public TimeSpan? WaitForCarryRequest(IPAddress address, LimitSettings limits)
    {
        if (limits.CarryRequestsPerAddress is null || (IPAddress.IsLoopback(address) && !limits.BindLoopback))
            return null;
        var (outcome, wait, _) = Judge(address, limits, static (use, limits, now) =>
            use.CarryRequests.TryTake(limits.CarryRequestsPerAddress!.Value, now, out var wait) ? (AdmissionOutcome.Admitted, wait) : (AdmissionOutcome.TooFast, wait));
        return outcome == AdmissionOutcome.Admitted ? null : wait;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private static bool BindSockets(IPAddress address, LimitSettings limits) =>
        limits is not { SocketsPerAddress: null, UpgradesPerAddress: null } && (!IPAddress.IsLoopback(address) || limits.BindLoopback);

    private static (AdmissionOutcome Outcome, TimeSpan Wait) LookAt(AddressUse use, LimitSettings limits, TimeSpan now)
    {
        if (limits.SocketsPerAddress is { } sockets && use.Open >= sockets)
            return (AdmissionOutcome.TooManySockets, s_sweep);
        return limits.UpgradesPerAddress is { } rate && !use.Upgrades.HasOne(rate, now, out var wait) ? (AdmissionOutcome.TooFast, wait) : (AdmissionOutcome.Admitted, TimeSpan.Zero);
    }

    private (AdmissionOutcome Outcome, TimeSpan Wait, AddressUse Use) Judge(
        IPAddress address, LimitSettings limits, Func<AddressUse, LimitSettings, TimeSpan, (AdmissionOutcome Outcome, TimeSpan Wait)> judge)
    {
        var key = AddressKey.Of(address);
        while (true)
        {
            var now = _time.GetElapsedTime(_origin);
            var use = _uses.GetOrAdd(key, static (_, now) => new AddressUse(now), now);
            lock (use)
            {
                // The sweeper may just have taken it away.
                if (!_uses.TryGetValue(key, out var current) || current != use)
                    continue;
                var (outcome, wait) = judge(use, limits, now);
                return (outcome, wait, use);
            }
        }
    }

    private void Sweep()
    {
        var now = _time.GetElapsedTime(_origin);
        foreach (var (key, use) in _uses)
            lock (use)
                if (use.IsIdle(now))
                    _uses.TryRemove(key, out _);
    }
}
