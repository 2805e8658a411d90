namespace Wayleave.Probing;

/// <summary>A time limit on a given clock that ends early with an outer token: the class library has the two only apart.</summary>
internal sealed class LinkedDeadline : CancellationTokenSource
{
    private readonly CancellationTokenRegistration _outer;

    public LinkedDeadline(TimeProvider time, TimeSpan after, CancellationToken outer)
        : base(after < TimeSpan.Zero ? TimeSpan.Zero : after, time) =>
        _outer = outer.UnsafeRegister(static state => ((LinkedDeadline)state!).CancelQuietly(), this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _outer.Dispose();
        base.Dispose(disposing);
    }

    private void CancelQuietly() => Cancel();
}
