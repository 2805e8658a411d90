namespace Wayleave.Server;

/// <summary>A time limit that ends early with an outer token, in one object: the class library has the two only apart, and a dial in the hot path pays for no pair.</summary>
internal sealed class LinkedDeadline : CancellationTokenSource
{
    private readonly CancellationTokenRegistration _outer;

    /// <summary>Starts it.</summary>
    /// <param name="after">The limit.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="outer">The other token.</param>
    public LinkedDeadline(TimeSpan after, TimeProvider time, CancellationToken outer)
        : base(after, time) =>
        _outer = outer.UnsafeRegister(static state => ((LinkedDeadline)state!).EndEarly(), this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _outer.Dispose();
        base.Dispose(disposing);
    }

    private void EndEarly() => Cancel();
}
