namespace Wayleave.Conformance.Events.Model;

/// <summary>A clock on which everything takes a hundredth of its time: pauses before attempts, graces, comparisons each half minute.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Times = 100;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() * Times;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(System.CreateTimer(callback, state, Hasten(dueTime), Hasten(period)));

    private static TimeSpan Hasten(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / Times;

    private sealed class HastyTimer(ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Hasten(dueTime), Hasten(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
