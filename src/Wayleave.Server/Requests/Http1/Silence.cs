namespace Wayleave.Server.Requests.Http1;

/// <summary>Ends an exchange on which nothing has moved for long.</summary>
/// <remarks>Looked at once in a while instead of being set anew with each piece: what moved just after a look is noticed a whole while later.</remarks>
internal sealed class Silence : IDisposable
{
    // Server-sent events and long polls are silent for long; nobody waits for an hour.
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(1);

    private readonly Action _end;
    private readonly ITimer _timer;
    private volatile bool _hasMoved = true;

    /// <summary>Begins.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="end">Ends the exchange.</param>
    public Silence(TimeProvider time, Action end)
    {
        (Time, _end) = (time, end);
        _timer = time.CreateTimer(static state => ((Silence)state!).Look(), this, s_limit, s_limit);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Whether it has ended the exchange.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Something has moved.</summary>
    public void Moved() => _hasMoved = true;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (_hasMoved)
        {
            _hasMoved = false;
            return;
        }

        HasEnded = true;
        _end();
    }
}
