using Wayleave.Server.Configuration;

namespace Wayleave.Server.Destinations.Health;

/// <summary>
/// How one destination does. Health checks move it between up and down; failures of real requests let an up one rest for a while,
/// after which a single further failure lets it rest again; the admin's drain stands apart from both. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="changed">Told of each change, outside the lock.</param>
internal sealed class HealthState(TimeProvider time, Action<DestinationChangeKind, string> changed)
{
    // A destination that has just come up gets a little at once: none would be no start.
    private const double SmallestShare = 0.01;

    private readonly Lock _lock = new();
    private volatile HealthStanding _standing;
    private volatile bool _drained;
    private DateTimeOffset _since = time.GetUtcNow();
    private string? _why;
    private int _checksFailed;
    private int _checksPassed;
    private int _requestsFailed;
    private long _restBegan;
    private TimeSpan _rest;
    private long? _upSince;

    /// <summary>Up, down or resting.</summary>
    public HealthStanding Standing => EndRest();

    /// <summary>Whether the admin takes it out.</summary>
    public bool IsDrained => _drained;

    /// <summary>Whether it may be chosen: up, and not drained.</summary>
    public bool IsUsable => !_drained && EndRest() == HealthStanding.Up;

    /// <summary>Since when its standing is what it is.</summary>
    public DateTimeOffset Since
    {
        get
        {
            lock (_lock)
                return _since;
        }
    }

    /// <summary>Why its standing is what it is; null: it has been up from the start.</summary>
    public string? Why
    {
        get
        {
            lock (_lock)
                return _why;
        }
    }

    /// <summary>Takes the result of an active check.</summary>
    /// <param name="passed">Whether it was healthy.</param>
    /// <param name="why">What came, in words.</param>
    /// <param name="settings">How many in a row count.</param>
    public void Checked(bool passed, string why, HealthSettings settings)
    {
        DestinationChangeKind kind;
        lock (_lock)
        {
            (_checksPassed, _checksFailed) = passed ? (_checksPassed + 1, 0) : (0, _checksFailed + 1);
            if (passed && _standing == HealthStanding.Down && _checksPassed >= settings.Rise)
                (kind, _requestsFailed) = (Become(HealthStanding.Up, why), 0);
            else if (!passed && _standing != HealthStanding.Down && _checksFailed >= settings.Fall)
                kind = Become(HealthStanding.Down, why);
            else
                return;
        }

        changed(kind, why);
    }

    /// <summary>Nobody checks it any more: what checks found no longer counts.</summary>
    public void Unchecked()
    {
        const string why = "its health is no longer checked";
        lock (_lock)
        {
            (_checksPassed, _checksFailed) = (0, 0);
            if (_standing != HealthStanding.Down)
                return;
            Become(HealthStanding.Up, why);
        }

        changed(DestinationChangeKind.Up, why);
    }

    /// <summary>A real dial or request failed.</summary>
    /// <param name="why">How, in words.</param>
    /// <param name="settings">How many in a row let it rest, and for how long.</param>
    /// <param name="anotherIsUsable">Whether another destination can take over; asked only when it matters.</param>
    public void RequestFailed(string why, PassiveHealthSettings settings, Func<bool> anotherIsUsable)
    {
        if (settings.Failures == 0)
            return;
        lock (_lock)
        {
            _requestsFailed++;
            if (_standing != HealthStanding.Up || _requestsFailed < settings.Failures)
                return;
        }

        if (!anotherIsUsable())
            return;
        lock (_lock)
        {
            if (_standing != HealthStanding.Up)
                return;
            (_restBegan, _rest) = (time.GetTimestamp(), settings.For);
            Become(HealthStanding.Resting, why);
        }

        changed(DestinationChangeKind.Resting, why);
    }

    /// <summary>A real request got through.</summary>
    public void RequestPassed()
    {
        if (Volatile.Read(ref _requestsFailed) == 0)
            return;
        lock (_lock)
            _requestsFailed = 0;
    }

    /// <summary>Takes it out, or lets it in again.</summary>
    /// <param name="drained">Which.</param>
    /// <returns>False if that was so already.</returns>
    public bool Drain(bool drained)
    {
        lock (_lock)
        {
            if (_drained == drained)
                return false;
            _drained = drained;
            if (!drained)
                _upSince = time.GetTimestamp();
        }

        changed(drained ? DestinationChangeKind.Drained : DestinationChangeKind.Undrained, "the admin says so");
        return true;
    }

    /// <summary>Lets it begin with a small share: it joins others.</summary>
    public void BeginSlowStart()
    {
        lock (_lock)
            _upSince = time.GetTimestamp();
    }

    /// <summary>The part of its weight that counts: from 0.01 just after it came up to 1 when the slow start is over, in a straight line.</summary>
    /// <param name="slowStart">How long that takes; zero: at once.</param>
    public double Share(TimeSpan slowStart)
    {
        if (slowStart <= TimeSpan.Zero)
            return 1;
        lock (_lock)
        {
            if (_upSince is not { } since)
                return 1;
            var share = time.GetElapsedTime(since) / slowStart;
            return Math.Clamp(share, SmallestShare, 1);
        }
    }

    // The rest ends when somebody looks: no timer is needed.
    private HealthStanding EndRest()
    {
        const string why = "its rest is over";
        if (_standing != HealthStanding.Resting)
            return _standing;
        lock (_lock)
        {
            if (_standing != HealthStanding.Resting || time.GetElapsedTime(_restBegan) < _rest)
                return _standing;
            Become(HealthStanding.Up, why);
        }

        changed(DestinationChangeKind.Up, why);
        return HealthStanding.Up;
    }

    private DestinationChangeKind Become(HealthStanding standing, string why)
    {
        (_standing, _since, _why) = (standing, time.GetUtcNow(), why);
        if (standing == HealthStanding.Up)
            _upSince = time.GetTimestamp();
        return standing switch
        {
            HealthStanding.Up => DestinationChangeKind.Up,
            HealthStanding.Down => DestinationChangeKind.Down,
            _ => DestinationChangeKind.Resting,
        };
    }
}
