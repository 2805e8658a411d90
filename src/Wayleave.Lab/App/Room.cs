using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Wayleave.Lab.App;

/// <summary>Everyone who has the page open, and the chart that they see.</summary>
internal sealed class Room
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    private const int ChartPoints = 121;

    private readonly ConcurrentDictionary<string, Visitor> _visitors = new();
    private readonly TimeProvider _time;
    private readonly Random _chance;
    private int _names;
    private ImmutableArray<double> _values;

    public Room(TimeProvider time, int seed)
    {
        (_time, _chance) = (time, new Random(seed));
        // A chart with a past: whoever opens the page sees a line at once.
        double value = 50;
        _values = [.. Enumerable.Range(0, ChartPoints).Select(_ => value = Next(value))];
    }

    /// <summary>Takes a visitor in and gives the name by which others know them.</summary>
    public string Enter(Visitor visitor)
    {
        string name = $"guest-{Interlocked.Increment(ref _names)}";
        _visitors[name] = visitor;
        return name;
    }

    /// <summary>The chart so far, the oldest point first.</summary>
    public double[] Values => [.. _values];

    public void Leave(string name) => _visitors.TryRemove(name, out _);

    /// <summary>Sends a frame to one visitor, if they are still there.</summary>
    public void Tell(string name, ReadOnlyMemory<byte> frame)
    {
        if (_visitors.TryGetValue(name, out var visitor))
            visitor.Send(frame);
    }

    public void TellAll(ReadOnlyMemory<byte> frame)
    {
        foreach (var visitor in _visitors.Values)
            visitor.Send(frame);
    }

    /// <summary>Moves the chart on, twice a second.</summary>
    public async Task TickAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(s_tick, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                double value = Next(_values[^1]);
                _values = _values.RemoveAt(0).Add(value);
                TellAll(AppMessage.Tick(value, _visitors.Count));
            }
        }
        catch (OperationCanceledException)
        {
            // The app stops.
        }
    }

    // Wanders, and is drawn back to the middle, so that the line stays on the chart.
    private double Next(double value) => Math.Clamp(value + ((_chance.NextDouble() - 0.5) * 14) + ((50 - value) * 0.06), 2, 98);
}
